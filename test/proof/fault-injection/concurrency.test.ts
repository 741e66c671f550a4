import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HEADER, KEY, mint, NOW, sessionClaims } from '../../unit/support/handler';
import { FAULTS } from './faults';
import { type Clerk, jwk, publish, startClerk } from './jwks-endpoint';
import { newFunction } from './simulation';

let clerk: Clerk;
let call: (token: string) => Promise<string>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOW * 1000 });
  clerk = await startClerk(publish(jwk(KEY)));
  call = newFunction(clerk);
});
afterEach(() => {
  clerk.close();
  vi.useRealTimers();
});

const CROWD = 100;
const token = (jti: number) => mint(sessionClaims({ exp: NOW + 3600, jti }));
const everyone = (answer: string) => Array(CROWD).fill(answer);
const callAll = () => Promise.all(Array.from({ length: CROWD }, (_, index) => call(token(index))));

describe('a hundred calls at once', () => {
  test('that are the first ones make one request', async () => {
    expect(await callAll()).toEqual(everyone('200'));
    expect(clerk.attempts).toBe(1);
  });

  test('that find the keys too old make one request', async () => {
    await call(token(-1));
    vi.setSystemTime((NOW + 300) * 1000);
    expect(await callAll()).toEqual(everyone('200'));
    expect(clerk.attempts).toBe(2);
  });

  test.each(['hangs up', 'never answers', 'sends HTML'])(
    'share the fault when the endpoint %s, and the end of it',
    async (name) => {
      const fault = FAULTS[name];
      if ('answer' in fault) clerk.answer = fault.answer(clerk);
      expect(new Set(await callAll())).toEqual(new Set([expect.stringMatching(/^403 `jwk-remote-/)]));
      expect(clerk.attempts).toBe(1);
      clerk.answer = publish(jwk(KEY));
      vi.setSystemTime(Date.now() + 5000);
      expect(await callAll()).toEqual(everyone('200'));
      expect(clerk.attempts).toBe(2);
    },
  );
});

test('a thousand made-up kids make one request, and nobody else notices', async () => {
  const forged = Array.from({ length: 1000 }, (_, kid) => mint(sessionClaims(), { ...HEADER, kid: `ins_x${kid}` }));
  const [honest] = await Promise.all([callAll(), ...forged.map(call)]);
  expect(honest).toEqual(everyone('200'));
  expect(new Set(await Promise.all(forged.map(call)))).toEqual(new Set(['403 `jwk-kid-mismatch`']));
  expect(clerk.attempts).toBe(1);
});

test('a clock that tells no time lets nobody in', async () => {
  const lost = newFunction(clerk, () => Number.NaN);
  expect(await lost(token(0))).toBe('403 `token-expired`');
});
