import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from './signing-key';

/** Values of the header `cat`. Clerk signs all kinds of token with one key and tells them apart by their category. */
export const CATEGORY = {
  session: 'cl_B7d4PD111AAA',
  template: 'cl_B7d4PD222AAA',
  machine: 'cl_B7d4PD333AAA',
} as const;

/** A Clerk instance: its issuer URL and keys. `key` changes when the key is rotated. */
export interface Instance {
  readonly frontendApiUrl: string;
  /** The audience that its tokens have. If absent, they have none, like the tokens of a new Clerk instance. */
  readonly audience?: string;
  readonly key: SigningKey;
  /** A key that the JWKS does not list. */
  readonly unpublishedKey: SigningKey;
}

/** The JOSE header of a session token. */
export function sessionHeader({ key }: Instance, alg = 'RS256'): JWTHeaderParameters {
  return { alg, cat: CATEGORY.session, kid: key.kid, typ: 'JWT' };
}

/** Returns a signed JWT in compact serialization. */
export function sign({ key }: Instance, claims: JWTPayload, header: JWTHeaderParameters): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
}
