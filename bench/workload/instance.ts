import { IDS } from '../../local/clerk/ids';
import type { Instance } from '../../local/clerk/instance';
import { generateSigningKey, type SigningKey } from '../../local/clerk/signing-key';
import { createTokenIssuer, type TokenIssuer } from '../../local/clerk/token-issuer';

export const AUDIENCE = 'ClerkJwtAuthorizer';

/** The `azp` of the tokens that `TokenIssuer` issues. */
export const PARTY = 'http://localhost:3000';

/** A Clerk instance without a server: all candidates are configured with its public key. */
export interface OfflineClerk {
  readonly instance: Instance;
  readonly issue: TokenIssuer;
  readonly key: SigningKey;
}

export async function offlineClerk(): Promise<OfflineClerk> {
  const keys = [await generateSigningKey(IDS.instance), await generateSigningKey(IDS.instance)];
  // OpenSSL refuses a signature larger than the modulus without computing anything. Our key has the larger modulus, so
  // that every forged signature costs a full verification.
  const [unpublishedKey, key] = keys.sort((one, other) => Buffer.compare(modulus(one), modulus(other)));
  const instance = { frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev', key, unpublishedKey };
  return { instance, issue: createTokenIssuer(instance), key };
}

function modulus({ jwk }: SigningKey): Buffer {
  return Buffer.from(jwk.n as string, 'base64url');
}
