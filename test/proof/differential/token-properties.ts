import type { PolicyTokenKind } from '../../../src/policy/policy-document';
import type { Json, Token } from './token';
import type { Asked } from './verifier-options';

/*
 * What Clerk's documentation says about a token, written without a look at the authorizer: it is what the differences are
 * told by.
 */

/** The whole alphabet in groups of four; of the last character of a shorter group some bits are unused, and zero. */
const BASE64URL = /^([\w-]{4})*([\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** `cat` of a header. The last one leaves the kind open. */
const CATEGORIES = new Map<unknown, PolicyTokenKind | 'open'>([
  ['cl_B7d4PD111AAA', 'session'],
  ['cl_B7d4PD222AAA', 'template'],
  ['cl_B7d4PD333AAA', 'm2m'],
  ['cl_I7d4PD111III', 'open'],
]);

/** The kind that header and claims amount to; `undefined` for an OAuth ID token. */
export function kindOf({ header, claims }: Token): PolicyTokenKind | undefined {
  if (isAccessToken(header)) return 'oauth';
  const category = categoryOf(header);
  if (category && category !== 'open') return category;
  if (startsWith(claims.sub, 'mch_')) return 'm2m';
  if (has(claims, 'sid')) return 'session';
  return has(claims, 'nbf') ? 'template' : undefined;
}

export function categoryOf(header: Json): PolicyTokenKind | 'open' | undefined {
  return CATEGORIES.get(header.cat);
}

export function isAccessToken({ typ }: Json): boolean {
  return typ === 'at+jwt' || typ === 'application/at+jwt';
}

/** Made for one of the clients that we take for an audience, and for no resource. */
export function isForClient(token: Token, { audience }: Asked): boolean {
  const { client_id: client } = token.claims;
  return kindOf(token) === 'oauth' && !has(token.claims, 'aud') && audience.some((name) => name === client);
}

export function lacksParty({ claims }: Token, { authorizedParties }: Asked): boolean {
  return authorizedParties !== undefined && !has(claims, 'azp');
}

export function isOfUnknownParty(token: Token, { authorizedParties, allowMissingAzp }: Asked): boolean {
  if (!authorizedParties || (allowMissingAzp && !has(token.claims, 'azp'))) return false;
  return !authorizedParties.some((party) => party === token.claims.azp);
}

export function isCanonical({ text }: Token): boolean {
  return text.split('.').every((part) => BASE64URL.test(part));
}

export function has(object: Json, name: string): boolean {
  return Object.hasOwn(object, name);
}

export function startsWith(value: unknown, start: string): boolean {
  return typeof value === 'string' && value.startsWith(start);
}

/** The numbers among some claims. */
export function numbers(...values: unknown[]): number[] {
  return values.filter((value) => typeof value === 'number');
}
