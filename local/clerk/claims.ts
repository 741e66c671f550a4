import type { JWTPayload } from 'jose';
import { IDS } from './ids';
import { packPermissions } from './permissions';

/** The active organization of a session. */
export interface Organization {
  readonly id?: string;
  readonly slug?: string;
  /** Without `org:`, for example `admin`. */
  readonly role: string;
  /** As Clerk's Dashboard shows them, for example `org:reports:read`. */
  readonly permissions?: readonly string[];
}

export interface TokenOptions {
  /** Claims of the caller's own. They go on top of ours; `undefined` takes a claim away. */
  readonly claims?: Record<string, unknown>;
  /** In seconds since 1970. @default - now */
  readonly issuedAt?: number;
  /** In seconds. @default - as long as Clerk makes tokens of this kind */
  readonly lifetime?: number;
}

export interface SessionOptions extends TokenOptions {
  /** @default 2 */
  readonly version?: 1 | 2;
  /** @default - no active organization */
  readonly organization?: Organization;
  /** Plans, for example `u:pro`. Only version 2 has them. */
  readonly plans?: string;
  /** Features in Clerk's notation, for example `u:export`. Only version 2 has them. */
  readonly features?: string;
  /** Minutes since the first and the second factor; -1 is never. @default [0, -1] */
  readonly factorAge?: readonly [number, number];
  /** Whether the session still has a task to do, such as choosing an organization. @default false */
  readonly pending?: boolean;
  /** Whether a member of the support team acts as the user. @default false */
  readonly impersonated?: boolean;
  /** The web origin that asked for the token, which becomes `azp`. @default - http://localhost:3000 */
  readonly origin?: string;
}

export function sessionClaims(iss: string, options: SessionOptions = {}): JWTPayload {
  const version = options.version ?? 2;
  return withCustomClaims(options, {
    azp: options.origin ?? 'http://localhost:3000',
    ...times(options, 60),
    fva: options.factorAge ?? [0, -1],
    iss,
    sid: IDS.session,
    sub: IDS.user,
    ...(options.impersonated && { act: { iss, sid: IDS.supportSession, sub: IDS.support } }),
    ...(version === 2 ? version2(options) : version1(options.organization)),
  });
}

/** A JWT template carries no session: neither `sid` nor what belongs to a session. */
export function templateClaims(iss: string, options: TokenOptions = {}): JWTPayload {
  return withCustomClaims(options, {
    azp: 'http://localhost:3000',
    ...times(options, 60),
    iss,
    jti: 'a1b2c3d4e5f6a7b8c9d0',
    sub: IDS.user,
  });
}

/** Clerk sets `aud` only where the client asked for a `resource`. */
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

export function machineClaims(iss: string, options: TokenOptions = {}): JWTPayload {
  return withCustomClaims(options, { ...times(options, 3600), iss, jti: IDS.machineToken, sub: IDS.machine });
}

export function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** `nbf` lies ten seconds back, as in Clerk's own tokens: clocks differ. */
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
