import { type Caller, callerOf } from '../lambda/caller/caller';
import { bearerToken } from '../lambda/events/bearer-token';
import { httpCarrierOf } from '../lambda/events/carrier';
import { isObject, type JsonObject, own } from '../lambda/shared/json';
import { Refusal } from '../lambda/shared/refusal';
import { parseJws, parseObject } from '../lambda/token/jws';
import { kindOf, kindOfHeader } from '../lambda/token/token-kind';
import { GetAuthError, type GetAuthErrorCode, invalidContext } from './get-auth-error';
import { type IdentitySource, parseIdentitySource } from './identity-source';

/** The claims that together identify one token. API Gateway passes them on as texts that can be compared. */
const TIMES = ['iat', 'exp'];
const ALWAYS_PRESENT = ['iss', 'sub', ...TIMES];
const IDENTIFYING = [...ALWAYS_PRESENT, 'sid', 'jti'];

/** Where API Gateway's JWT authorizer puts the claims that it has verified. */
const VERIFIED = 'requestContext.authorizer.jwt.claims';

/** Refusals of the authorizer's own code that have a code of their own here; every other one is `token-invalid`. */
const CODES = new Map<string, GetAuthErrorCode>([
  ['authorization-ambiguous', 'token-ambiguous'],
  ['event-unsupported', 'event-unsupported'],
  ['token-type-mismatch', 'token-type-mismatch'],
]);

/**
 * Reads the caller behind API Gateway's own JWT authorizer. It turns claims into text in which nested values can no longer
 * be told apart (`map[id:org_1 rol:admin]`), so they are read from the token that it verified.
 */
export function callerOfVerifiedToken(event: JsonObject, jwt: unknown, identitySource: string): Caller {
  const verified = verifiedClaims(jwt);
  const source = parseIdentitySource(identitySource);
  try {
    const token = bearerToken(httpCarrierOf(event)[source.place](source.name)) ?? missing(source);
    const { header, payload } = parseJws(token);
    const claims = parseObject(payload);
    const different = IDENTIFYING.find((name) => !isSame(claims, verified, name));
    if (different) mismatch(source, different);
    // Only one of two such tokens was verified, and with a wrong `identitySource` it might be the other one.
    const others = possibleTokens(event).filter((other) => other !== token);
    if (others.some((other) => isVerified(other, verified))) refuse('token-ambiguous', source);
    return callerOf(claims, kindOf(kindOfHeader(header), claims));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(CODES.get(error.reason) ?? 'token-invalid', source);
  }
}

function verifiedClaims(jwt: unknown): JsonObject {
  const claims = isObject(jwt) ? own(jwt, 'claims') : undefined;
  if (!isObject(claims)) invalidContext(VERIFIED, 'an object', claims);
  for (const name of IDENTIFYING) {
    const value = own(claims, name);
    const isRequired = value !== undefined || ALWAYS_PRESENT.includes(name);
    if (isRequired && typeof value !== 'string') invalidContext(`${VERIFIED}.${name}`, 'a string', value);
  }
  return claims;
}

/** Whether a claim of the token is the one that was verified. */
function isSame(claims: JsonObject, verified: JsonObject, name: string): boolean {
  const value = own(claims, name);
  const text = TIMES.includes(name) && Number.isSafeInteger(value) ? String(value) : value;
  return text === own(verified, name);
}

/** Whether the text is a token that API Gateway may have verified. */
function isVerified(token: string, verified: JsonObject): boolean {
  try {
    const claims = parseObject(parseJws(token).payload);
    return IDENTIFYING.every((name) => isSame(claims, verified, name));
  } catch {
    return false;
  }
}

/** Returns every text in the headers and the query string that begins like a JWT, whatever stands around it. */
function possibleTokens({ headers, queryStringParameters }: JsonObject): string[] {
  return [headers, queryStringParameters]
    .flatMap((values) => Object.values(isObject(values) ? values : {}))
    .flatMap((value) => (typeof value === 'string' ? value.split(/[^\w.-]+/) : []))
    .filter((text) => text.startsWith('eyJ'));
}

function missing({ field }: IdentitySource): never {
  const message = `'${field}' holds no token, but API Gateway verified one; set 'identitySource' to that of the authorizer`;
  throw new GetAuthError('token-missing', field, message);
}

function mismatch({ field }: IdentitySource, claim: string): never {
  const message = `'${claim}' of the token in '${field}' is not the one that API Gateway verified`;
  throw new GetAuthError('token-mismatch', field, `${message}; set 'identitySource' to that of the authorizer`);
}

function refuse(code: GetAuthErrorCode, { field }: IdentitySource): never {
  throw new GetAuthError(code, field, `'${field}' does not hold the one token of Clerk that API Gateway verified`);
}
