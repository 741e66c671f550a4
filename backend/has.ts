import type { Caller } from '../lambda/caller/caller';
import { hasPermission, hasRole, isEntitled, reverified } from '../lambda/rules/clerk-rules';
import { all, type Truth } from '../lambda/rules/truth';
import { isFiniteNumber, isObject, own } from '../lambda/shared/json';
import {
  type PolicyReverificationLevel,
  REVERIFICATION_LEVELS,
  REVERIFICATION_PRESETS,
} from '../src/policy/policy-document';

/** How recently, and with which factors, the user must have proven who they are. */
export interface ReverificationConfig {
  /** The factors that count. A user without a second factor needs the first one only. */
  readonly level: PolicyReverificationLevel;
  /** The maximum age of the verification in minutes, more than 0. */
  readonly afterMinutes: number;
}

/**
 * The conditions that `has()` checks. A caller must meet every member that is given; without a member the answer is no.
 *
 * @see https://clerk.com/docs/guides/secure/authorization-checks
 */
export interface AuthorizationParams {
  /** A role in the active organization, for example `org:admin`. */
  readonly role?: string;
  /** A custom permission in the active organization, for example `org:invoices:create`. */
  readonly permission?: string;
  /** A feature of the organization's or the user's plan, for example `org:reports`, `user:export` or `reports`. */
  readonly feature?: string;
  /** A plan of the organization or the user, for example `org:pro`, `user:pro` or `pro`. */
  readonly plan?: string;
  /** A preset of Clerk's, or a configuration. */
  readonly reverification?: keyof typeof REVERIFICATION_PRESETS | ReverificationConfig;
}

/** The scopes of features and plans that Clerk's `has()` accepts, as the authorizer's rules write them. */
const SCOPES = new Map([
  ['o', 'org'],
  ['organization', 'org'],
  ['u', 'user'],
]);

/** Answers Clerk's `has()` by the authorizer's own rules: true only if the token proves all that is asked. */
export function has(caller: Caller, params: AuthorizationParams): boolean {
  const { role, permission, feature, plan, reverification } = { ...params };
  const answers = [
    role === undefined || (isText(role) && hasRole(caller, role)),
    permission === undefined || (isText(permission) && hasPermission(caller, permission)),
    feature === undefined || (isText(feature) && isEntitled(caller, 'fea', withScope(feature))),
    plan === undefined || (isText(plan) && isEntitled(caller, 'pla', withScope(plan))),
    reverification === undefined || isReverified(caller, reverification),
  ];
  const isAsked = [role, permission, feature, plan, reverification].some((asked) => asked !== undefined);
  return isAsked && all(answers) === true;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function withScope(name: string): string {
  return name.replace(/^[^:]*(?=:)/, (scope) => SCOPES.get(scope) ?? scope);
}

function isReverified(caller: Caller, asked: unknown): Truth {
  const config = isText(asked) ? own(REVERIFICATION_PRESETS, asked) : asked;
  if (!isObject(config)) return false;
  const { level, afterMinutes } = config;
  const isKnown = (REVERIFICATION_LEVELS as readonly unknown[]).includes(level);
  if (!isKnown || !isFiniteNumber(afterMinutes) || afterMinutes <= 0) return false;
  return reverified(caller, level as PolicyReverificationLevel, afterMinutes);
}
