import type { PolicyReverificationLevel } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';
import { splitByScope } from '../caller/scoped-list';
import { isFiniteNumber, own } from '../shared/json';
import { isMember, type Truth } from './truth';

/*
 * The checks of Clerk's `has()`. Where `has()` returns false because data is missing or malformed, these return
 * `undefined`.
 * https://clerk.com/docs/guides/secure/authorization-checks
 */

/** Whether the active organization has one of the ids; without ids, whether there is one. */
export function inOrganization({ organization }: Caller, ids: string[] | undefined): Truth {
  if (organization === undefined) return undefined;
  if (ids === undefined) return organization !== null;
  // Without an active organization the answer is unknown, so `noneOf(inOrganization(…))` cannot be bypassed by not
  // selecting one.
  return organization === null ? undefined : ids.includes(organization.id);
}

export function hasRole({ organization }: Caller, role: string): Truth {
  return organization?.role === undefined ? undefined : withOrg(organization.role) === withOrg(role);
}

export function hasPermission({ organization }: Caller, permission: string): Truth {
  const permissions = organization?.permissions;
  return isMember(withOrg(permission), permissions?.granted, permissions?.complete);
}

/**
 * Whether the organization (`org:…`), the user (`user:…`) or either (no prefix) has the feature (`fea`) or plan
 * (`pla`).
 */
export function isEntitled(caller: Caller, claim: 'fea' | 'pla', entitlement: string): Truth {
  const list = splitByScope(sessionClaim(caller, claim));
  if (!list) return undefined;
  const [scope, id] = entitlement.split(':');
  if (id === undefined) return isMember(scope, [...list.organization, ...list.user]);
  // A name that is resolved at deployment (a CDK token) may be empty.
  if (!id) return undefined;
  return isMember(id, scope === 'org' ? list.organization : scope === 'user' ? list.user : undefined);
}

/**
 * Whether the user has verified their identity within the last `afterMinutes`. `fva` holds the minutes since the first
 * and the second factor were verified, -1 for a factor that the user does not have.
 */
export function reverified(caller: Caller, level: PolicyReverificationLevel, afterMinutes: number): Truth {
  const ages = sessionClaim(caller, 'fva');
  if (!Array.isArray(ages) || ages.length !== 2 || !ages.every(isAge)) return undefined;
  const [first, second] = ages;
  const isFresh = (age: number) => age !== -1 && age < afterMinutes;
  // As in Clerk's SDK, the first factor suffices for a user who has no second one.
  if (level === 'first_factor' || second === -1) return isFresh(first);
  return isFresh(second) && (level === 'second_factor' || isFresh(first));
}

/** With a malformed organization every claim of the session counts as missing: Clerk's SDK throws on such a token. */
function sessionClaim({ kind, organization, claims }: Caller, name: string): unknown {
  return kind === 'session' && organization !== undefined ? own(claims, name) : undefined;
}

function isAge(value: unknown): value is number {
  return isFiniteNumber(value) && (value === -1 || value >= 0);
}

/** In Clerk's SDK `admin`, `org:admin` and `org:org:admin` are the same. */
function withOrg(name: string): string {
  return `org:${name.replace(/^(org:)+/, '')}`;
}
