import fc from 'fast-check';
import { type Change, changed, edited } from './session-mutation';
import { PERMISSIONS } from './sessions';

/* What takes something away from a session, and puts nothing in its place that makes sense. */

const PATHS = 'v fea pla fva o o.id o.rol o.per o.fpm org_id org_role org_permissions'.split(' ');

const gone = fc
  .tuple(fc.constantFrom(...PATHS), fc.constantFrom<unknown>(undefined, null, 0, 5, true, {}, ''))
  .map(([path, value]) => changed(path, () => value));

/** A bit of which there is no name. */
const BEYOND = String(2n ** BigInt(PERMISSIONS.length));

/** A mask is taken out, or says nothing. */
const mask = fc
  .tuple(fc.nat({ max: 4 }), fc.constantFrom([], ['-1'], [''], [BEYOND], ['9'.repeat(513)]))
  .map(([at, masks]) =>
    changed('o.fpm', (old) => (typeof old === 'string' ? edited(old, at % old.split(',').length, 1, ...masks) : old)),
  );

/** An item without a scope. */
const item = fc
  .tuple(fc.constantFrom('fea', 'pla'), fc.nat({ max: 5 }))
  .map(([path, at]) => changed(path, (old) => (typeof old === 'string' ? edited(old, at, 0, 'x') : old)));

const age = fc
  .constantFrom<(ages: unknown[]) => unknown[]>(
    ([first]) => [first],
    (ages) => [...ages, 0],
    ([first]) => [first, -2],
    ([, second]) => [String(second), second],
  )
  .map((change) => changed('fva', (old) => (Array.isArray(old) ? change(old) : old)));

const permission = fc
  .constantFrom<unknown>(7, null, {})
  .map((junk) => changed('org_permissions', (old) => (Array.isArray(old) ? [junk] : old)));

export const damage: fc.Arbitrary<Change> = fc.oneof({ weight: 3, arbitrary: gone }, mask, mask, item, age, permission);
