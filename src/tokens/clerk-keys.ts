import { fail } from '../diagnostics/diagnostics';
import type { PolicyKey } from '../policy/policy-document';
import { publicKeyOf } from './pem';

/** Each key that does not fit costs a refused token another signature check. */
const MAX_PEMS = 5;

/**
 * Where the public keys come from with which tokens are verified. No secret key of Clerk is needed for any of it.
 *
 * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
 */
export class ClerkKeys {
  /**
   * From the JWKS of the Frontend API, fetched when they are needed and kept for 5 minutes.
   */
  public static fromJwks(): ClerkKeys {
    return new ClerkKeys();
  }

  /**
   * From the text that the Clerk Dashboard shows as JWKS public key (PEM).
   *
   * Verification then makes no network call, and a rotated key takes a deployment: give the old and the new one while
   * both are in use. A key without its first and last line, in quotes, or with a literal `\n` is understood.
   *
   * @param pems one to five RSA public keys, each a text of its own
   * @throws if one of them is not an RSA public key of at least 2048 bits, or not known at synthesis
   */
  public static fromPem(...pems: string[]): ClerkKeys {
    if (pems.length === 0 || pems.length > MAX_PEMS) {
      fail('ClerkKeys.count', {
        what: `'pems' must be one to ${MAX_PEMS} keys`,
        got: pems.length,
        fix: 'write ClerkKeys.fromPem(process.env.CLERK_JWT_KEY)',
      });
    }
    return new ClerkKeys(pems.map(publicKeyOf));
  }

  private constructor(/** @internal */ public readonly _keys?: PolicyKey[]) {}
}
