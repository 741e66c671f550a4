import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PolicyKey } from '../../src/policy/policy-document';

/** The parts of a JWS that its signature is verified with. */
export interface SignedInput {
  readonly kid: string | undefined;
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

/** Provides the public keys of the Clerk instance. */
export interface KeySource {
  /** Returns whether any key verifies the signature. Refuses if no key matches the `kid`. */
  verifySignature(jws: SignedInput): boolean | Promise<boolean>;
}

/** Verifies with the keys of the policy. Clerk's PEM has no `kid`, so every key is tried. */
export function createFixedKeys(keys: PolicyKey[]): KeySource {
  const keyObjects = keys.map(createKeyObject);
  return { verifySignature: (jws) => keyObjects.some((key) => isSignedBy(jws, key)) };
}

/** Imports a key. This is done once per key: importing a key is several times slower than a verification. */
export function createKeyObject({ kty, n, e }: PolicyKey): KeyObject {
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}

export function isSignedBy({ signingInput, signature }: SignedInput, key: KeyObject): boolean {
  return verify('RSA-SHA256', signingInput, key, signature);
}
