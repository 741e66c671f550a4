import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';

/** A key pair of an instance. The private half never leaves this process. */
export interface SigningKey {
  /** Clerk uses the id of the instance, `ins_…`, as the id of its key. */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** What the JWKS lists. */
  readonly jwk: JWK;
  /** What the Clerk Dashboard shows as "JWKS Public Key". */
  readonly pem: string;
}

export async function generateSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  return {
    kid,
    privateKey,
    jwk: { use: 'sig', ...(await exportJWK(publicKey)), kid, alg: 'RS256' },
    pem: await exportSPKI(publicKey),
  };
}
