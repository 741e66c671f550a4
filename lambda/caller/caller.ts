import type { PolicyTokenKind } from '../../src/policy/policy-document';
import { has, isFilled, isObject, type JsonObject, own } from '../shared/json';
import { type Permissions, permissionsOfV1, permissionsOfV2 } from './permissions';
import { splitByScope } from './scoped-list';

/** The user or machine that a verified token identifies. */
export interface Caller {
  readonly kind: PolicyTokenKind;
  readonly claims: JsonObject;
  /** Absent for a machine. */
  readonly userId?: string;
  readonly sessionId?: string;
  /** The active organization. `null` if the token says that there is none, `undefined` if it does not say. */
  readonly organization: Organization | null | undefined;
}

export interface Organization {
  readonly id: string;
  readonly slug: string | undefined;
  /** The role with the prefix `org:`. */
  readonly role: string | undefined;
  /** `undefined` if the token does not say, or is malformed. */
  readonly permissions: Permissions | undefined;
}

export function callerOf(claims: JsonObject, kind: PolicyTokenKind): Caller {
  return {
    kind,
    claims,
    userId: kind === 'm2m' ? undefined : filled(claims, 'sub'),
    sessionId: kind === 'session' ? filled(claims, 'sid') : undefined,
    organization: organizationOf(claims, kind),
  };
}

/** @see https://clerk.com/docs/guides/sessions/session-tokens */
function organizationOf(claims: JsonObject, kind: PolicyTokenKind): Organization | null | undefined {
  if (kind === 'oauth') return oauthOrganization(claims);
  if (kind !== 'session') return undefined; // claims with these names would be custom claims
  const version = own(claims, 'v');
  if (version === 2) return organizationOfV2(claims);
  return version === undefined || version === 1 ? organizationOfV1(claims) : undefined;
}

function organizationOfV2(claims: JsonObject): Organization | null | undefined {
  if (!has(claims, 'o')) return null;
  const { o } = claims;
  // A malformed `o` claim discards the whole organization (Clerk's SDK throws).
  if (!isObject(o) || ![own(o, 'slg'), own(o, 'rol'), own(o, 'per'), own(o, 'fpm')].every(isStringOrAbsent)) {
    return undefined;
  }
  const fea = own(claims, 'fea') ?? '';
  const features = fea === '' ? undefined : splitByScope(fea);
  const id = filled(o, 'id');
  if (!id || (!features && fea !== '')) return undefined;
  const role = filled(o, 'rol');
  const permissions = permissionsOfV2(features?.organization, filled(o, 'per'), filled(o, 'fpm'));
  return { id, slug: filled(o, 'slg'), role: role && `org:${role}`, permissions };
}

function organizationOfV1(claims: JsonObject): Organization | null | undefined {
  if (!has(claims, 'org_id')) return null;
  const id = filled(claims, 'org_id');
  if (!id) return undefined;
  const permissions = permissionsOfV1(own(claims, 'org_permissions'));
  return { id, slug: filled(claims, 'org_slug'), role: filled(claims, 'org_role'), permissions };
}

/** The scope `user:org:read` adds the id of the organization to an access token, but no role and no permissions. */
function oauthOrganization(claims: JsonObject): Organization | undefined {
  const id = filled(claims, 'org_id');
  return id ? { id, slug: undefined, role: undefined, permissions: undefined } : undefined;
}

function isStringOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function filled(object: JsonObject, name: string): string | undefined {
  const value = own(object, name);
  return isFilled(value) ? value : undefined;
}
