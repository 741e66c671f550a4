import { fail } from '../diagnostics/diagnostics';
import { markCopy } from '../diagnostics/package-copy';
import type { PolicyKey } from '../policy/policy-document';
import { isLookupPlaceholder } from '../policy/unknown-value';
import { publicKeyOf } from './pem';

/** Each additional key costs an invalid token another signature verification. */
const MAX_PEMS = 5;

/**
 * The source of the public keys that verify tokens. No Clerk secret key is needed.
 *
 * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
 */
export class ClerkKeys {
  /**
   * Fetches the public keys from the JWKS of the Frontend API when they are needed, and keeps them for 5 minutes.
   *
   * While the JWKS cannot be fetched, the last keys stay valid for up to 1 hour. At least 30 seconds pass between two
   * fetches, or 5 seconds while there are no keys, so forged tokens cannot cause a fetch each.
   *
   * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
   */
  public static fromJwks(): ClerkKeys {
    return new ClerkKeys();
  }

  /**
   * Uses public keys in PEM format, as the Clerk Dashboard shows them under API keys > JWKS public key.
   *
   * Verification then makes no network call. A key rotation requires a deployment: give the old and the new key while both
   * are in use. A key may lack its first and last line, be in quotes, or contain a literal `\n`. It may come from a lookup,
   * such as `StringParameter.valueFromLookup`.
   *
   * @param pems 1 to 5 RSA public keys of at least 2048 bits, one per argument
   * @throws if there are no keys or more than 5, or one is not an RSA public key of at least 2048 bits that is known at
   * synthesis
   */
  public static fromPem(...pems: string[]): ClerkKeys {
    if (pems.length === 0 || pems.length > MAX_PEMS) {
      fail('ClerkKeys.count', {
        what: `'pems' must be one to ${MAX_PEMS} keys`,
        got: pems.length,
        fix: "write ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? '')",
      });
    }
    // Without keys the function denies every request, so that a template with a placeholder is of no use to anybody.
    return new ClerkKeys(pems.filter((pem) => !isLookupPlaceholder(pem)).map(publicKeyOf));
  }

  private constructor(/** @internal */ public readonly _keys?: PolicyKey[]) {}
}

markCopy(ClerkKeys);
