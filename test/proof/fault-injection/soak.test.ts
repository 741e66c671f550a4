import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HEADER, KEY, mint, NOW, OTHER_KEY, sessionClaims } from '../../unit/support/handler';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { FAULTS } from './faults';
import { type JwksEndpoint, jwk, publish, startJwksEndpoint } from './jwks-endpoint';
import { Oracle } from './oracle';
import { createFunction } from './simulation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const MAX_STEPS = 40;

/** The signing keys. Two of them have the same `kid`. */
const KEYS = [
  { key: KEY, kid: 'ins_1' },
  { key: OTHER_KEY, kid: 'ins_2' },
  { key: OTHER_KEY, kid: 'ins_1' },
];
/** The tokens by key and step. Each is used once, because verified tokens are cached. */
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
    arbitrary: fc.record({
      fault: fc.constantFrom('closes the connection', 'never responds', 'sends HTML', 'sends no keys'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ clockOffset: fc.constantFrom(0, 1, -1, HOUR, -HOUR, 24 * HOUR, -24 * HOUR) }) },
);
/** One step of a fault schedule: the time until it, a change and the key of the call. */
interface Step {
  readonly wait: number;
  readonly change: { readonly keys?: number[]; readonly fault?: string; readonly clockOffset?: number };
  readonly key: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(1, 4, 5, 6, 29, 30, 31, 4 * MINUTE, 5 * MINUTE, 55 * MINUTE, HOUR, 2 * HOUR),
  change,
  key: fc.nat(KEYS.length - 1),
});

let endpoint: JwksEndpoint;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  endpoint = await startJwksEndpoint(publish());
});
afterAll(() => {
  endpoint.close();
  vi.useRealTimers();
});

/** Random fault schedules of outages, key rotations and clock changes. */
test('keys are neither used nor missed for too long, and the endpoint is not called too often', {
  timeout: 900_000,
}, async () => {
  let calls = 0;
  let unexplained = 0;
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 5, maxLength: MAX_STEPS, size: 'max' }),
    async (steps) => {
      const call = createFunction(endpoint);
      const oracle = new Oracle();
      let clockOffset = 0;
      let downloaded: number[] | undefined;
      const publishes = (keys: number[]) => {
        oracle.keysPublished(keys);
        endpoint.respond = (...request) => {
          downloaded = keys;
          publish(...keys.map((index) => jwk(KEYS[index].key, { kid: KEYS[index].kid })))(...request);
        };
      };
      publishes([0]);
      for (const [index, { wait, change, key }] of steps.entries()) {
        oracle.time += wait;
        if (change.keys) publishes(change.keys);
        if (change.fault) {
          oracle.keysPublished([]);
          const fault = FAULTS[change.fault];
          if ('respond' in fault) endpoint.respond = fault.respond(endpoint);
        }
        if (change.clockOffset !== undefined) {
          oracle.clockChanged(change.clockOffset - clockOffset);
          clockOffset = change.clockOffset;
        }
        vi.setSystemTime((NOW + oracle.time + clockOffset) * 1000);
        const before = endpoint.downloads;
        downloaded = undefined;
        const answer = await call(TOKENS[key][index]);
        const requests = endpoint.downloads - before;
        const mistakes = requests > 1 ? ['more than one download'] : requests ? oracle.checkDownload(downloaded) : [];
        mistakes.push(...oracle.checkDecision(key, answer === '200'));
        oracle.time = Date.now() / 1000 - NOW - clockOffset; // an endpoint that does not respond delays the call
        calls++;
        unexplained += mistakes.length;
        expect({ index, answer, mistakes }).toEqual({ index, answer, mistakes: [] });
      }
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: scale(100, 2000) });
  record({
    section: 'Faults',
    what: 'calls under random outages, key rotations and clock changes, against an oracle of the published keys',
    count: calls,
    unexplained,
    remark: `${endpoint.downloads} downloads of a JWKS over real connections`,
  });
});
