import type { KeyObject } from 'node:crypto';
import { MIN_MODULUS_BITS } from '../../src/policy/policy-document';
import { has, isObject, isStringArray, type JsonObject, own } from '../shared/json';
import { refuse } from '../shared/refusal';
import { createKeyObject } from './keys';

const MAX_KEYS = 20;

export interface Jwk {
  readonly kid: string;
  readonly key: KeyObject;
}

/**
 * Returns the keys of a JWKS document that may verify a Clerk token. Other kinds of key are ignored, as RFC 7517
 * requires.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc7517#section-5
 */
export function parseJwks(text: string): Jwk[] {
  const keys = entriesOf(text).flatMap((entry) => (isObject(entry) ? signingKey(entry) : []));
  return keys.length > 0 ? keys : refuse('jwk-remote-missing');
}

function entriesOf(text: string): unknown[] {
  try {
    const document: unknown = JSON.parse(text);
    const keys = isObject(document) && own(document, 'keys');
    if (Array.isArray(keys) && keys.length <= MAX_KEYS) return keys;
  } catch {
    // Text that is not JSON is refused below.
  }
  refuse('jwk-remote-invalid');
}

function signingKey(jwk: JsonObject): Jwk[] {
  const members = ['kid', 'n', 'e'].map((name) => own(jwk, name));
  if (own(jwk, 'kty') !== 'RSA' || !isForVerifying(jwk) || !isStringArray(members)) return [];
  const [kid, n, e] = members;
  try {
    const key = createKeyObject({ kty: 'RSA', n, e });
    const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
    // With an exponent of one the signature is the padded hash itself, which anyone can compute.
    return modulusLength >= MIN_MODULUS_BITS && publicExponent > 1 ? [{ kid, key }] : [];
  } catch {
    return []; // one broken key must not disable the others
  }
}

/** Whether the key is a public one for RS256 signatures. A JWK that contains a private key (`d`) is never used. */
function isForVerifying(jwk: JsonObject): boolean {
  const operations = [own(jwk, 'key_ops') ?? 'verify'].flat();
  return (
    isAbsentOr(jwk, 'use', 'sig') && isAbsentOr(jwk, 'alg', 'RS256') && operations.includes('verify') && !has(jwk, 'd')
  );
}

function isAbsentOr(jwk: JsonObject, name: string, value: string): boolean {
  return !has(jwk, name) || jwk[name] === value;
}
