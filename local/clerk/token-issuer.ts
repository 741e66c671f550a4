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
export class TokenIssuer {
  constructor(private readonly instance: Instance) {}

  /** Returns a session token, as `getToken()` does for a signed-in user. */
  session(options?: SessionOptions): Promise<string> {
    return sign(this.instance, sessionClaims(this.issuer, this.withAudience(options)), sessionHeader(this.instance));
  }

  /** Returns a JWT template token, as `getToken({ template })` does. */
  template(options?: TokenOptions): Promise<string> {
    const header = { ...sessionHeader(this.instance), cat: CATEGORY.template };
    return sign(this.instance, templateClaims(this.issuer, this.withAudience(options)), header);
  }

  /** Returns an OAuth access token (RFC 9068), as Clerk issues them in its role as authorization server. */
  oauth(options?: TokenOptions): Promise<string> {
    const header = { alg: 'RS256', kid: this.instance.key.kid, typ: 'at+jwt' };
    return sign(this.instance, oauthClaims(this.issuer, this.withAudience(options)), header);
  }

  /** Returns a machine-to-machine (M2M) token. */
  machine(options?: TokenOptions): Promise<string> {
    const header = { ...sessionHeader(this.instance), cat: CATEGORY.machine };
    return sign(this.instance, machineClaims(this.issuer, this.withAudience(options)), header);
  }

  /** Returns a session token that is invalid in exactly one way. */
  async invalid(name: InvalidTokenName, options?: SessionOptions): Promise<string> {
    return INVALID_TOKENS[name].make(this.instance, this.withAudience(options));
  }

  private withAudience(options?: SessionOptions): SessionOptions {
    return { ...options, claims: { aud: this.instance.audience, ...options?.claims } };
  }

  private get issuer(): string {
    return this.instance.frontendApiUrl;
  }
}
