import {
  machineClaims,
  oauthClaims,
  type SessionOptions,
  sessionClaims,
  type TokenOptions,
  templateClaims,
} from './claims';
import { CATEGORY, type Instance, sessionHeader, sign } from './instance';
import { INVALID_TOKENS, type InvalidTokenName } from './invalid-tokens';

/** Issues tokens with the header and claims of Clerk's own. */
export interface TokenIssuer {
  /** Returns a session token, as `getToken()` does for a signed-in user. */
  session(options?: SessionOptions): Promise<string>;
  /** Returns a JWT template token, as `getToken({ template })` does. */
  template(options?: TokenOptions): Promise<string>;
  /** Returns an OAuth access token (RFC 9068), as Clerk issues them in its role as authorization server. */
  oauth(options?: TokenOptions): Promise<string>;
  /** Returns a machine-to-machine (M2M) token. */
  machine(options?: TokenOptions): Promise<string>;
  /** Returns a session token that is invalid in exactly one way. */
  invalid(name: InvalidTokenName, options?: SessionOptions): Promise<string>;
}

/** Creates an issuer that signs with the key that the instance has when a token is issued. */
export function createTokenIssuer(instance: Instance): TokenIssuer {
  const { frontendApiUrl: issuer, audience } = instance;
  const withAudience = (options?: SessionOptions): SessionOptions => ({
    ...options,
    claims: { aud: audience, ...options?.claims },
  });

  return {
    session: (options) => sign(instance, sessionClaims(issuer, withAudience(options)), sessionHeader(instance)),

    template(options) {
      const header = { ...sessionHeader(instance), cat: CATEGORY.template };
      return sign(instance, templateClaims(issuer, withAudience(options)), header);
    },

    oauth(options) {
      const header = { alg: 'RS256', kid: instance.key.kid, typ: 'at+jwt' };
      return sign(instance, oauthClaims(issuer, withAudience(options)), header);
    },

    machine(options) {
      const header = { ...sessionHeader(instance), cat: CATEGORY.machine };
      return sign(instance, machineClaims(issuer, withAudience(options)), header);
    },

    invalid: async (name, options) => INVALID_TOKENS[name].make(instance, withAudience(options)),
  };
}
