import { refuse } from '../shared/refusal';

/** Clerk and API Gateway also accept a token without its scheme. */
const BEARER = /^bearer(?: +|$)/i;

/** A scheme with credentials, such as `Basic dTpw`. */
const SCHEME = /^[\w!#$%&'*+.^`|~-]+ +[^ ]/;

/** Values that front ends and native apps send behind `Bearer` if `getToken()` returns `null`, as it does after sign-out. */
const NO_TOKEN = /^(?:null|undefined|none|nil|false|\(null\))?$/i;

/**
 * Returns the token of a header or of a query string parameter. Credentials of another scheme are no token. Several
 * values are refused, because the code behind the API could pick another one.
 */
export function bearerToken(values: string[]): string | undefined {
  // HTTP APIs join repeated headers with commas.
  const value = values.join(',');
  const bearer = BEARER.exec(value)?.[0];
  const isOtherScheme = bearer === undefined && SCHEME.test(value) && !/, *(?:bearer |eyJ)/i.test(value);
  if (isOtherScheme) return undefined;
  if (value.includes(',')) refuse('authorization-ambiguous');
  const token = value.slice(bearer?.length);
  if (token.includes(' ')) refuse('token-invalid');
  return NO_TOKEN.test(token) ? undefined : token;
}
