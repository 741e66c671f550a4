import { IDS } from '../../local/clerk/ids';
import type { Instance } from '../../local/clerk/instance';
import { Mint } from '../../local/clerk/mint';
import { generateSigningKey, type SigningKey } from '../../local/clerk/signing-key';

export const AUDIENCE = 'ClerkJwtAuthorizer';

/** What the mint sets as `azp`. */
export const PARTY = 'http://localhost:3000';

/** A Clerk instance that nobody has to reach: all candidates know its public key. */
export interface OfflineClerk {
  readonly instance: Instance;
  readonly mint: Mint;
  readonly key: SigningKey;
}

export async function offlineClerk(): Promise<OfflineClerk> {
  const keys = [await generateSigningKey(IDS.instance), await generateSigningKey(IDS.instance)];
  // The larger modulus is ours: OpenSSL refuses a signature above it unseen, and forged ones would cost nothing by luck.
  const [strangerKey, key] = keys.sort((one, other) => Buffer.compare(modulus(one), modulus(other)));
  const instance = { frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev', key, strangerKey };
  return { instance, mint: new Mint(instance), key };
}

function modulus({ jwk }: SigningKey): Buffer {
  return Buffer.from(jwk.n as string, 'base64url');
}
