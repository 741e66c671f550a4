import type { JWTPayload } from 'jose';
import { IDS } from './ids';
import { packPermissions } from './pack-permissions';

/** The active organization of a session. */
export interface Organization {
  readonly id?: string;
  readonly slug?: string;
  /** The role without its prefix `org:`, for example `admin`. */
  readonly role: string;
  /** Permissions as Clerk's Dashboard shows them, for example `org:reports:read`. */
  readonly permissions?: readonly string[];
}

export interface TokenOptions {
  /** Additional claims. They override the standard ones; `undefined` removes a claim. */
  readonly claims?: Record<string, unknown>;
  /** The time of issue (`iat`) in seconds since 1970. @default - now */
  readonly issuedAt?: number;
  /** The lifetime in seconds. @default - Clerk's lifetime for tokens of this kind */
  readonly lifetime?: number;
}

export interface SessionOptions extends TokenOptions {
  /** The id of the user, `user_…`. @default - always the same user */
  readonly userId?: string;
  /** The version of the session token (`v`). @default 2 */
  readonly version?: 1 | 2;
  /** The active organization. @default - none */
  readonly organization?: Organization;
  /** Plans, for example `u:pro`. Tokens of version 1 do not have this claim. */
  readonly plans?: string;
  /** Features in Clerk's notation, for example `u:export`. Tokens of version 1 do not have this claim. */
  readonly features?: string;
  /** Minutes since the first and the second factor were verified; -1 means never. @default [0, -1] */
  readonly factorAge?: readonly [number, number];
  /** Whether the session still has a task to do, such as choosing an organization. @default false */
  readonly pending?: boolean;
  /** Whether a member of the support team impersonates the user. @default false */
  readonly impersonated?: boolean;
  /** The web origin that requested the token, which becomes `azp`. @default - http://localhost:3000 */
  readonly origin?: string;
}

/** Claims of a session token. */
export function sessionClaims(iss: string, options: SessionOptions = {}): JWTPayload {
  const version = options.version ?? 2;
  return withCustomClaims(options, {
    azp: options.origin ?? 'http://localhost:3000',
    ...times(options, 60),
    fva: options.factorAge ?? [0, -1],
    iss,
    sid: IDS.session,
    sub: options.userId ?? IDS.user,
    ...(options.impersonated && { act: { iss, sid: IDS.supportSession, sub: IDS.support } }),
    ...(version === 2 ? version2(options) : version1(options.organization)),
  });
}

/** Claims of a JWT template token. It has no session: neither `sid` nor the other claims about a session. */
export function templateClaims(iss: string, options: TokenOptions = {}): JWTPayload {
  return withCustomClaims(options, {
    azp: 'http://localhost:3000',
    ...times(options, 60),
    iss,
    jti: 'a1b2c3d4e5f6a7b8c9d0',
    sub: IDS.user,
  });
}

/** Claims of an OAuth access token. There is no `aud`: Clerk sets it only if the client requested a `resource`. */
export function oauthClaims(iss: string, options: TokenOptions = {}): JWTPayload {
  return withCustomClaims(options, {
    client_id: IDS.oauthClient,
    ...times(options, 86_400),
    iss,
    jti: IDS.oauthToken,
    scope: 'openid profile',
    sub: IDS.user,
  });
}

/** Claims of a machine-to-machine (M2M) token. */
export function machineClaims(iss: string, options: TokenOptions = {}): JWTPayload {
  return withCustomClaims(options, { ...times(options, 3600), iss, jti: IDS.machineToken, sub: IDS.machine });
}

/** The current time in seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** The time claims. `nbf` is ten seconds before `iat`, as in Clerk's own tokens, to tolerate clock skew. */
function times(options: TokenOptions, lifetime: number): JWTPayload {
  const iat = options.issuedAt ?? now();
  return { exp: iat + (options.lifetime ?? lifetime), iat, nbf: iat - 10 };
}

function version2({ organization, features, plans, pending }: SessionOptions): JWTPayload {
  const packed = organization?.permissions && packPermissions(organization.permissions);
  const fea = [packed?.fea, features].filter(Boolean).join();
  return {
    sts: pending ? 'pending' : 'active',
    v: 2,
    ...(plans && { pla: plans }),
    ...(fea && { fea }),
    ...(organization && {
      o: {
        id: organization.id ?? IDS.organization,
        slg: organization.slug ?? 'acme',
        rol: organization.role,
        ...(packed && { per: packed.per, fpm: packed.fpm }),
      },
    }),
  };
}

function version1(organization?: Organization): JWTPayload {
  if (!organization) return {};
  return {
    org_id: organization.id ?? IDS.organization,
    org_permissions: organization.permissions ?? [],
    org_role: `org:${organization.role}`,
    org_slug: organization.slug ?? 'acme',
  };
}

function withCustomClaims(options: TokenOptions, claims: JWTPayload): JWTPayload {
  const all = Object.entries({ ...claims, ...options.claims });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}
