import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import type { SigningKey } from './signing-key';

/** The header's `cat`, by which Clerk tells apart tokens that one key signs. */
export const CATEGORY = {
  session: 'cl_B7d4PD111AAA',
  template: 'cl_B7d4PD222AAA',
  machine: 'cl_B7d4PD333AAA',
} as const;

/** What tokens are made from. `key` changes with a rotation. */
export interface Instance {
  readonly frontendApiUrl: string;
  readonly key: SigningKey;
  /** A key that is in no JWKS. */
  readonly strangerKey: SigningKey;
}

export function sessionHeader({ key }: Instance, alg = 'RS256'): JWTHeaderParameters {
  return { alg, cat: CATEGORY.session, kid: key.kid, typ: 'JWT' };
}

export function sign({ key }: Instance, claims: JWTPayload, header: JWTHeaderParameters): Promise<string> {
  return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
}
