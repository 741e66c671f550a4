import fc from 'fast-check';
import { changeClaim, type SessionMutation, spliceList } from './session-mutation';
import { type Claims, session } from './sessions';

/* Malformed sessions: Each mutation changes one claim of a well-formed session. */

const NOT_STRINGS = [null, 0, -0, 5, false, true, [], ['x'], ['o:x'], {}, { id: 'org_1' }];
const NOT_LISTS = ['', ',', 'x', ':', 'o', 'o:', ...['o:x', 'admin', '1'].map((text) => `${text},`)];

const age = fc.constantFrom(0, 5, -1);
const invalidAge = fc.constantFrom<unknown>(-2, 1.5, 1e300, -0.5, '5', null, true, [5]);
const ages = fc.oneof(
  fc.tuple(age, invalidAge),
  fc.tuple(invalidAge, age),
  fc.array(age, { minLength: 1, maxLength: 3 }),
  fc.constantFrom<unknown>(...NOT_STRINGS, '5,5'),
);

/** Malformed values of a claim, by its path. */
const CLAIM_VALUES: Record<string, fc.Arbitrary<unknown>> = {
  v: fc.constantFrom<unknown>(0, 3, '2', '1', 1.5, null, true, [2]),
  fea: fc.constantFrom<unknown>(...NOT_STRINGS, ...NOT_LISTS),
  pla: fc.constantFrom<unknown>(...NOT_STRINGS, ...NOT_LISTS),
  fva: ages,
  o: fc.constantFrom<unknown>(...NOT_STRINGS, '', 'org_1'),
  'o.id': fc.constantFrom<unknown>(...NOT_STRINGS, '', ' ', undefined),
  'o.rol': fc.constantFrom<unknown>(...NOT_STRINGS, '', 'org:admin', 'org:org:x', 'org:', ' admin', 'admin,x'),
  'o.slg': fc.constantFrom<unknown>(...NOT_STRINGS, ''),
  'o.per': fc.constantFrom<unknown>(...NOT_STRINGS, undefined, ...NOT_LISTS),
  'o.fpm': fc.constantFrom<unknown>(...NOT_STRINGS, undefined, ...NOT_LISTS),
  org_id: fc.constantFrom<unknown>(...NOT_STRINGS, '', undefined),
  org_role: fc.constantFrom<unknown>(...NOT_STRINGS, '', 'org:', 'org:org:admin', ' admin', 'user:admin'),
  org_permissions: fc.oneof(
    fc.constantFrom<unknown>(...NOT_STRINGS, 'org:x:read', 'org:x:read,org:x:manage'),
    fc.array(fc.constantFrom<unknown>('org:x:read', 'org:x:manage', 'x:read', 7, null, ['org:x:read'])),
  ),
};

/** Malformed items of comma-separated lists. */
const MASKS = '|-1|+1|1.5|1e1|0x1|007|1_0|1n|١|１|1 1|18014398509481984'.split('|').concat('9'.repeat(155));
/** Masks of the greatest accepted length, and longer ones. */
const LONG = ['9'.repeat(512), '9'.repeat(513), '1'.repeat(513)];
const SCOPED = '|x|o|:|:x|o:|u:|o:x:read|o::x|O:x|о:x|ｏ:x|o :x|o: x|oo:x|__proto__:x|constructor:x'.split('|');
const scoped = fc.constantFrom(...SCOPED, '\u00a0o:x\ufeff', '\u200bo:x');
const LIST_ITEMS: Record<string, fc.Arbitrary<string>> = {
  fea: scoped,
  pla: scoped,
  'o.per': fc.constantFrom(...'|x:read|:|org:x:read|read|Read|rеad|__proto__| '.split('|')),
  'o.fpm': fc.constantFrom(...MASKS, ...LONG),
};

const changedClaim = fc.oneof(
  ...Object.entries(CLAIM_VALUES).map(([path, values]) => values.map((value) => changeClaim(path, () => value))),
);

const changedItem = fc.oneof(
  ...Object.entries(LIST_ITEMS).map(([path, items]) =>
    fc
      .tuple(fc.nat({ max: 5 }), fc.constantFrom(0, 1), items)
      .map((edit) => changeClaim(path, (old) => (typeof old === 'string' ? spliceList(old, ...edit) : old))),
  ),
);

const addClaims = (members: Claims): SessionMutation => {
  return (claims) => ({ ...claims, ...members });
};

/** Adds claims of the other version, or members with the names of inherited properties. */
const otherVersion = fc
  .constantFrom<Claims>(
    { org_id: 'org_1', org_role: 'org:admin', org_permissions: ['org:x:read'] },
    { o: { id: 'org_1', rol: 'admin', per: 'read', fpm: '1' } },
    JSON.parse('{"__proto__": {"fea": "o:x", "fva": [0, 0], "org_role": "admin"}, "constructor": {"pla": "o:x"}}'),
  )
  .map(addClaims);

/** Oversamples mutations that has() tolerates. */
const tolerated = fc.oneof(
  fc.constantFrom<Claims>({ fea: 0 }, { fea: false }, { org_id: '' }, { org_id: null }).map(addClaims),
  ages.map((fva) => addClaims({ fva })),
  fc.constantFrom(...LONG).map((mask) => changeClaim('o.fpm', (old) => old && [mask, mask, mask].join())),
);

export const mutatedSession = fc
  .tuple(
    session,
    fc.array(fc.oneof(changedClaim, changedItem, changedItem, otherVersion, tolerated), { minLength: 1, maxLength: 3 }),
  )
  .map(([claims, mutations]) => mutations.reduce((mutated, mutate) => mutate(mutated), claims));
