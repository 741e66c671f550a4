import { vi } from 'vitest';
import { event, KEY, NOW, newHandler, policy } from '../../unit/support/handler';
import { type JwksEndpoint, jwk, publish, startJwksEndpoint } from './jwks-endpoint';
import { STEP, type Tokens } from './scenario-tokens';

/** Seconds simulated after the fault ends. */
const AFTERWARDS = 6 * 60;

/** A fault that begins and ends while a function is called regularly. The first call is at second 0. */
export interface Scenario {
  readonly name: string;
  /** The seconds at which the fault begins and ends. */
  readonly period: readonly [begin: number, end: number];
  readonly begin: (environment: Environment) => void;
  readonly end: (environment: Environment) => void;
  readonly token: Tokens;
}

/** The conditions that a scenario can change. */
export interface Environment {
  readonly endpoint: JwksEndpoint;
  /** Seconds by which the clock of the function is ahead of the real time. */
  clockOffset: number;
}

/** A period in which all calls had the same result. */
export interface Phase {
  readonly answer: string;
  readonly from: number;
  calls: number;
  /** The number of downloads of the JWKS. */
  downloads: number;
  /** The longest duration of a call, in seconds of the simulated time. */
  delay: number;
}

export interface Outcome {
  readonly scenario: Scenario;
  /** The phases since the beginning of the fault. */
  readonly phases: Phase[];
  readonly endpoint: JwksEndpoint;
}

/**
 * Simulates a scenario with real connections and a fake clock. The clock advances between two calls, and to the timeout of the
 * function while the endpoint does not respond.
 */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  const { period, begin, end, token } = scenario;
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const endpoint = await startJwksEndpoint(publish(jwk(KEY)));
  const environment: Environment = { endpoint, clockOffset: 0 };
  const call = createFunction(endpoint);
  const phases: Phase[] = [];
  try {
    for (let second = 0; second < period[1] + AFTERWARDS; second += STEP) {
      if (second === period[0]) begin(environment);
      if (second === period[1]) end(environment);
      const start = (NOW + second + environment.clockOffset) * 1000;
      vi.setSystemTime(start);
      const before = endpoint.downloads;
      const answer = await call(token(second));
      if (second < period[0]) continue;
      if (phases.at(-1)?.answer !== answer) phases.push({ answer, from: second, calls: 0, downloads: 0, delay: 0 });
      const phase = phases[phases.length - 1];
      phase.calls++;
      phase.downloads += endpoint.downloads - before;
      phase.delay = Math.max(phase.delay, (Date.now() - start) / 1000);
    }
    return { scenario, phases, endpoint };
  } finally {
    endpoint.close();
    vi.useRealTimers();
  }
}

/** Creates a function. It returns the status of API Gateway and the reason in the log, if there is a line. */
export function createFunction(endpoint: JwksEndpoint, now = Date.now) {
  const { handle, entries } = newHandler(policy({ keys: undefined }), {
    now,
    download: (url) => endpoint.download(url),
  });
  return async (token: string): Promise<string> => {
    const { isAuthorized } = await handle(event(token));
    if (isAuthorized) return '200';
    const entry = entries.pop() as { reason: string } | undefined;
    return entry ? `403 \`${entry.reason}\`` : '403';
  };
}
