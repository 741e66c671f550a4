import type { PolicyRule } from '../../../src/policy/policy-document';
import { HEADER, mint, NOW } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { GOOD_HEADER, GOOD_INPUT, GOOD_PAYLOAD, GOOD_SIGNATURE, VICTIM, withMember } from './valid-token';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const unsigned = (payload: string) => `${GOOD_HEADER}.${Buffer.from(payload).toString('base64url')}.${GOOD_SIGNATURE}`;
const without = (name: string) => ({ ...VICTIM, [name]: undefined });
const signed = (name: string, value: string) => mint(withMember(without(name), `"${name}":${value}`));

/** Tokens without a valid signature. They must be refused before they are parsed. */
const UNSIGNED: [string, string, Attack['reason']][] = [
  ['lists in a payload', unsigned('['.repeat(5000)), 'token-invalid-signature'],
  ['objects in a payload', unsigned('{"a":'.repeat(1000)), 'token-invalid-signature'],
  ['a long number in a payload', unsigned(`{"exp":${'9'.repeat(5000)}}`), 'token-invalid-signature'],
  [
    'a header of lists',
    `${Buffer.from('['.repeat(288)).toString('base64url')}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    'token-invalid',
  ],
  [
    'a header of many lists',
    `${Buffer.from('['.repeat(5000)).toString('base64url')}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    'token-invalid',
  ],
  ['8,192 letters', 'A'.repeat(8192), 'token-invalid'],
  ['8,193 letters', 'A'.repeat(8193), 'token-too-large'],
  ['10 KB of letters', 'A'.repeat(10_240), 'token-too-large'],
  ['1 MB of letters', 'A'.repeat(1 << 20), 'token-too-large'],
  ['8,192 full stops', '.'.repeat(8192), 'token-invalid'],
  ['10 KB of full stops', '.'.repeat(10_240), 'token-too-large'],
  ['a signature of 7 KB', `${GOOD_INPUT}.${'A'.repeat(7000)}`, 'token-invalid-signature'],
  ['a signature of 10 KB', `${GOOD_INPUT}.${'A'.repeat(10_240)}`, 'token-too-large'],
  ['10 KB of an opaque token', `oat_${'A'.repeat(10_240)}`, 'token-too-large'],
  ['10 KB of tabs', '\t'.repeat(10_240), 'token-too-large'],
  ['10 KB of schemes', 'Bearer '.repeat(1500), 'token-invalid'],
  ['10 KB of commas', ','.repeat(10_240), 'authorization-ambiguous'],
];

/** Signed tokens of a size or a nesting that Clerk does not issue. */
const SIGNED: [string, string, Attack['reason']][] = [
  ['a payload of lists', mint(nested(2900)), 'token-invalid'],
  ['a payload of unterminated lists', mint('['.repeat(5000)), 'token-invalid'],
  ['a payload of unterminated objects', mint('{"a":'.repeat(1000)), 'token-invalid'],
  ['a payload of an unterminated string', mint(`{"a":"${'x'.repeat(5000)}`), 'token-invalid'],
  ['lists in a header', mint(VICTIM, withMember(HEADER, `"crit":${nested(80)}`)), 'token-invalid'],
  ['lists as iss', signed('iss', nested(2500)), 'token-invalid-issuer'],
  ['lists as aud', signed('aud', nested(2500)), 'audience-mismatch'],
  ['many audiences', signed('aud', JSON.stringify(Array(1200).fill('x'))), 'audience-mismatch'],
  ['lists as sub', signed('sub', nested(2500)), 'token-verification-failed'],
  ['lists as sts', signed('sts', nested(2500)), 'session-pending'],
  ['an exp of 1e999', signed('exp', '1e999'), 'token-verification-failed'],
  ['an exp of -1e999', signed('exp', '-1e999'), 'token-verification-failed'],
  ['an exp of 5,000 digits', signed('exp', '9'.repeat(5000)), 'token-verification-failed'],
  ['an exp with a long exponent', signed('exp', `1e${'9'.repeat(5000)}`), 'token-verification-failed'],
  ['an exp that becomes 0', signed('exp', '1e-999'), 'token-expired'],
  ['an exp of minus zero', signed('exp', '-0'), 'token-expired'],
  ['an exp of -1e308', signed('exp', '-1e308'), 'token-expired'],
  ['an exp in the past, with a negative exponent', signed('exp', `${NOW - 60}000e-3`), 'token-expired'],
  ['an nbf of 1e308', signed('nbf', '1e308'), 'token-not-active-yet'],
  ['an nbf of -1e999', signed('nbf', '-1e999'), 'token-verification-failed'],
  ['an iat of 1e308', signed('iat', '1e308'), 'token-iat-in-the-future'],
  ['an iat of 1e999', signed('iat', '1e999'), 'token-verification-failed'],
];

const level: PolicyRule = { op: 'atLeast', claim: ['level'], value: 5 };
const atMost: PolicyRule = { op: 'atMost', claim: ['level'], value: 5 };
const deep: PolicyRule = { op: 'exists', claim: Array(20).fill('a') };
const permission: PolicyRule = { op: 'hasPermission', permission: 'org:reports:read' };
const fresh: PolicyRule = { op: 'reverified', level: 'first_factor', afterMinutes: 10 };
const masked = (fpm: string) => mint({ ...VICTIM, fea: 'o:reports', o: { id: 'org_1', per: 'read', fpm } });
const withClaim = (member: string) => mint(withMember(VICTIM, member));

const RULED: [string, PolicyRule, token: string, control: string][] = [
  ['a number that becomes Infinity', level, withClaim('"level":1e999'), withClaim('"level":1e300')],
  ['a number that becomes -Infinity', atMost, withClaim('"level":-1e999'), withClaim('"level":-1e300')],
  [
    'a number of 5,000 digits',
    level,
    withClaim(`"level":${'9'.repeat(5000)}`),
    withClaim(`"level":${'9'.repeat(300)}`),
  ],
  ['a number in lists', level, withClaim(`"level":${nested(2500).replace('[]', '[9]')}`), withClaim('"level":9')],
  ['a path that ends too early', deep, withClaim(`"a":${objects(18)}`), withClaim(`"a":${objects(900)}`)],
  ['a path through lists', deep, withClaim(`"a":${nested(2500)}`), withClaim(`"a":${objects(19)}`)],
  ['a mask of 4,000 digits', permission, masked('9'.repeat(4000)), masked('1')],
  ['a mask of 513 digits', permission, masked('1'.padStart(513, '0')), masked('1'.padStart(512, '0'))],
  ['a mask with an exponent', permission, masked('1e1'), masked('1')],
  ['a thousand masks', permission, masked(`0${',1'.repeat(1000)}`), masked('1')],
  [
    'a thousand names',
    permission,
    mint({ ...VICTIM, fea: 'o:reports', o: { id: 'org_1', per: 'x,'.repeat(1000), fpm: '9'.repeat(300) } }),
    masked('1'),
  ],
  ['an age that becomes Infinity', fresh, withClaim('"fva":[1e999,-1]'), withClaim('"fva":[1,-1]')],
  ['an age that becomes -Infinity', fresh, withClaim('"fva":[-1e999,-1]'), withClaim('"fva":[1,-1]')],
  ['an age in lists', fresh, withClaim(`"fva":${nested(2500)}`), withClaim('"fva":[1,-1]')],
];

/** Returns a token whose header has this number of bytes. At most 288 are accepted. */
const headerOf = (length: number) => {
  const frame = JSON.stringify({ ...HEADER, x: '' }).length;
  return mint(VICTIM, { ...HEADER, x: 'x'.repeat(length - frame) });
};

export const oversizedTokens: Attack[] = [
  { name: 'a header that is too long', token: headerOf(289), control: headerOf(288), reason: 'token-invalid' },
  ...[...UNSIGNED, ...SIGNED].map(([name, token, reason]) => ({ name, token, reason })),
  ...RULED.map(([name, rule, token, control]) => ({
    name,
    token,
    control,
    rule,
    reason: 'rule-not-met' as const,
  })),
];
