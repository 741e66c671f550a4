import type { PolicyTokenKind } from '../../../src/policy/policy-document';
import { encode, mint } from './key';

export const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';
export const AUDIENCE = 'api';
export const ORIGIN = 'https://app.example.com';
export const KID = 'ins_1';
export const NOW = Date.UTC(2026, 0, 1) / 1000;

type Claims = Record<string, unknown>;

/** A valid token. Nothing else may be granted. */
export interface ValidToken {
  readonly token: string;
  readonly kind: PolicyTokenKind;
  readonly claims: Claims;
  /** Whether it meets `IS_ADMIN`. */
  readonly isAdmin: boolean;
}

const TIMES = { iat: NOW, nbf: NOW - 10, exp: NOW + 60 };
const COMMON = { iss: ISSUER, aud: AUDIENCE, azp: ORIGIN, ...TIMES };
const SESSION = { ...COMMON, v: 2, sid: 'sess_1', fva: [0, -1], sts: 'active' };
const ORGANIZATION = {
  o: { id: 'org_1', slg: 'acme', rol: 'admin', per: 'read,edit', fpm: '3,1' },
  fea: 'o:a,u:b,o:c',
};

export const HEADER = { alg: 'RS256', typ: 'JWT', kid: KID, cat: 'cl_B7d4PD111AAA' };
const OAUTH_HEADER = { alg: 'RS256', typ: 'at+jwt', kid: KID };

/** JSON that is as deeply nested as a token of 8 KB can be. */
const DEEP = `${'['.repeat(2500)}${']'.repeat(2500)}`;

/** The valid tokens. Each has its own `sub`, which identifies the token of a grant. */
export const VALID_TOKENS: readonly ValidToken[] = [
  valid('session', { ...SESSION, sub: 'user_admin', metadata: { role: 'admin' } }, true),
  valid('session', { ...SESSION, ...ORGANIZATION, sub: 'user_member', metadata: { role: 'member' } }),
  valid('session', { ...COMMON, sub: 'user_old', sid: 'sess_2', org_id: 'org_1', org_role: 'org:admin' }),
  valid('session', { ...SESSION, sub: 'user_deep', deep: JSON.parse(DEEP) }),
  valid('template', { ...COMMON, sub: 'user_template' }, false, { ...HEADER, cat: 'cl_B7d4PD222AAA' }),
  valid('m2m', { ...COMMON, sub: 'mch_1' }, false, { ...HEADER, cat: 'cl_B7d4PD333AAA' }),
  valid('oauth', { ...TIMES, iss: ISSUER, sub: 'user_oauth', client_id: AUDIENCE }, false, OAUTH_HEADER),
];

/** Signed tokens that no policy accepts. */
export const SIGNED_INVALID: readonly string[] = [
  { exp: NOW - 5 },
  { exp: undefined },
  { nbf: NOW + 6 },
  { iss: `${ISSUER}/` },
  { aud: [AUDIENCE.toUpperCase()] },
  { aud: undefined },
  { sub: '' },
  { sid: 1 },
  { sts: 'pending' },
].map((changes) => mint({ ...SESSION, sub: 'user_bad', ...changes }, HEADER));

const [head, payload, signature] = VALID_TOKENS[0].token.split('.');

/** Variants of a valid token without a valid signature. */
export const FORGED: readonly string[] = [
  `${head}.${payload}.`,
  `${head}.${payload}.AAAA`,
  `${head}.${payload}.${signature}=`,
  `${head}.${payload}.${signature}.${signature}`,
  `${head}.${encode({ ...VALID_TOKENS[0].claims, sub: 'user_forged' })}.${signature}`,
  `${encode({ ...HEADER, alg: 'none' })}.${payload}.${signature}`,
  `${encode({ ...HEADER, crit: ['exp'] })}.${payload}.${signature}`,
  `${encode({ ...HEADER, b64: false })}.${payload}.${signature}`,
  `${encode({ ...HEADER, kid: '__proto__' })}.${payload}.${signature}`,
  'oat_2tOkEn',
];

export const SIGNED: ReadonlySet<string> = new Set([...VALID_TOKENS.map(({ token }) => token), ...SIGNED_INVALID]);

export const TOKENS: readonly string[] = [...SIGNED, ...FORGED];

function valid(kind: PolicyTokenKind, claims: Claims, isAdmin = false, header: unknown = HEADER): ValidToken {
  return { token: mint(claims, header), kind, claims, isAdmin };
}
