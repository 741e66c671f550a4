import {
  machineClaims,
  oauthClaims,
  type SessionOptions,
  sessionClaims,
  type TokenOptions,
  templateClaims,
} from './claims';
import { CATEGORY, type Instance, sessionHeader, sign } from './instance';
import { VARIANTS, type VariantName } from './variants';

/** Makes tokens as Clerk makes them. */
export class Mint {
  constructor(private readonly instance: Instance) {}

  /** What `getToken()` gives a signed-in user. */
  session(options?: SessionOptions): Promise<string> {
    return sign(this.instance, sessionClaims(this.issuer, options), sessionHeader(this.instance));
  }

  /** What `getToken({ template })` gives. */
  template(options?: TokenOptions): Promise<string> {
    const header = { ...sessionHeader(this.instance), cat: CATEGORY.template };
    return sign(this.instance, templateClaims(this.issuer, options), header);
  }

  /** An access token of Clerk as an OAuth authorization server (RFC 9068). */
  oauth(options?: TokenOptions): Promise<string> {
    const header = { alg: 'RS256', kid: this.instance.key.kid, typ: 'at+jwt' };
    return sign(this.instance, oauthClaims(this.issuer, options), header);
  }

  /** A machine-to-machine token. */
  machine(options?: TokenOptions): Promise<string> {
    const header = { ...sessionHeader(this.instance), cat: CATEGORY.machine };
    return sign(this.instance, machineClaims(this.issuer, options), header);
  }

  /** A session token with exactly one thing wrong. */
  async variant(name: VariantName, options: SessionOptions = {}): Promise<string> {
    return VARIANTS[name].make(this.instance, options);
  }

  private get issuer(): string {
    return this.instance.frontendApiUrl;
  }
}
