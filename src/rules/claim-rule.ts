import { checkType } from '../diagnostics/check-type';
import { checkCopy, markCopy } from '../diagnostics/package-copy';
import type { PolicyGroup, PolicyRule } from '../policy/policy-document';
import * as input from './claim-rule-input';
import { checkReverification, type Reverification } from './reverification';

/**
 * A condition on the claims of a token.
 *
 * A rule is met only if the token proves it. Missing or malformed claims prove nothing: neither the rule nor its negation
 * is met, so a rule cannot be bypassed by omitting a claim. In three cases absence does prove that the rule is not met, and
 * its negation is met: `exists`, `inOrganization` without ids, and `hasPermission` in an organization without permissions.
 *
 * @see https://clerk.com/docs/guides/secure/authorization-checks
 */
export class ClaimRule {
  /**
   * Selects a claim of the token. A method of the result compares it with a value.
   *
   * @param path the name of the claim, followed by the names of nested members: `'metadata', 'role'`. Names are literal:
   *   dots and slashes have no special meaning.
   * @throws `ClaimRule.path` if there is no name, or an empty one, `ClaimRule.pathInOneName` for `'metadata.role'`
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  public static claim(...path: string[]): Claim {
    return Claim._at(input.claimPath(path));
  }

  /**
   * Requires that the caller has this role in the active organization.
   *
   * @param role the role, such as `org:admin` or, with the same meaning, `admin`
   * @throws `ClaimRule.role` if the role is empty or has more parts
   * @see https://clerk.com/docs/guides/organizations/control-access/roles-and-permissions
   */
  public static hasRole(role: string): ClaimRule {
    return ClaimRule._of({ op: 'hasRole', role: input.role(role) });
  }

  /**
   * Requires that the caller has this custom permission in the active organization. Tokens have no system permissions.
   *
   * @param permission the permission, such as `org:invoices:create` or, with the same meaning, `invoices:create`
   * @throws `ClaimRule.permission` if a part of the permission is missing, `ClaimRule.systemPermission` if it is a system
   * permission
   * @see https://clerk.com/docs/guides/organizations/control-access/roles-and-permissions
   */
  public static hasPermission(permission: string): ClaimRule {
    return ClaimRule._of({ op: 'hasPermission', permission: input.permission(permission) });
  }

  /**
   * Requires that the plan of the active organization or of the user includes this feature.
   *
   * @param feature `org:reports` for the organization, `user:reports` for the user, `reports` for either
   * @throws `ClaimRule.entitlement` if the feature is empty or has another scope
   * @see https://clerk.com/docs/guides/secure/features
   */
  public static hasFeature(feature: string): ClaimRule {
    return ClaimRule._of({ op: 'hasFeature', feature: input.entitlement('feature', feature) });
  }

  /**
   * Requires that the active organization or the user has subscribed to this plan.
   *
   * @param plan `org:pro` for the organization, `user:pro` for the user, `pro` for either
   * @throws `ClaimRule.entitlement` if the plan is empty or has another scope
   * @see https://clerk.com/docs/guides/billing/overview
   */
  public static hasPlan(plan: string): ClaimRule {
    return ClaimRule._of({ op: 'hasPlan', plan: input.entitlement('plan', plan) });
  }

  /**
   * Requires that the token has this scope in its `scope` or `scp` claim, or `scopes` of M2M tokens. Session tokens have none.
   *
   * @param scope the scope, such as `orders:read`
   * @throws `ClaimRule.scope` if it is not an OAuth scope, for example because it contains white space
   * @see https://clerk.com/docs/guides/configure/auth-strategies/oauth/how-clerk-implements-oauth
   */
  public static hasScope(scope: string): ClaimRule {
    return ClaimRule._of({ op: 'hasScope', scope: input.scope(scope) });
  }

  /**
   * Requires that one of these organizations is active, or any organization if there are no ids.
   *
   * @param ids ids of organizations, such as `org_2b6fcd92dvf96q05x8e4a8xwvt`, not their slugs, which can change
   * @throws `ClaimRule.organizationId` if one of them is not the id of an organization
   * @see https://clerk.com/docs/guides/organizations/overview
   */
  public static inOrganization(...ids: string[]): ClaimRule {
    if (ids.length === 0) return ClaimRule._of({ op: 'inOrganization' });
    return ClaimRule._of({ op: 'inOrganization', ids: input.organizationIds(ids) });
  }

  /**
   * Requires that the user has verified their identity recently.
   *
   * @param reverification the factors and the time, for example `Reverification.strict()`
   * @throws `Props.type` if `reverification` is not a `Reverification`
   * @see https://clerk.com/docs/guides/secure/reverification
   */
  public static reverified(reverification: Reverification): ClaimRule {
    checkReverification(reverification);
    return ClaimRule._of({ op: 'reverified', ...reverification._render() });
  }

  /**
   * Requires that all of these rules are met.
   *
   * @param rules the rules, at least one
   * @throws if there are no rules, one of them is not a `ClaimRule`, or rules are nested more than 16 deep
   */
  public static allOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('allOf', rules);
  }

  /**
   * Requires that at least one of these rules is met.
   *
   * @param rules the rules, at least one
   * @throws if there are no rules, one of them is not a `ClaimRule`, or rules are nested more than 16 deep
   */
  public static anyOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('anyOf', rules);
  }

  /**
   * Requires that the token proves for each of these rules that it is not met.
   *
   * @param rules the rules, at least one
   * @throws if there are no rules, one of them is not a `ClaimRule`, or rules are nested more than 16 deep
   */
  public static noneOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('noneOf', rules);
  }

  /** @internal */
  public static _of(rule: PolicyRule): ClaimRule {
    return new ClaimRule(rule);
  }

  private static group(op: PolicyGroup, rules: ClaimRule[]): ClaimRule {
    checkCopy('rules', rules);
    const rendered = rules.map((it) => (it instanceof ClaimRule ? it.rule : undefined));
    return new ClaimRule(input.group(op, rendered));
  }

  private constructor(private readonly rule: PolicyRule) {}

  /** @internal */
  public _render(): PolicyRule {
    return this.rule;
  }
}

/**
 * A claim of the token. Each method returns a rule that compares it.
 *
 * Comparison is exact and by JSON type: the string `"5"` is not the number `5`, and `"Admin"` is not `"admin"`.
 * A claim that is missing or of another type meets neither the rule nor its negation.
 */
export class Claim {
  /** @internal */
  public static _at(path: string[]): Claim {
    return new Claim(path);
  }

  private constructor(private readonly path: string[]) {}

  /**
   * Requires that the claim is this value. It is the same as `equalTo`, which exists in every language.
   *
   * @param value a string, a finite number or a boolean
   * @throws `ClaimRule.value` if the value is of another type
   * @jsii ignore
   */
  public equals(value: unknown): ClaimRule {
    return this.equalTo(value);
  }

  /**
   * Requires that the claim is this value.
   *
   * @param value a string, a finite number or a boolean
   * @throws `ClaimRule.value` if the value is of another type
   */
  public equalTo(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'equals', claim: this.path, value: input.scalar(value) });
  }

  /**
   * Requires that the claim is one of these values.
   *
   * @param values strings, finite numbers or booleans, at least one
   * @throws `ClaimRule.emptyOneOf` if there are none, `ClaimRule.value` if one of them is of another type
   */
  public oneOf(...values: unknown[]): ClaimRule {
    return ClaimRule._of({ op: 'oneOf', claim: this.path, values: input.scalars(values) });
  }

  /**
   * Requires that the claim is a list that contains this value. A string does not contain its substrings.
   *
   * @param value a string, a finite number or a boolean
   * @throws `ClaimRule.value` if the value is of another type
   */
  public contains(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'contains', claim: this.path, value: input.scalar(value) });
  }

  /**
   * Requires that the claim is present, with any value except `null`.
   *
   * `noneOf` of this rule is met if the claim is absent from an object that is present. A `null` meets neither.
   */
  public exists(): ClaimRule {
    return ClaimRule._of({ op: 'exists', claim: this.path });
  }

  /**
   * Requires that the claim is a number of at least this value.
   *
   * @param value the minimum, a finite number
   * @throws `ClaimRule.value` if the number is not finite
   */
  public atLeast(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atLeast', claim: this.path, value: input.finiteNumber(value) });
  }

  /**
   * Requires that the claim is a number of at most this value.
   *
   * @param value the maximum, a finite number
   * @throws `ClaimRule.value` if the number is not finite
   */
  public atMost(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atMost', claim: this.path, value: input.finiteNumber(value) });
  }
}

markCopy(ClaimRule);
markCopy(Claim);

/** Fails on a value that is not a rule, such as a claim without a comparison or a `RouteAccess`. */
export function checkRule(rule: ClaimRule): void {
  checkType(rule instanceof ClaimRule, 'rule', rule, "write ClaimRule.claim('metadata', 'role').equalTo('admin')");
}
