import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PolicyKey } from '../src/private/policy';
import type { UnverifiedJws } from './jws';

/** Where the public keys of the Clerk instance come from. */
export interface KeySource {
  /** The keys that may have signed a token with this `kid`, or a refusal. */
  find(kid: string | undefined): KeyObject[] | Promise<KeyObject[]>;
}

/** Keys that came with the policy. Clerk's PEM has no `kid`, so each of them is tried: the signature decides. */
export function fixedKeys(keys: PolicyKey[]): KeySource {
  const objects = keys.map(keyObject);
  return { find: () => objects };
}

/** The key, parsed once: importing it costs several times as much as using it. */
export function keyObject({ kty, n, e }: PolicyKey): KeyObject {
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}

export function isSignedBy({ signingInput, signature }: UnverifiedJws, key: KeyObject): boolean {
  return verify('RSA-SHA256', signingInput, key, signature);
}
