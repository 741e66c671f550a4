import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AuthObject, GetAuthError, getAuth } from '../../../backend';
import { IDS } from '../../../local/clerk/ids';
import { RECORDED, recorded } from '../../unit/support/back-end-events';
import { record } from '../evidence';
import { SEED, scale } from '../scale';
import { applyEdits, edits, hostileFromCaller } from './hostile-values';

const EVENTS = RECORDED.map(recorded);
const EVERYTHING = {
  role: 'org:admin',
  permission: 'org:invoices:read',
  feature: 'org:invoices',
  plan: 'pro',
  reverification: 'lax',
} as const;

const event = fc.oneof(
  { weight: 1, arbitrary: hostileFromCaller },
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom(...EVENTS), edits(hostileFromCaller))
      .map(([original, changes]) => applyEdits(original, changes)),
  },
);

function read(request: unknown): AuthObject | GetAuthError {
  try {
    return getAuth(request as never);
  } catch (error) {
    if (error instanceof GetAuthError) return error;
    throw error;
  }
}

test('getAuth() returns the caller of any event, an anonymous caller, or a typed error', () => {
  const tally = { callers: 0, nobody: 0, errors: 0 };
  const property = fc.property(event, (request) => {
    const auth = read(request);
    if (auth instanceof GetAuthError) {
      tally.errors++;
      expect(auth.field).not.toBe('');
    } else if (auth.isAuthenticated) {
      tally.callers++;
      expect(typeof auth.has(EVERYTHING)).toBe('boolean');
      expect(auth.userId ?? auth.subject).toBe(IDS.user);
    } else {
      tally.nobody++;
      expect([auth.userId, auth.has(EVERYTHING)]).toEqual([null, false]);
    }
  });
  fc.assert(property, { seed: SEED, numRuns: scale(2_000, 250_000) });

  const count = tally.callers + tally.nobody + tally.errors;
  expect(tally.callers, 'events that still name their caller').toBeGreaterThan(count / 20);
  expect(tally.errors, 'events that are refused').toBeGreaterThan(count / 20);
  record({
    section: 'Fuzzing',
    what: 'events of the function behind a route, as they come and mutilated (fast-check)',
    count,
    unexplained: 0,
    remark: `${tally.errors} were typed errors; the others gave their own caller, or nobody`,
  });
});
