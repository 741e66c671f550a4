import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HEADER, KEY, mint, NOW, sessionClaims } from '../../unit/support/handler';
import { FAULTS } from './faults';
import { type JwksEndpoint, jwk, publish, startJwksEndpoint } from './jwks-endpoint';
import { createFunction } from './simulation';

let endpoint: JwksEndpoint;
let call: (token: string) => Promise<string>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW * 1000 });
  endpoint = await startJwksEndpoint(publish(jwk(KEY)));
  call = createFunction(endpoint);
});
afterEach(() => {
  endpoint.close();
  vi.useRealTimers();
});

const CALLS = 100;
const token = (jti: number) => mint(sessionClaims({ exp: NOW + 3600, jti }));
const allAnswers = (answer: string) => Array(CALLS).fill(answer);
const callAll = () => Promise.all(Array.from({ length: CALLS }, (_, index) => call(token(index))));

describe('100 concurrent calls', () => {
  test('download the keys once if they are the first calls', async () => {
    expect(await callAll()).toEqual(allAnswers('200'));
    expect(endpoint.downloads).toBe(1);
  });

  test('download the keys once if these have to be refreshed', async () => {
    await call(token(-1));
    vi.setSystemTime((NOW + 300) * 1000);
    expect(await callAll()).toEqual(allAnswers('200'));
    expect(endpoint.downloads).toBe(2);
  });

  test.each(['closes the connection', 'never responds', 'sends HTML'])(
    'share one download while the endpoint %s, and one after that',
    async (name) => {
      const fault = FAULTS[name];
      if ('respond' in fault) endpoint.respond = fault.respond(endpoint);
      expect(new Set(await callAll())).toEqual(new Set([expect.stringMatching(/^403 `jwk-remote-/)]));
      expect(endpoint.downloads).toBe(1);
      endpoint.respond = publish(jwk(KEY));
      vi.setSystemTime(Date.now() + 5000);
      expect(await callAll()).toEqual(allAnswers('200'));
      expect(endpoint.downloads).toBe(2);
    },
  );
});

test('1000 tokens with unknown kids cause one download and do not affect valid tokens', async () => {
  const forged = Array.from({ length: 1000 }, (_, kid) => mint(sessionClaims(), { ...HEADER, kid: `ins_x${kid}` }));
  const [valid] = await Promise.all([callAll(), ...forged.map(call)]);
  expect(valid).toEqual(allAnswers('200'));
  expect(new Set(await Promise.all(forged.map(call)))).toEqual(new Set(['403 `jwk-kid-mismatch`']));
  expect(endpoint.downloads).toBe(1);
});

test('a clock that returns NaN denies every token, without a log line, since that has no time', async () => {
  const withoutClock = createFunction(endpoint, () => Number.NaN);
  expect(await withoutClock(token(0))).toBe('403');
});
