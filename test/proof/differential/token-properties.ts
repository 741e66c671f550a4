import type { PolicyTokenKind } from '../../../src/policy/policy-document';
import type { Json, Token } from './token';
import type { VerifierOptions } from './verifier-options';

/*
 * Properties of a token according to Clerk's documentation, implemented independently of the authorizer. The differences are
 * defined by them.
 */

/** Canonical base64url: groups of four characters. The unused bits of a shorter last group are zero. */
const BASE64URL = /^([\w-]{4})*([\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** Token kinds by the `cat` of the header. The last one is used for several kinds. */
const CATEGORIES = new Map<unknown, PolicyTokenKind | 'generic'>([
  ['cl_B7d4PD111AAA', 'session'],
  ['cl_B7d4PD222AAA', 'template'],
  ['cl_B7d4PD333AAA', 'm2m'],
  ['cl_I7d4PD111III', 'generic'],
]);

/** Returns the kind by header and claims; `undefined` for an OAuth ID token. */
export function kindOf({ header, claims }: Token): PolicyTokenKind | undefined {
  if (isAccessToken(header)) return 'oauth';
  const category = categoryOf(header);
  if (category && category !== 'generic') return category;
  if (startsWith(claims.sub, 'mch_')) return 'm2m';
  if (has(claims, 'sid')) return 'session';
  return has(claims, 'nbf') ? 'template' : undefined;
}

export function categoryOf(header: Json): PolicyTokenKind | 'generic' | undefined {
  return CATEGORIES.get(header.cat);
}

export function isAccessToken({ typ }: Json): boolean {
  return typ === 'at+jwt' || typ === 'application/at+jwt';
}

/** Whether it is an OAuth access token without `aud` whose `client_id` is an accepted audience. */
export function isForClient(token: Token, { audience }: VerifierOptions): boolean {
  const { client_id: client } = token.claims;
  return kindOf(token) === 'oauth' && !has(token.claims, 'aud') && audience.some((name) => name === client);
}

export function lacksParty({ claims }: Token, { authorizedParties }: VerifierOptions): boolean {
  return authorizedParties !== undefined && !has(claims, 'azp');
}

export function isOfUnknownParty(token: Token, { authorizedParties, allowMissingAzp }: VerifierOptions): boolean {
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

/** Returns the values that are numbers. */
export function numbers(...values: unknown[]): number[] {
  return values.filter((value) => typeof value === 'number');
}
