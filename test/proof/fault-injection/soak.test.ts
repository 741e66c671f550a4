import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HEADER, KEY, mint, NOW, OTHER_KEY, sessionClaims } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { FAULTS } from './faults';
import { type Clerk, jwk, publish, startClerk } from './jwks-endpoint';
import { Witness } from './oracle';
import { newFunction } from './simulation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const MAX_STEPS = 40;

/** What tokens are signed with; two of them share a `kid`. */
const KEYS = [
  { key: KEY, kid: 'ins_1' },
  { key: OTHER_KEY, kid: 'ins_2' },
  { key: OTHER_KEY, kid: 'ins_1' },
];
/** One for each step, or it would be remembered. */
const TOKENS = KEYS.map(({ key, kid }) =>
  Array.from({ length: MAX_STEPS }, (_, jti) => {
    const claims = sessionClaims({ jti, iat: NOW - 1e7, nbf: undefined, exp: NOW + 1e8 });
    return mint(claims, { ...HEADER, kid }, key.privateKey);
  }),
);

const change = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ keys: fc.subarray([0, 1, 2], { minLength: 1 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ fault: fc.constantFrom('hangs up', 'never answers', 'sends HTML', 'sends no keys') }),
  },
  { weight: 1, arbitrary: fc.record({ ahead: fc.constantFrom(0, 1, -1, HOUR, -HOUR, 24 * HOUR, -24 * HOUR) }) },
);
interface Step {
  readonly wait: number;
  readonly change: { readonly keys?: number[]; readonly fault?: string; readonly ahead?: number };
  readonly key: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(1, 4, 5, 6, 29, 30, 31, 4 * MINUTE, 5 * MINUTE, 55 * MINUTE, HOUR, 2 * HOUR),
  change,
  key: fc.nat(KEYS.length - 1),
});

let clerk: Clerk;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  clerk = await startClerk(publish());
});
afterAll(() => {
  clerk.close();
  vi.useRealTimers();
});

/** Outages, rotations and jumps of the clock in any order. */
test('no key counts for too long, none is missed for too long, and Clerk is left in peace', {
  timeout: 900_000,
}, async () => {
  let calls = 0;
  let unexplained = 0;
  const walk = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: MAX_STEPS, size: 'max' }), async (steps) => {
    const call = newFunction(clerk);
    const witness = new Witness();
    let ahead = 0;
    let brought: number[] | undefined;
    const publishes = (keys: number[]) => {
      witness.publishes(keys);
      clerk.answer = (...exchange) => {
        brought = keys;
        publish(...keys.map((index) => jwk(KEYS[index].key, { kid: KEYS[index].kid })))(...exchange);
      };
    };
    publishes([0]);
    for (const [index, { wait, change, key }] of steps.entries()) {
      witness.time += wait;
      if (change.keys) publishes(change.keys);
      if (change.fault) {
        witness.publishes([]);
        const fault = FAULTS[change.fault];
        if ('answer' in fault) clerk.answer = fault.answer(clerk);
      }
      if (change.ahead !== undefined) {
        witness.clockJumps(change.ahead - ahead);
        ahead = change.ahead;
      }
      vi.setSystemTime((NOW + witness.time + ahead) * 1000);
      const before = clerk.attempts;
      brought = undefined;
      const answer = await call(TOKENS[key][index]);
      const requests = clerk.attempts - before;
      const mistakes = requests > 1 ? ['more than one request'] : requests ? witness.judgeRequest(brought) : [];
      mistakes.push(...witness.judge(key, answer === '200'));
      witness.time = Date.now() / 1000 - NOW - ahead; // an endpoint that hangs takes its time
      calls++;
      unexplained += mistakes.length;
      expect({ index, answer, mistakes }).toEqual({ index, answer, mistakes: [] });
    }
  });
  await fc.assert(walk, { seed: SEED, numRuns: scale(100, 2000) });
  record({
    section: 'Faults',
    what: 'calls amid random outages, rotations and jumps of the clock, judged by what Clerk had published',
    count: calls,
    unexplained,
    remark: `${clerk.attempts} real requests for a JWKS`,
  });
});
