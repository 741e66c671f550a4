import { type KeyObject, verify } from 'node:crypto';
import { isObject, isStringArray, type JsonObject } from '../lambda/shared/json';
import { orUndefined } from '../lambda/shared/or-undefined';
import type { Reason } from '../lambda/shared/reasons';
import { claimTexts } from './claim-texts';
import type { JwtAuthorizer } from './jwt-authorizer';

/** A key of the instance. A PEM has no id. */
export interface VerificationKey {
  readonly kid?: string;
  readonly key: KeyObject;
}

export type JwtAnswer =
  | {
      readonly status: 200;
      /** The `requestContext.authorizer` in the event of the back end. */
      readonly context: Readonly<Record<string, unknown>>;
    }
  | { readonly status: 401 | 403; readonly reason: Reason; readonly claims?: JsonObject };

/** The RSA algorithms of JWS by name, with the names of Node.js. */
const ALGORITHMS = new Map<unknown, string>([
  ['RS256', 'RSA-SHA256'],
  ['RS384', 'RSA-SHA384'],
  ['RS512', 'RSA-SHA512'],
]);

/**
 * Answers as the JWT authorizers of HTTP and REST APIs should by AWS's documentation. It is a **model**: AWS does not publish
 * its code, and does not document the order of its checks, its tolerance of clock skew and its reading of malformed tokens.
 *
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
export function nativeJwtAnswer(
  token: string | undefined,
  authorizer: JwtAuthorizer,
  keys: readonly VerificationKey[],
  now: number,
): JwtAnswer {
  if (!token) return refused('session-token-missing');
  const parts = token.split('.');
  const [header, claims] = parts.slice(0, 2).map(decode);
  if (parts.length !== 3 || !header || !claims) return refused('token-invalid');
  const algorithm = ALGORITHMS.get(header.alg);
  if (!algorithm || authorizer.algorithms?.includes(String(header.alg)) === false)
    return refused('token-invalid-algorithm');
  const signedInput = Buffer.from(parts.slice(0, 2).join('.'));
  const signature = Buffer.from(parts[2], 'base64url');
  const candidates = keys.filter(({ kid }) => kid === undefined || kid === header.kid);
  if (candidates.length === 0) return refused('jwk-kid-mismatch');
  if (!candidates.some(({ key }) => verify(algorithm, signedInput, key, signature))) {
    return refused('token-invalid-signature');
  }
  const reason = claimMistake(claims, authorizer, now / 1000);
  if (reason) return { status: 401, reason, claims };
  const scopes = scopesOf(claims);
  const isInScope = authorizer.scopes.length === 0 || authorizer.scopes.some((scope) => scopes.includes(scope));
  if (!isInScope) return { status: 403, reason: 'rule-not-met', claims };
  // A REST API passes claims on with their JSON types.
  if (authorizer.kind === 'rest') return { status: 200, context: { claims } };
  const jwt = { claims: claimTexts(claims), scopes: authorizer.scopes.length > 0 ? scopes : null };
  return { status: 200, context: { jwt } };
}

function claimMistake(claims: JsonObject, { kind, issuer, audience }: JwtAuthorizer, now: number): Reason | undefined {
  const { iss, aud, client_id, exp, nbf, iat } = claims;
  if (iss !== issuer) return 'token-invalid-issuer';
  if (!(Number(exp) > now)) return 'token-expired';
  if (nbf !== undefined && !(Number(nbf) <= now)) return 'token-not-active-yet';
  if (iat !== undefined && !(Number(iat) <= now)) return 'token-iat-in-the-future';
  // An HTTP API looks at client_id if there is no aud.
  const value = aud ?? (kind === 'http' ? client_id : undefined);
  if (value === undefined) return 'audience-missing';
  return [value].flat().some((item) => audience.includes(item as string)) ? undefined : 'audience-mismatch';
}

/** Reads the scopes of a token. `scp` comes before `scope`. */
function scopesOf({ scope, scp }: JsonObject): string[] {
  if (isStringArray(scp)) return scp;
  const text = scp ?? scope;
  return typeof text === 'string' ? text.split(' ') : [];
}

function decode(part: string): JsonObject | undefined {
  const value: unknown = orUndefined(() => JSON.parse(Buffer.from(part, 'base64url').toString()));
  return isObject(value) ? value : undefined;
}

function refused(reason: Reason): JwtAnswer {
  return { status: 401, reason };
}
