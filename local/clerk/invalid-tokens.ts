import { base64url, SignJWT } from 'jose';
import { now, type SessionOptions, sessionClaims } from './claims';
import { IDS } from './ids';
import { type Instance, sessionHeader, sign } from './instance';

/** The ways in which a token can be invalid. */
export type InvalidTokenName =
  | 'expired'
  | 'notYetValid'
  | 'issuedInTheFuture'
  | 'noExpiry'
  | 'wrongIssuer'
  | 'wrongAudience'
  | 'noAudience'
  | 'wrongKey'
  | 'unknownKeyId'
  | 'algorithmNone'
  | 'publicKeyAsSecret'
  | 'tampered'
  | 'truncated'
  | 'noSignature'
  | 'garbage'
  | 'opaque'
  | 'pending';

interface InvalidToken {
  /** The name in test titles and tables. */
  readonly title: string;
  make(instance: Instance, options: SessionOptions): string | Promise<string>;
}

const HOUR = 3600;

/** Session tokens that are invalid in exactly one way, by name. */
export const INVALID_TOKENS = {
  expired: {
    title: 'expired token',
    make: (instance, options) => signed(instance, { ...options, issuedAt: now() - HOUR, lifetime: 60 }),
  },
  notYetValid: {
    title: 'token not yet valid',
    make: (instance, options) => signed(instance, withClaims(options, { nbf: now() + HOUR, exp: now() + 2 * HOUR })),
  },
  issuedInTheFuture: {
    title: 'token issued in the future',
    make: (instance, options) => signed(instance, withClaims(options, { iat: now() + HOUR, exp: now() + 2 * HOUR })),
  },
  noExpiry: {
    title: 'token that never expires',
    make: (instance, options) => signed(instance, withClaims(options, { exp: undefined })),
  },
  wrongIssuer: {
    title: 'token of another issuer',
    make: (instance, options) => signed(instance, withClaims(options, { iss: 'https://clerk.example.com' })),
  },
  wrongAudience: {
    title: 'token for another audience',
    make: (instance, options) => signed(instance, withClaims(options, { aud: 'another-api' })),
  },
  noAudience: {
    title: 'token for no audience',
    make: (instance, options) => signed(instance, withClaims(options, { aud: undefined })),
  },
  wrongKey: {
    title: 'token signed with another key, right key id',
    make: (instance, options) =>
      signed({ ...instance, key: { ...instance.unpublishedKey, kid: instance.key.kid } }, options),
  },
  unknownKeyId: {
    title: 'token signed with another key, unknown key id',
    make: (instance, options) =>
      signed({ ...instance, key: { ...instance.unpublishedKey, kid: IDS.unknownInstance } }, options),
  },
  algorithmNone: {
    title: 'unsigned token (alg: none)',
    make: (instance, options) =>
      `${encode(sessionHeader(instance, 'none'))}.${encode(sessionClaims(instance.frontendApiUrl, options))}.`,
  },
  publicKeyAsSecret: {
    title: 'token signed with the public key (HS256)',
    make: (instance, options) =>
      new SignJWT(sessionClaims(instance.frontendApiUrl, options))
        .setProtectedHeader(sessionHeader(instance, 'HS256'))
        .sign(new TextEncoder().encode(instance.key.pem)),
  },
  tampered: {
    title: 'tampered token',
    async make(instance, options) {
      const [head, , signature] = (await signed(instance, options)).split('.');
      const claims = { ...sessionClaims(instance.frontendApiUrl, options), sub: IDS.support };
      return [head, encode(claims), signature].join('.');
    },
  },
  truncated: {
    title: 'truncated token',
    // One character beyond a multiple of four is never base64url. Two or three are, for one signature in some.
    make: async (instance, options) => (await signed(instance, options)).slice(0, -21),
  },
  noSignature: {
    title: 'token without its signature',
    make: async (instance, options) => (await signed(instance, options)).replace(/[^.]*$/, ''),
  },
  garbage: { title: 'text that is not a token', make: () => 'let.me.in' },
  opaque: { title: 'opaque token', make: () => IDS.oauthToken },
  pending: {
    title: 'token of a pending session',
    make: (instance, options) => signed(instance, { ...options, pending: true }),
  },
} as const satisfies Record<InvalidTokenName, InvalidToken>;

function withClaims(options: SessionOptions, claims: Record<string, unknown>): SessionOptions {
  return { ...options, claims: { ...options.claims, ...claims } };
}

function signed(instance: Instance, options: SessionOptions): Promise<string> {
  return sign(instance, sessionClaims(instance.frontendApiUrl, options), sessionHeader(instance));
}

function encode(part: object): string {
  return base64url.encode(JSON.stringify(part));
}
