import type { KeyObject } from 'node:crypto';
import { has, isObject, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/reasons';
import { keyObject } from './keys';

const MAX_KEYS = 20;
const MIN_MODULUS_BITS = 2048;

export interface Jwk {
  readonly kid: string;
  readonly key: KeyObject;
}

/**
 * The keys of a JWKS document that may verify a Clerk token. Clerk's schema allows other kinds of key; they are left out.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc7517#section-5
 */
export function parseJwks(text: string): Jwk[] {
  const entries = entriesOf(text);
  if (!Array.isArray(entries) || entries.length > MAX_KEYS) refuse('jwk-remote-invalid');
  const keys = entries.flatMap((entry) => (isObject(entry) ? signingKey(entry) : []));
  return keys.length > 0 ? keys : refuse('jwk-remote-missing');
}

function entriesOf(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? own(document, 'keys') : undefined;
  } catch {
    refuse('jwk-remote-invalid');
  }
}

function signingKey(jwk: JsonObject): Jwk[] {
  const [kty, kid, n, e] = ['kty', 'kid', 'n', 'e'].map((name) => own(jwk, name) as string);
  const operations = [own(jwk, 'key_ops') ?? 'verify'].flat();
  const isForVerifying =
    isAbsentOr(jwk, 'use', 'sig') && isAbsentOr(jwk, 'alg', 'RS256') && operations.includes('verify') && !has(jwk, 'd');
  if (kty !== 'RSA' || !isForVerifying || typeof kid !== 'string') return [];
  try {
    const key = keyObject({ kty, n, e });
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    // With an exponent of one a signature is the padded hash itself, which anybody can write.
    return modulusLength >= MIN_MODULUS_BITS && publicExponent > 1 ? [{ kid, key }] : [];
  } catch {
    return []; // one broken key, or one without texts for numbers, must not take the good ones down
  }
}

function isAbsentOr(jwk: JsonObject, name: string, value: string): boolean {
  return !has(jwk, name) || jwk[name] === value;
}
