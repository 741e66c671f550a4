import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PolicyKey } from '../../src/policy/policy-document';
import type { UnverifiedJws } from '../token/jws';

/** Where the public keys of the Clerk instance come from. */
export interface KeySource {
  /** Whether one of them has signed this, or a refusal if there is none that could have. */
  haveSigned(jws: UnverifiedJws): boolean | Promise<boolean>;
}

/** Keys that came with the policy. Clerk's PEM has no `kid`, so each of them is tried: the signature decides. */
export function fixedKeys(keys: PolicyKey[]): KeySource {
  const objects = keys.map(keyObject);
  return { haveSigned: (jws) => objects.some((key) => isSignedBy(jws, key)) };
}

/** The key, parsed once: importing it costs several times as much as using it. */
export function keyObject({ kty, n, e }: PolicyKey): KeyObject {
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}

export function isSignedBy({ signingInput, signature }: UnverifiedJws, key: KeyObject): boolean {
  return verify('RSA-SHA256', signingInput, key, signature);
}
