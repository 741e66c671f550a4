import type { Caller } from '../lambda/caller/caller';
import { has as hasOwn, isFilled, isObject, isStringArray, type JsonObject, own } from '../lambda/shared/json';
import { invalidContext } from './get-auth-error';
import { type AuthorizationParams, has } from './has';

/** The claims of a verified token, as Clerk signed them. */
export type Claims = Readonly<Record<string, unknown>>;

/** The members that every auth object has, so that they can be read before the kind of token is known. */
interface AuthObjectMembers {
  /** Whether somebody is signed in. False only where the route lets everyone in. */
  readonly isAuthenticated: boolean;
  /** The kind of the caller's token, by Clerk's name. `jwt_template` is a token of `getToken({ template })`. */
  readonly tokenType: 'session_token' | 'oauth_token' | 'm2m_token' | 'jwt_template';
  /** The user's id, for example `user_2aBc`. A machine has none. */
  readonly userId?: string | null;
  /** The session's id, for example `sess_2aBc`. Only session tokens have one. */
  readonly sessionId?: string | null;
  /** The id of the active organization, for example `org_2aBc`. */
  readonly orgId?: string | null;
  /** The slug of the active organization. */
  readonly orgSlug?: string | null;
  /** The user's role in the active organization, for example `org:admin`. */
  readonly orgRole?: string | null;
  /** The user's custom permissions in the active organization, for example `org:invoices:create`. */
  readonly orgPermissions?: readonly string[] | null;
  /** All claims of a session token or a JWT template, with nested values intact. */
  readonly sessionClaims?: Claims | null;
  /** Who acts as the user: the `act` claim of an impersonated session. */
  readonly actor?: Claims | null;
  /** The caller's id whatever its kind: a user's or a machine's. OAuth and machine tokens have it. */
  readonly subject?: string;
  /** The scopes of an OAuth or machine token. */
  readonly scopes?: readonly string[];
  /** The id of the OAuth client. */
  readonly clientId?: string;
  /**
   * Checks roles, permissions, features, plans and reverification, by the same rules as the authorizer. It is always
   * false for tokens other than session tokens: check their scopes.
   *
   * @see https://clerk.com/docs/guides/secure/authorization-checks
   */
  readonly has: (params: AuthorizationParams) => boolean;
}

/** A signed-in user, by a session token. What the session does not have is undefined. */
export interface SignedInAuthObject extends AuthObjectMembers {
  readonly isAuthenticated: true;
  readonly tokenType: 'session_token';
  readonly userId: string;
  readonly sessionId: string;
  readonly sessionClaims: Claims;
  readonly actor: Claims | undefined;
  readonly orgId: string | undefined;
  readonly orgSlug: string | undefined;
  readonly orgRole: string | undefined;
  readonly orgPermissions: readonly string[] | undefined;
}

/** The auth object of an anonymous caller, or of a pending session, which Clerk treats as signed out. */
export interface SignedOutAuthObject extends AuthObjectMembers {
  readonly isAuthenticated: false;
  readonly tokenType: 'session_token';
  readonly userId: null;
  readonly sessionId: null;
  readonly sessionClaims: null;
  readonly actor: null;
  readonly orgId: null;
  readonly orgSlug: null;
  readonly orgRole: null;
  readonly orgPermissions: null;
}

/** An OAuth client that acts for a user, by an OAuth access token. */
export interface OAuthAuthObject extends AuthObjectMembers {
  readonly isAuthenticated: true;
  readonly tokenType: 'oauth_token';
  /** The token's id: its `jti`. */
  readonly id: string | undefined;
  readonly subject: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly clientId: string | undefined;
  readonly actor: Claims | undefined;
  /** The organization that the user chose for the client. It says nothing about the user's role there. */
  readonly orgId: string | undefined;
}

/** A machine, by a machine-to-machine token. */
export interface M2MAuthObject extends AuthObjectMembers {
  readonly isAuthenticated: true;
  readonly tokenType: 'm2m_token';
  /** The token's id: its `jti`. */
  readonly id: string | undefined;
  readonly subject: string;
  readonly machineId: string;
  readonly scopes: readonly string[];
  /** The token's custom claims, or `null` if it has none. */
  readonly claims: Claims | null;
}

/** A user, by a token from a JWT template. It belongs to no session, and may live longer than one. */
export interface TemplateAuthObject extends AuthObjectMembers {
  readonly isAuthenticated: true;
  readonly tokenType: 'jwt_template';
  readonly userId: string;
  readonly sessionClaims: Claims;
  readonly actor: Claims | undefined;
}

export type AuthObject =
  | SignedInAuthObject
  | SignedOutAuthObject
  | OAuthAuthObject
  | M2MAuthObject
  | TemplateAuthObject;

/** The object is frozen, because all anonymous requests share it. */
export const SIGNED_OUT: SignedOutAuthObject = Object.freeze({
  isAuthenticated: false,
  tokenType: 'session_token',
  userId: null,
  sessionId: null,
  sessionClaims: null,
  actor: null,
  orgId: null,
  orgSlug: null,
  orgRole: null,
  orgPermissions: null,
  has: () => false,
});

/** The claims of a machine-to-machine token that Clerk sets itself. */
const M2M_CLAIMS = ['iss', 'sub', 'exp', 'nbf', 'iat', 'jti'];

/** Returns the auth object of a caller, or that of an anonymous one. `field` is where the event has the claims. */
export function authObject(caller: Caller | undefined, field: string): AuthObject {
  if (!caller) return SIGNED_OUT;
  const { kind, claims } = caller;
  // The native JWT authorizer lets pending sessions in; a status that is not known here counts as one of them.
  if (kind === 'session' && hasOwn(claims, 'sts') && claims.sts !== 'active') return SIGNED_OUT;
  const subject = text('sub');
  const shared = { isAuthenticated: true, has: (params: AuthorizationParams) => has(caller, params) } as const;
  switch (kind) {
    case 'session':
      return {
        ...shared,
        tokenType: 'session_token',
        userId: subject,
        sessionId: text('sid'),
        sessionClaims: claims,
        actor: actor(),
        ...organization(caller),
      };
    case 'template':
      return { ...shared, tokenType: 'jwt_template', userId: subject, sessionClaims: claims, actor: actor() };
    case 'oauth':
      return {
        ...shared,
        tokenType: 'oauth_token',
        id: optionalText('jti'),
        subject,
        userId: subject,
        scopes: oauthScopes(claims),
        clientId: optionalText('client_id'),
        actor: actor(),
        orgId: caller.organization?.id,
      };
    case 'm2m': {
      const custom = Object.entries(claims).filter(([name]) => !M2M_CLAIMS.includes(name));
      return {
        ...shared,
        tokenType: 'm2m_token',
        id: optionalText('jti'),
        subject,
        machineId: subject,
        scopes: machineScopes(claims),
        claims: custom.length > 0 ? Object.fromEntries(custom) : null,
      };
    }
  }

  function text(name: string): string {
    const value = own(claims, name);
    return isFilled(value) ? value : invalidContext(`${field}.${name}`, 'a string', value);
  }

  function optionalText(name: string): string | undefined {
    return hasOwn(claims, name) ? text(name) : undefined;
  }

  /** A malformed `act` is an error: an impersonator must not pass for the user. */
  function actor(): Claims | undefined {
    const act = own(claims, 'act');
    return act === undefined || isObject(act) ? act : invalidContext(`${field}.act`, 'an object', act);
  }
}

function organization({ organization }: Caller) {
  return {
    orgId: organization?.id,
    orgSlug: organization?.slug,
    orgRole: organization?.role,
    orgPermissions: organization?.permissions?.granted,
  };
}

/** Reads `scp` (a list) or `scope` (text), in the order in which Clerk's SDK reads them. */
function oauthScopes(claims: JsonObject): readonly string[] {
  const [list, text] = [own(claims, 'scp'), own(claims, 'scope')];
  return isStringArray(list) ? list : words(text);
}

/** Reads the custom claim `scopes`, or else the audience, as in Clerk's SDK. */
function machineScopes(claims: JsonObject): readonly string[] {
  const audience = [own(claims, 'aud')].flat();
  return hasOwn(claims, 'scopes') ? words(claims.scopes) : isStringArray(audience) ? audience : [];
}

function words(value: unknown): string[] {
  return typeof value === 'string' ? value.split(' ').filter(Boolean) : [];
}
