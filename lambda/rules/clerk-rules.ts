import type { Caller } from '../caller/caller';
import { splitByScope } from '../caller/scoped-list';
import { isFiniteNumber, own } from '../shared/json';
import { among, type Truth } from './truth';

/*
 * The checks of Clerk's `has()`. Where `has()` says no because data is missing or malformed, these say "cannot be told".
 * https://clerk.com/docs/guides/secure/authorization-checks
 */

export type ReverificationLevel = 'first_factor' | 'second_factor' | 'multi_factor';

/** Without ids: any active organization. */
export function inOrganization({ organization }: Caller, ids: string[] | undefined): Truth {
  if (organization === undefined) return undefined;
  if (ids === undefined) return organization !== null;
  // Whoever leaves an organization unselected must not get past a rule that shuts it out.
  return organization === null ? undefined : ids.includes(organization.id);
}

export function hasRole({ organization }: Caller, role: string): Truth {
  return organization?.role === undefined ? undefined : withOrg(organization.role) === withOrg(role);
}

export function hasPermission({ organization }: Caller, permission: string): Truth {
  const permissions = organization?.permissions;
  return among(permissions?.granted, withOrg(permission), permissions?.complete);
}

/** A feature (`fea`) or plan (`pla`): `org:…`, `user:…`, or of either. */
export function isEntitled(caller: Caller, claim: 'fea' | 'pla', entitlement: string): Truth {
  const list = splitByScope(sessionClaim(caller, claim));
  if (!list) return undefined;
  const [scope, id] = entitlement.split(':');
  if (id === undefined) return among([...list.organization, ...list.user], scope);
  // A name that is known at deployment only may turn out to be empty.
  if (!id) return undefined;
  return among(scope === 'org' ? list.organization : scope === 'user' ? list.user : undefined, id);
}

/**
 * Whether the user has proven who they are within the last `afterMinutes`.
 * `fva` holds the minutes since the first and the second factor, -1 for one that the user has not got.
 */
export function reverified(caller: Caller, level: ReverificationLevel, afterMinutes: number): Truth {
  const ages = sessionClaim(caller, 'fva');
  if (!Array.isArray(ages) || ages.length !== 2 || !ages.every(isAge)) return undefined;
  const [first, second] = ages;
  const isFresh = (age: number) => age !== -1 && age < afterMinutes;
  // Clerk asks for what the user has: without a second factor the first one is enough.
  if (level === 'first_factor' || second === -1) return isFresh(first);
  return isFresh(second) && (level === 'second_factor' || isFresh(first));
}

/** What is wrong with the organization is wrong with the session: Clerk's SDK fails on it, whatever was asked. */
function sessionClaim({ kind, organization, claims }: Caller, name: string): unknown {
  return kind === 'session' && organization !== undefined ? own(claims, name) : undefined;
}

function isAge(value: unknown): value is number {
  return isFiniteNumber(value) && (value === -1 || value >= 0);
}

/** As in Clerk's SDK `admin`, `org:admin` and `org:org:admin` are the same. */
function withOrg(name: string): string {
  return name.replace(/^(org:)*/, 'org:');
}
