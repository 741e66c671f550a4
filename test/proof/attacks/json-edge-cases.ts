import type { PolicyRule } from '../../../src/policy/policy-document';
import { HEADER, ISSUER, mint, NOW, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { VICTIM, withMember } from './valid-token';

type Row = readonly [name: string, member: string, reason: Attack['reason'], without?: string];

const without = (name: string) => ({ ...VICTIM, [name]: undefined });
const json = (value: unknown) => JSON.stringify(value);

/** Duplicate members: the last one counts, as for every JSON parser that keeps one of them. */
const duplicateClaims: Row[] = [
  ['exp', `"exp":${NOW - 60}`, 'token-expired'],
  ['exp, escaped', `"\\u0065xp":${NOW - 60}`, 'token-expired'],
  ['nbf', `"nbf":${NOW + 60}`, 'token-not-active-yet'],
  ['iat', `"iat":${NOW + 60}`, 'token-iat-in-the-future'],
  ['iss', '"iss":"https://evil.example.com"', 'token-invalid-issuer'],
  ['iss, escaped', '"\\u0069ss":"https://evil.example.com"', 'token-invalid-issuer'],
  ['aud', '"aud":"other"', 'audience-mismatch'],
  ['aud as null', '"aud":null', 'audience-mismatch'],
  ['sub', '"sub":"mch_1"', 'token-type-mismatch'],
  ['sid', '"sid":""', 'token-type-mismatch'],
  ['sts', '"sts":"pending"', 'session-pending'],
];

const duplicateHeaderParameters: Row[] = [
  ['alg', '"alg":"none"', 'token-invalid-algorithm'],
  ['alg, escaped', '"\\u0061lg":"none"', 'token-invalid-algorithm'],
  ['alg as HS256', '"alg":"HS256"', 'token-invalid-algorithm'],
  ['typ', '"typ":"JWE"', 'token-invalid'],
  ['cat', '"cat":"cl_B7d4PD222AAA"', 'token-type-mismatch'],
  ['crit', '"crit":["x"],"crit":null', 'token-invalid'],
  ['kid', '"kid":1', 'token-invalid'],
];

/** Names that every object inherits, and names that are similar to the name of a claim. */
const misplaced: Row[] = [
  ['all claims in __proto__', `"__proto__":${json(VICTIM)}`, 'token-invalid-issuer', 'iss'],
  ['iss in __proto__, escaped', `"\\u005f_proto__":{"iss":"${ISSUER}"}`, 'token-invalid-issuer', 'iss'],
  [
    'iss in the prototype of constructor',
    `"constructor":{"prototype":{"iss":"${ISSUER}"}}`,
    'token-invalid-issuer',
    'iss',
  ],
  ['exp in __proto__', `"__proto__":{"exp":${NOW + 60}}`, 'token-verification-failed', 'exp'],
  ['sub in __proto__', '"__proto__":{"sub":"user_1"}', 'token-verification-failed', 'sub'],
  ['aud in __proto__', '"__proto__":{"aud":"api"}', 'audience-missing', 'aud'],
  ['sid in __proto__', '"__proto__":{"sid":"sess_1"}', 'token-type-mismatch', 'sid'],
  ['__proto__ as null', '"__proto__":null', 'token-invalid-issuer', 'iss'],
  ['ISS', `"ISS":"${ISSUER}"`, 'token-invalid-issuer', 'iss'],
  ['iss with a space', `"iss ":"${ISSUER}"`, 'token-invalid-issuer', 'iss'],
  ['iss with a NUL byte', `"iss\\u0000":"${ISSUER}"`, 'token-invalid-issuer', 'iss'],
  ['iss with a letter of another script', `"\u0456ss":"${ISSUER}"`, 'token-invalid-issuer', 'iss'],
  ['aud like a list', '"aud":{"0":"api","length":1}', 'audience-mismatch', 'aud'],
  ['aud with a list in __proto__', '"aud":{"__proto__":["api"],"length":1}', 'audience-mismatch', 'aud'],
  ['aud inside a list', '"aud":[["api"]]', 'audience-mismatch', 'aud'],
  ['aud that has toString', '"aud":{"toString":"api","valueOf":"api"}', 'audience-mismatch', 'aud'],
  ['iss that has toString', `"iss":{"toString":"${ISSUER}"}`, 'token-invalid-issuer', 'iss'],
  ['exp that has valueOf', `"exp":{"valueOf":${NOW + 60}}`, 'token-verification-failed', 'exp'],
  ['exp in a list', `"exp":[${NOW + 60}]`, 'token-verification-failed', 'exp'],
];

const ours = json(VICTIM);
const notJson: [string, string][] = [
  ['a comment', `/**/${ours}`],
  ['a comma at its end', ours.replace(/}$/, ',}')],
  ['single quotes', ours.replaceAll('"', "'")],
  ['names without quotes', ours.replace(/"(\w+)":/g, '$1:')],
  ['two objects in a row', ours + ours],
  ['two objects in two lines', `${ours}\n${ours}`],
  ['a NUL byte at its end', `${ours}\0`],
  ['a byte order mark', `\ufeff${ours}`],
  ['a space that is not ASCII', `\u00a0${ours}`],
  ['an XSSI prefix', `)]}',\n${ours}`],
  ['a raw line break in a string', ours.replace('user_', 'user_\n')],
  ['NaN', ours.replace(/"exp":\d+/, '"exp":NaN')],
  ['Infinity', ours.replace(/"exp":\d+/, '"exp":Infinity')],
  ['a hexadecimal number', ours.replace(/"exp":\d+/, '"exp":0xffffffff')],
  ['a number with a plus', ours.replace(/"exp":/, '"exp":+')],
  ['a number with leading zeros', ours.replace(/"exp":/, '"exp":00')],
  ['a number with underscores', ours.replace(/"exp":\d+/, '"exp":9_999_999_999')],
  ['a big integer', ours.replace(/("exp":\d+)/, '$1n')],
];

export const jsonEdgeCases: Attack[] = [
  ...duplicateClaims.map(([name, member, reason]) => ({
    name: `a duplicate claim: ${name}`,
    token: mint(withMember(VICTIM, member)),
    reason,
  })),
  ...duplicateHeaderParameters.map(([name, member, reason]) => ({
    name: `a duplicate header parameter: ${name}`,
    token: mint(VICTIM, withMember(HEADER, member)),
    reason,
  })),
  ...misplaced.map(([name, member, reason, missing = '']) => ({
    name: `a misplaced claim: ${name}`,
    token: mint(withMember(without(missing), member)),
    reason,
  })),
  ...notJson.map(([name, text]) => ({
    name: `invalid JSON: ${name}`,
    token: mint(text),
    reason: 'token-invalid' as const,
  })),
  {
    name: 'a misplaced header parameter: all in __proto__',
    token: mint(VICTIM, `{"__proto__":${json(HEADER)}}`),
    reason: 'token-invalid-algorithm',
  },
  {
    name: 'a misplaced header parameter: alg in the prototype of constructor',
    token: mint(VICTIM, withMember({ ...HEADER, alg: undefined }, '"constructor":{"prototype":{"alg":"RS256"}}')),
    reason: 'token-invalid-algorithm',
  },
];

const admin: PolicyRule = { op: 'equals', claim: ['metadata', 'role'], value: 'admin' };
const flag = (...claim: string[]): PolicyRule => ({ op: 'equals', claim, value: true });
const roleInOrganization: PolicyRule = { op: 'hasRole', role: 'org:admin' };
const asAdmin = json(sessionClaims({ metadata: { role: 'admin' } }));
const asOrgAdmin = json(sessionClaims({ o: { id: 'org_1', rol: 'admin' } }));

/** Rules, the members that would meet them in a careless parser, and claims that do meet them. */
const RULES: [name: string, rule: PolicyRule, members: string, control: string][] = [
  ['a duplicate role', admin, '"metadata":{"role":"admin","role":"member"}', asAdmin],
  ['a duplicate object, not merged', admin, '"metadata":{"role":"admin"},"metadata":{}', asAdmin],
  ['a role in __proto__', admin, '"metadata":{"__proto__":{"role":"admin"}}', asAdmin],
  ['an object in __proto__', admin, '"__proto__":{"metadata":{"role":"admin"}}', asAdmin],
  ['a name with a dot', admin, '"metadata.role":"admin"', asAdmin],
  ['a role in a list', admin, '"metadata":{"role":["admin"]}', asAdmin],
  ['an object in a list', admin, '"metadata":[{"role":"admin"}]', asAdmin],
  ['an object as a string', admin, '"metadata":"{\\"role\\":\\"admin\\"}"', asAdmin],
  ['an organization in __proto__', roleInOrganization, '"__proto__":{"o":{"id":"org_1","rol":"admin"}}', asOrgAdmin],
  [
    'a role of an organization in __proto__',
    roleInOrganization,
    '"o":{"id":"org_1","__proto__":{"rol":"admin"}}',
    asOrgAdmin,
  ],
  [
    'an id of an organization in __proto__',
    roleInOrganization,
    '"o":{"rol":"admin","__proto__":{"id":"org_1"}}',
    asOrgAdmin,
  ],
  ['a duplicate organization', roleInOrganization, '"o":{"id":"org_1","rol":"admin"},"o":{"id":"org_2"}', asOrgAdmin],
  ['a claim of version 1 in a version 2', roleInOrganization, '"org_id":"org_1","org_role":"org:admin"', asOrgAdmin],
  [
    'the path constructor.name',
    { op: 'equals', claim: ['constructor', 'name'], value: 'Object' },
    '"x":1',
    withMember(VICTIM, '"constructor":{"name":"Object"}'),
  ],
  ['the path __proto__', { op: 'exists', claim: ['__proto__'] }, '"x":1', withMember(VICTIM, '"__proto__":{}')],
  [
    'the path __proto__.toString',
    { op: 'exists', claim: ['__proto__', 'toString'] },
    '"x":1',
    withMember(VICTIM, '"__proto__":{"toString":1}'),
  ],
  ['the path toString', { op: 'exists', claim: ['toString'] }, '"x":1', withMember(VICTIM, '"toString":1')],
  [
    'the path __proto__.ok for a plain ok',
    flag('__proto__', 'ok'),
    '"ok":true',
    withMember(VICTIM, '"__proto__":{"ok":true}'),
  ],
  ['a plain path for __proto__.ok', flag('ok'), '"__proto__":{"ok":true}', withMember(VICTIM, '"ok":true')],
  [
    'the length of a string',
    { op: 'atLeast', claim: ['x', 'length'], value: 1 },
    '"x":"abc"',
    withMember(VICTIM, '"x":{"length":3}'),
  ],
  [
    'the length of a list',
    { op: 'atLeast', claim: ['x', 'length'], value: 1 },
    '"x":[1,2]',
    withMember(VICTIM, '"x":{"length":3}'),
  ],
  [
    'an item of a list',
    { op: 'equals', claim: ['x', '0'], value: 'a' },
    '"x":["a"]',
    withMember(VICTIM, '"x":{"0":"a"}'),
  ],
  ['a string as a list', { op: 'contains', claim: ['x'], value: 'a' }, '"x":"a"', withMember(VICTIM, '"x":["a"]')],
  [
    'an object as a list',
    { op: 'contains', claim: ['x'], value: 'a' },
    '"x":{"0":"a","length":1,"__proto__":["a"]}',
    withMember(VICTIM, '"x":["a"]'),
  ],
  [
    'a denial by way of __proto__',
    { op: 'noneOf', rules: [flag('__proto__', 'banned')] },
    '"x":1',
    withMember(VICTIM, '"__proto__":{"banned":false}'),
  ],
];

export const claimEdgeCases: Attack[] = RULES.map(([name, rule, members, control]) => ({
  name,
  token: mint(withMember(VICTIM, members)),
  reason: 'rule-not-met',
  rule,
  control: mint(control),
}));
