import fc from 'fast-check';

/* Well-formed claims of session tokens that has() reads. There are few names, so that checks are often met. */

export type Claims = Record<string, unknown>;

/** Names of roles, features and plans. Some are confusable, and some are inherited properties of objects. */
export const NAMES = ['admin', 'reports', 'x', 'Admin', 'аdmin', 'ａdmin', 'é', 'e\u0301', '__proto__', 'constructor'];

/** More permissions than a number of JavaScript has bits. */
export const PERMISSIONS = ['read', 'manage', ...Array.from({ length: 1698 }, (_, index) => `p${index + 2}`)];

const name = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...NAMES.slice(0, 3)) }, fc.constantFrom(...NAMES));
const separator = fc.constantFrom(',', ',', ', ', ' ,', ',\u00a0');

/** Items such as `o:reports`. Items of the user may come first, and items of an unknown scope anywhere. */
const scopedName = fc.tuple(fc.constantFrom('o', 'o', 'u', 'ou', 'uo', 'z'), name).map((parts) => parts.join(':'));
const scopedNames = fc.oneof(
  { weight: 30, arbitrary: fc.array(scopedName, { minLength: 1, maxLength: 5 }) },
  fc.array(scopedName, { minLength: 100, maxLength: 400, size: 'max' }),
);
const scopedList = fc.tuple(scopedNames, separator).map(([items, between]) => items.join(between));

/** Ages near the limits of the checks, in minutes. */
const age = fc.oneof(fc.constantFrom(-1, 0, 9, 10, 59, 60, 1439, 1440), fc.nat({ max: 2000 }));

const ofBothVersions = fc.record({ fea: scopedList, pla: scopedList, fva: fc.tuple(age, age) }, { requiredKeys: [] });
const organizationId = fc.constantFrom('org_1', 'org_2');

/** Few permissions, or as many as the bits of common integer types, or as the accepted digits of a mask. */
const howMany = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 10, arbitrary: fc.constantFrom(31, 32, 33, 52, 53, 54, 55, 63, 64, 65) },
  fc.constantFrom(1024, 1700),
);
const bits = fc.array(fc.bigInt({ min: 0n, max: 2n ** 1700n - 1n }), { minLength: 1, maxLength: 5 });

/** Permissions with a mask for each feature of the organization, which has a bit for each name. */
const permissions = fc.tuple(howMany, bits, separator).map(([count, random, between]) => (fea: string) => {
  const features = fea.split(',').filter((item) => /^\s*(o|ou|uo):/.test(item));
  const masks = features.map((_, index) => random[index % random.length] % 2n ** BigInt(count));
  return masks.length > 0 && { per: PERMISSIONS.slice(0, count).join(between), fpm: masks.join(between) };
});

const version2 = fc
  .tuple(
    ofBothVersions,
    fc.option(fc.record({ id: organizationId, rol: name, slg: name }, { requiredKeys: ['id'] }), { freq: 4 }),
    fc.option(permissions, { freq: 4 }),
  )
  .map(([claims, o, addTo]): Claims => {
    const { fea } = claims;
    return { v: 2, ...claims, ...(o && { o: { ...o, ...(addTo && fea !== undefined && addTo(fea)) } }) };
  });

const version1 = fc
  .tuple(
    ofBothVersions,
    fc.constantFrom({}, { v: 1 }),
    fc.option(
      fc.record(
        {
          org_id: organizationId,
          org_role: fc.tuple(fc.constantFrom('org:', 'org:', ''), name).map((parts) => parts.join('')),
          org_permissions: fc.array(
            fc.tuple(name, fc.constantFrom(...PERMISSIONS.slice(0, 4))).map((parts) => `org:${parts.join(':')}`),
          ),
        },
        { requiredKeys: ['org_id'] },
      ),
      { freq: 4 },
    ),
  )
  .map(([claims, version, organization]): Claims => ({ ...version, ...claims, ...organization }));

export const session = fc.oneof({ weight: 2, arbitrary: version2 }, version1);
