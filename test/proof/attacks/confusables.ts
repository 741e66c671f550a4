import type { PolicyDocument, PolicyRule } from '../../../src/policy/policy-document';
import { ISSUER, mint, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';

/**
 * Characters that look like ASCII, or become ASCII by case folding or normalization.
 *
 * @see https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
const HOMOGLYPHS: Record<string, string> = {
  ...{ a: '\u0430', c: '\u0441', e: '\u0435', o: '\u043e', p: '\u0440', i: '\u0131', s: '\u017f', k: '\u212a' },
  ...{ d: '\u0501', m: '\uff4d', n: '\u0578', r: '\u0433', '.': '\u3002', '/': '\u2215', ':': '\ua789', '-': '\u2010' },
};

/** Strings that differ from `text`, but that a reader or a careless comparison may take for it. */
export function confusablesOf(text: string): Record<string, string> {
  const homoglyphs = [...text].flatMap((letter, index) => {
    const homoglyph = HOMOGLYPHS[letter];
    return homoglyph ? [text.slice(0, index) + homoglyph + text.slice(index + 1)] : [];
  });
  const middle = (between: string) => text.slice(0, 2) + between + text.slice(2);
  return {
    ...Object.fromEntries(homoglyphs.map((variant) => [`homoglyph ${variant}`, variant])),
    'full width': [...text].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
    'mathematical letters': text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0x1d3b9)),
    'upper case': text.toUpperCase(),
    'a zero-width space': middle('\u200b'),
    'a zero-width joiner': middle('\u200d'),
    'a soft hyphen': middle('\u00ad'),
    'a variation selector': middle('\ufe0f'),
    'a combining accent': middle('\u0301'),
    'a combining grapheme joiner': middle('\u034f'),
    'a right-to-left override': `\u202e${[...text].reverse().join('')}`,
    'a tag character': `${text}\u{e0001}`,
    'a NUL byte': `${text}\0`,
    'a NUL byte and more': `${text}\0x`,
    'a percent-encoded letter': `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`,
    'an escaped letter': `\\u00${text.charCodeAt(0).toString(16)}${text.slice(1)}`,
    'an HTML entity': `&#${text.charCodeAt(0)};${text.slice(1)}`,
    'a lone surrogate': `${text}\ud800`,
    'the replacement character': `${text}\ufffd`,
    'a wildcard': `${text.slice(0, -1)}*`,
    'a prefix of it': text.slice(0, -1),
    'a list in a string': `${text};other`,
  };
}

/** Leading and trailing white space. Not used for items of comma-separated lists, which Clerk's SDK trims as well. */
const spaces = (text: string): Record<string, string> => ({
  'a space after it': `${text} `,
  'a space before it': ` ${text}`,
  'a line break after it': `${text}\n`,
  'a tab after it': `${text}\t`,
  'a no-break space': `${text}\u00a0`,
  'a byte order mark': `\ufeff${text}`,
  'a line separator': `${text}\u2028`,
});

/** URLs that may lead to the same host. They are compared as strings, so they must not be equal. */
const urls = (text: string): Record<string, string> => ({
  'a slash after it': `${text}/`,
  'a full stop after it': `${text}.`,
  'its port': `${text}:443`,
  'http instead of https': text.replace('https', 'http'),
  'an upper-case scheme': text.replace('https', 'HTTPS'),
  'with a user name': text.replace('://', '://user@'),
  'as the user name of another host': `${text}@evil.example.com`,
  'a longer host': `${text}.evil.example.com`,
  'a query': `${text}?`,
  'a fragment': `${text}#`,
  backslashes: text.replaceAll('/', '\\'),
  'no scheme': text.replace('https:', ''),
});

interface Field {
  readonly original: string;
  readonly claims: (text: string) => Record<string, unknown>;
  readonly policy: Partial<PolicyDocument>;
  readonly rule?: PolicyRule;
  readonly reason: Attack['reason'];
  /** Further variants that are specific to the field. */
  readonly more: (text: string) => Record<string, string>;
}

const none = () => ({});
const rejectedBy = (rule: PolicyRule) => ({ policy: {}, rule, reason: 'rule-not-met' as const });
const PARTY = 'https://app.example.com';
const v1 = (claims: object) => ({ v: undefined, org_id: 'org_1', ...claims });
const inOrg = (claims: object) => ({ o: { id: 'org_1', ...claims } });

const FIELDS: Record<string, Field> = {
  iss: { original: ISSUER, claims: (iss) => ({ iss }), policy: {}, reason: 'token-invalid-issuer', more: urls },
  aud: {
    original: 'orders-api',
    claims: (aud) => ({ aud }),
    policy: { audience: ['orders-api'] },
    reason: 'audience-mismatch',
    more: spaces,
  },
  'a list of aud': {
    original: 'orders-api',
    claims: (aud) => ({ aud: ['x', aud] }),
    policy: { audience: ['orders-api'] },
    reason: 'audience-mismatch',
    more: spaces,
  },
  azp: {
    original: PARTY,
    claims: (azp) => ({ azp }),
    policy: { authorizedParties: [PARTY] },
    reason: 'token-invalid-authorized-parties',
    more: urls,
  },
  sts: { original: 'active', claims: (sts) => ({ sts }), policy: {}, reason: 'session-pending', more: spaces },
  'a role': {
    original: 'admin',
    claims: (rol) => inOrg({ rol }),
    ...rejectedBy({ op: 'hasRole', role: 'org:admin' }),
    more: spaces,
  },
  'a role of version 1': {
    original: 'org:admin',
    claims: (org_role) => v1({ org_role }),
    ...rejectedBy({ op: 'hasRole', role: 'org:admin' }),
    more: spaces,
  },
  'a permission of version 1': {
    original: 'org:reports:read',
    claims: (item) => v1({ org_permissions: [item] }),
    ...rejectedBy({ op: 'hasPermission', permission: 'org:reports:read' }),
    more: spaces,
  },
  'a permission': {
    original: 'manage',
    claims: (per) => ({ ...inOrg({ per, fpm: '1' }), fea: 'o:reports' }),
    ...rejectedBy({ op: 'hasPermission', permission: 'org:reports:manage' }),
    more: none,
  },
  'a feature': {
    original: 'reports',
    claims: (name) => ({ fea: `u:${name}` }),
    ...rejectedBy({ op: 'hasFeature', feature: 'reports' }),
    more: none,
  },
  'a plan': {
    original: 'premium',
    claims: (name) => ({ pla: `u:${name}` }),
    ...rejectedBy({ op: 'hasPlan', plan: 'user:premium' }),
    more: none,
  },
  'an organization': {
    original: 'org_acme',
    claims: (id) => ({ o: { id } }),
    ...rejectedBy({ op: 'inOrganization', ids: ['org_acme'] }),
    more: spaces,
  },
  'a claim': {
    original: 'admin',
    claims: (role) => ({ metadata: { role } }),
    ...rejectedBy({ op: 'equals', claim: ['metadata', 'role'], value: 'admin' }),
    more: spaces,
  },
  'an item of a claim': {
    original: 'admin',
    claims: (role) => ({ roles: ['x', role] }),
    ...rejectedBy({ op: 'contains', claim: ['roles'], value: 'admin' }),
    more: spaces,
  },
  'a name of a claim': {
    original: 'isAdmin',
    claims: (name) => ({ [name]: true }),
    ...rejectedBy({ op: 'equals', claim: ['isAdmin'], value: true }),
    more: spaces,
  },
  'an accent in one character': {
    original: 'g\u00e9rant',
    claims: (role) => ({ role }),
    ...rejectedBy({ op: 'equals', claim: ['role'], value: 'g\u00e9rant' }),
    more: (text) => ({ 'in two characters': text.normalize('NFD'), 'no accent': 'gerant' }),
  },
  'an accent in two characters': {
    original: 'ge\u0301rant',
    claims: (role) => ({ role }),
    ...rejectedBy({ op: 'equals', claim: ['role'], value: 'ge\u0301rant' }),
    more: (text) => ({ 'in one character': text.normalize('NFC') }),
  },
};

/** Signed tokens. A user who may choose a name, e.g. of a role, must not get the rights of a similar name. */
export const confusableClaims: Attack[] = Object.entries(FIELDS).flatMap(
  ([field, { original, claims, more, ...rest }]) => {
    const control = mint(sessionClaims(claims(original)));
    return Object.entries({ ...confusablesOf(original), ...more(original) }).map(([name, text]) => {
      return { name: `${field}: ${name}`, token: mint(sessionClaims(claims(text))), control, ...rest };
    });
  },
);
