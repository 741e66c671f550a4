import { vi } from 'vitest';
import { event, KEY, NOW, newHandler, policy } from '../../unit/support/handler';
import { type Clerk, jwk, publish, startClerk } from './jwks-endpoint';
import type { Tokens } from './scenario-tokens';

/** Seconds between two calls of the function: as often as it may ask Clerk. */
export const STEP = 5;
/** How long is watched what follows. */
const AFTERWARDS = 6 * 60;

/** What goes wrong, and is put right, in the life of a function that is first called at second 0. */
export interface Scenario {
  readonly name: string;
  readonly lasts: readonly [number, number];
  readonly begin: (world: World) => void;
  readonly end: (world: World) => void;
  readonly token: Tokens;
}

export interface World {
  readonly clerk: Clerk;
  /** By how many seconds the clock of the function is wrong. */
  ahead: number;
}

/** A time in which all callers got the same answer. */
export interface Phase {
  readonly answer: string;
  readonly from: number;
  calls: number;
  /** How often the function went to Clerk. */
  attempts: number;
  /** The longest that a caller had to wait, in seconds of the simulation. */
  wait: number;
}

export interface Outcome {
  readonly scenario: Scenario;
  /** Since the fault began. */
  readonly phases: Phase[];
  readonly clerk: Clerk;
}

/**
 * The answers of a function that is called every few seconds. The sockets are real. Time is not: it passes between two calls,
 * and while an endpoint hangs, so that the function's own timer goes off.
 */
export async function simulate(scenario: Scenario): Promise<Outcome> {
  const { lasts, begin, end, token } = scenario;
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  const clerk = await startClerk(publish(jwk(KEY)));
  const world: World = { clerk, ahead: 0 };
  const call = newFunction(clerk);
  const phases: Phase[] = [];
  try {
    for (let second = 0; second < lasts[1] + AFTERWARDS; second += STEP) {
      if (second === lasts[0]) begin(world);
      if (second === lasts[1]) end(world);
      const start = (NOW + second + world.ahead) * 1000;
      vi.setSystemTime(start);
      const before = clerk.attempts;
      const answer = await call(token(second));
      if (second < lasts[0]) continue;
      if (phases.at(-1)?.answer !== answer) phases.push({ answer, from: second, calls: 0, attempts: 0, wait: 0 });
      const phase = phases[phases.length - 1];
      phase.calls++;
      phase.attempts += clerk.attempts - before;
      phase.wait = Math.max(phase.wait, (Date.now() - start) / 1000);
    }
    return { scenario, phases, clerk };
  } finally {
    clerk.close();
    vi.useRealTimers();
  }
}

/** A function that has not been called yet; what API Gateway makes of its answers, and what stands in its log. */
export function newFunction(clerk: Clerk, now = Date.now) {
  const { handle, entries } = newHandler(policy({ keys: undefined }), { now, download: (url) => clerk.download(url) });
  return async (token: string): Promise<string> => {
    const { isAuthorized } = await handle(event(token));
    return isAuthorized ? '200' : `403 \`${(entries.pop() as { reason: string }).reason}\``;
  };
}
