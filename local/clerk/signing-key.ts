import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair } from 'jose';

/** A public key as the JWKS lists it. */
export interface PublicJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly use: string;
  readonly alg: string;
}

/** A key pair of an instance. The private key never leaves this process. */
export interface SigningKey {
  /** The key id. Clerk uses the id of the instance, `ins_…`. */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: PublicJwk;
  /** The public key in PEM format, as the Clerk Dashboard shows it under "JWKS Public Key". */
  readonly pem: string;
}

/** Generates an RSA key of 2048 bits, the size of Clerk's keys. */
export async function generateSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const { n = '', e = '' } = await exportJWK(publicKey);
  return {
    kid,
    privateKey,
    jwk: { use: 'sig', kty: 'RSA', n, e, kid, alg: 'RS256' },
    pem: await exportSPKI(publicKey),
  };
}
