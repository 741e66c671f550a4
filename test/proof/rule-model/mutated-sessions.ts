import fc from 'fast-check';
import { type Change, changed, edited } from './session-mutation';
import { type Claims, session } from './sessions';

/* Sessions as no Clerk would make them. Each change spoils one thing of a sound session. */

const NO_TEXT = [null, 0, -0, 5, false, true, [], ['x'], ['o:x'], {}, { id: 'org_1' }];
const NO_LIST = ['', ',', 'x', ':', 'o', 'o:', ...['o:x', 'admin', '1'].map((text) => `${text},`)];

const age = fc.constantFrom(0, 5, -1);
const noAge = fc.constantFrom<unknown>(-2, 1.5, 1e300, -0.5, '5', null, true, [5]);
const ages = fc.oneof(
  fc.tuple(age, noAge),
  fc.tuple(noAge, age),
  fc.array(age, { minLength: 1, maxLength: 3 }),
  fc.constantFrom<unknown>(...NO_TEXT, '5,5'),
);

/** What a claim may be instead, by its path. */
const INSTEAD: Record<string, fc.Arbitrary<unknown>> = {
  v: fc.constantFrom<unknown>(0, 3, '2', '1', 1.5, null, true, [2]),
  fea: fc.constantFrom<unknown>(...NO_TEXT, ...NO_LIST),
  pla: fc.constantFrom<unknown>(...NO_TEXT, ...NO_LIST),
  fva: ages,
  o: fc.constantFrom<unknown>(...NO_TEXT, '', 'org_1'),
  'o.id': fc.constantFrom<unknown>(...NO_TEXT, '', ' ', undefined),
  'o.rol': fc.constantFrom<unknown>(...NO_TEXT, '', 'org:admin', 'org:org:x', 'org:', ' admin', 'admin,x'),
  'o.slg': fc.constantFrom<unknown>(...NO_TEXT, ''),
  'o.per': fc.constantFrom<unknown>(...NO_TEXT, undefined, ...NO_LIST),
  'o.fpm': fc.constantFrom<unknown>(...NO_TEXT, undefined, ...NO_LIST),
  org_id: fc.constantFrom<unknown>(...NO_TEXT, '', undefined),
  org_role: fc.constantFrom<unknown>(...NO_TEXT, '', 'org:', 'org:org:admin', ' admin', 'user:admin'),
  org_permissions: fc.oneof(
    fc.constantFrom<unknown>(...NO_TEXT, 'org:x:read', 'org:x:read,org:x:manage'),
    fc.array(fc.constantFrom<unknown>('org:x:read', 'org:x:manage', 'x:read', 7, null, ['org:x:read'])),
  ),
};

/** What one item of a list in a text may be instead. */
const MASKS = '|-1|+1|1.5|1e1|0x1|007|1_0|1n|١|１|1 1|18014398509481984'.split('|').concat('9'.repeat(155));
/** As long as we read, and longer. */
const LONG = ['9'.repeat(512), '9'.repeat(513), '1'.repeat(513)];
const SCOPED = '|x|o|:|:x|o:|u:|o:x:read|o::x|O:x|о:x|ｏ:x|o :x|o: x|oo:x|__proto__:x|constructor:x'.split('|');
const scoped = fc.constantFrom(...SCOPED, '\u00a0o:x\ufeff', '\u200bo:x');
const ITEMS: Record<string, fc.Arbitrary<string>> = {
  fea: scoped,
  pla: scoped,
  'o.per': fc.constantFrom(...'|x:read|:|org:x:read|read|Read|rеad|__proto__| '.split('|')),
  'o.fpm': fc.constantFrom(...MASKS, ...LONG),
};

const instead = fc.oneof(
  ...Object.entries(INSTEAD).map(([path, values]) => values.map((value) => changed(path, () => value))),
);

const item = fc.oneof(
  ...Object.entries(ITEMS).map(([path, items]) =>
    fc
      .tuple(fc.nat({ max: 5 }), fc.constantFrom(0, 1), items)
      .map((edit) => changed(path, (old) => (typeof old === 'string' ? edited(old, ...edit) : old))),
  ),
);

const withMore = (members: Claims): Change => {
  return (claims) => ({ ...claims, ...members });
};

/** Claims of the other version, and what an object would inherit if it were not one from JSON. */
const stranger = fc
  .constantFrom<Claims>(
    { org_id: 'org_1', org_role: 'org:admin', org_permissions: ['org:x:read'] },
    { o: { id: 'org_1', rol: 'admin', per: 'read', fpm: '1' } },
    JSON.parse('{"__proto__": {"fea": "o:x", "fva": [0, 0], "org_role": "admin"}, "constructor": {"pla": "o:x"}}'),
  )
  .map(withMore);

/** Of what has() may get over, still saying yes to something, more than would come by itself. */
const more = fc.oneof(
  fc.constantFrom<Claims>({ fea: 0 }, { fea: false }, { org_id: '' }, { org_id: null }).map(withMore),
  ages.map((fva) => withMore({ fva })),
  fc.constantFrom(...LONG).map((mask) => changed('o.fpm', (old) => old && [mask, mask, mask].join())),
);

export const spoiltSession = fc
  .tuple(session, fc.array(fc.oneof(instead, item, item, stranger, more), { minLength: 1, maxLength: 3 }))
  .map(([claims, changes]) => changes.reduce((spoilt, change) => change(spoilt), claims));
