import { type KeyObject, verify } from 'node:crypto';
import { isObject, isStringArray, type JsonObject } from '../lambda/shared/json';
import { claimTexts } from './claim-texts';

/** A key of the instance. A PEM has no id. */
export interface VerificationKey {
  readonly kid?: string;
  readonly key: KeyObject;
}

/** What a JWT authorizer of API Gateway is configured with, and the scopes of the route. */
export interface JwtAuthorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly scopes: readonly string[];
}

export type JwtAnswer =
  | {
      readonly status: 200;
      readonly context: { readonly claims: Record<string, string>; readonly scopes: string[] | null };
    }
  | { readonly status: 401 | 403; readonly why: string };

/** The RSA algorithms of JWS by name, with the names of Node.js. */
const ALGORITHMS = new Map<unknown, string>([
  ['RS256', 'RSA-SHA256'],
  ['RS384', 'RSA-SHA384'],
  ['RS512', 'RSA-SHA512'],
]);

/**
 * A **model** of the JWT authorizer of HTTP APIs, made from what AWS documents. It is not AWS's code: AWS does not publish
 * that, and does not document its tolerance of clock skew or its reading of malformed tokens.
 *
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function nativeJwtAnswer(
  token: string | undefined,
  authorizer: JwtAuthorizer,
  keys: readonly VerificationKey[],
  now: number,
): JwtAnswer {
  if (!token) return refused('the request has no token');
  const parts = token.split('.');
  const [header, claims] = parts.slice(0, 2).map(decode);
  if (parts.length !== 3 || !header || !claims) return refused('the token is not a JWT');
  const algorithm = ALGORITHMS.get(header.alg);
  if (!algorithm) return refused('the token is not signed with an RSA algorithm');
  const signedInput = Buffer.from(parts.slice(0, 2).join('.'));
  const signature = Buffer.from(parts[2], 'base64url');
  const candidates = keys.filter(({ kid }) => kid === undefined || kid === header.kid);
  if (candidates.length === 0) return refused('no key of the issuer has the kid of the token');
  if (!candidates.some(({ key }) => verify(algorithm, signedInput, key, signature))) {
    return refused('the signature does not match a key of the issuer');
  }
  const why = claimMistake(claims, authorizer, now / 1000);
  if (why) return refused(why);
  const scopes = scopesOf(claims);
  const isInScope = authorizer.scopes.length === 0 || authorizer.scopes.some((scope) => scopes.includes(scope));
  if (!isInScope) return { status: 403, why: 'the token has none of the scopes of the route' };
  return { status: 200, context: { claims: claimTexts(claims), scopes: authorizer.scopes.length > 0 ? scopes : null } };
}

function claimMistake(claims: JsonObject, { issuer, audience }: JwtAuthorizer, now: number): string | undefined {
  const { iss, aud, client_id, exp, nbf, iat } = claims;
  if (iss !== issuer) return 'iss is not the issuer of the authorizer';
  // AWS looks at client_id only if there is no aud.
  const values: unknown[] = [aud ?? client_id].flat();
  if (!values.some((value) => audience.includes(value as string))) return 'the token does not have a valid audience';
  if (!(Number(exp) > now)) return 'the token has expired';
  if (nbf !== undefined && !(Number(nbf) <= now)) return 'the token is not valid yet';
  if (iat !== undefined && !(Number(iat) <= now)) return 'the token was issued in the future';
  return undefined;
}

/** The scopes of a token. `scp` comes before `scope`. */
function scopesOf({ scope, scp }: JsonObject): string[] {
  if (isStringArray(scp)) return scp;
  const text = scp ?? scope;
  return typeof text === 'string' ? text.split(' ') : [];
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function refused(why: string): JwtAnswer {
  return { status: 401, why };
}
