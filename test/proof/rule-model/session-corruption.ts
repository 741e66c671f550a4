import fc from 'fast-check';
import { changeClaim, type SessionMutation, spliceList } from './session-mutation';
import { PERMISSIONS } from './sessions';

/* Mutations that remove information from a session, and add none. */

const PATHS = 'v fea pla fva o o.id o.rol o.per o.fpm org_id org_role org_permissions'.split(' ');

const removal = fc
  .tuple(fc.constantFrom(...PATHS), fc.constantFrom<unknown>(undefined, null, 0, 5, true, {}, ''))
  .map(([path, value]) => changeClaim(path, () => value));

/** A mask with a bit that has no permission name. */
const UNNAMED_BIT = String(2n ** BigInt(PERMISSIONS.length));

/** Removes a mask or replaces it by an invalid one. */
const mask = fc
  .tuple(fc.nat({ max: 4 }), fc.constantFrom([], ['-1'], [''], [UNNAMED_BIT], ['9'.repeat(513)]))
  .map(([at, masks]) =>
    changeClaim('o.fpm', (old) =>
      typeof old === 'string' ? spliceList(old, at % old.split(',').length, 1, ...masks) : old,
    ),
  );

/** Adds an item without a scope, which is invalid. */
const item = fc
  .tuple(fc.constantFrom('fea', 'pla'), fc.nat({ max: 5 }))
  .map(([path, at]) => changeClaim(path, (old) => (typeof old === 'string' ? spliceList(old, at, 0, 'x') : old)));

const age = fc
  .constantFrom<(ages: unknown[]) => unknown[]>(
    ([first]) => [first],
    (ages) => [...ages, 0],
    ([first]) => [first, -2],
    ([, second]) => [String(second), second],
  )
  .map((change) => changeClaim('fva', (old) => (Array.isArray(old) ? change(old) : old)));

const permission = fc
  .constantFrom<unknown>(7, null, {})
  .map((invalid) => changeClaim('org_permissions', (old) => (Array.isArray(old) ? [invalid] : old)));

export const corruption: fc.Arbitrary<SessionMutation> = fc.oneof(
  { weight: 3, arbitrary: removal },
  mask,
  mask,
  item,
  age,
  permission,
);
