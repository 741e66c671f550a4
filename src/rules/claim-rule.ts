import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import { MAX_RULE_DEPTH, type PolicyRule } from '../policy/policy-document';
import * as input from './claim-rule-input';
import { customClaimNames, depthOf } from './claim-rule-shape';
import type { Reverification } from './reverification';

/**
 * What the claims of a token must say for its caller to be let through.
 *
 * A rule is met only if the token proves it. What is missing or malformed proves nothing: neither the rule nor its
 * negation is met, so that a rule cannot be passed by leaving something out. Where absence is itself the answer it is a no,
 * and the negation is met: `exists`, `inOrganization` without ids, and `hasPermission` in an organization without any.
 *
 * @see https://clerk.com/docs/guides/secure/authorization-checks
 */
export class ClaimRule {
  /**
   * A claim of the token, to be compared with something.
   *
   * @param path name of the claim, followed by the names that lead into it: `'metadata', 'role'`.
   *   Names are taken as they are, so that dots and slashes have no meaning.
   * @throws if there is no name, or an empty one
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  public static claim(...path: string[]): Claim {
    return Claim._at(input.claimPath(path));
  }

  /**
   * The caller has this role in the active organization.
   *
   * @param role `org:admin`, or `admin` for short
   * @throws if the role is empty or has more parts than that
   * @see https://clerk.com/docs/guides/organizations/control-access/roles-and-permissions
   */
  public static hasRole(role: string): ClaimRule {
    return ClaimRule._of({ op: 'hasRole', role: input.role(role) });
  }

  /**
   * The caller has this custom permission in the active organization. System permissions are in no token.
   *
   * @param permission `org:invoices:create`, or `invoices:create` for short
   * @throws if a part of the permission is missing, or it is a system permission
   * @see https://clerk.com/docs/guides/organizations/control-access/roles-and-permissions
   */
  public static hasPermission(permission: string): ClaimRule {
    return ClaimRule._of({ op: 'hasPermission', permission: input.permission(permission) });
  }

  /**
   * The plan of the active organization or of the user includes this feature.
   *
   * @param feature `reports` for either of them, `org:reports` or `user:reports` for one
   * @throws if the feature is empty or has another scope
   * @see https://clerk.com/docs/guides/secure/features
   */
  public static hasFeature(feature: string): ClaimRule {
    return ClaimRule._of({ op: 'hasFeature', feature: input.entitlement('feature', feature) });
  }

  /**
   * The active organization or the user has subscribed to this plan.
   *
   * @param plan `pro` for either of them, `org:pro` or `user:pro` for one
   * @throws if the plan is empty or has another scope
   * @see https://clerk.com/docs/guides/billing/overview
   */
  public static hasPlan(plan: string): ClaimRule {
    return ClaimRule._of({ op: 'hasPlan', plan: input.entitlement('plan', plan) });
  }

  /**
   * The token carries this OAuth scope, in its `scope` or `scp` claim. Session tokens carry none.
   *
   * @throws if the scope is empty or holds white space
   * @see https://clerk.com/docs/guides/configure/auth-strategies/oauth/how-clerk-implements-oauth
   */
  public static hasScope(scope: string): ClaimRule {
    return ClaimRule._of({ op: 'hasScope', scope: input.scope(scope) });
  }

  /**
   * One of these organizations is active; without ids, any organization.
   *
   * @param ids ids of organizations, such as `org_2b6fcd92dvf96q05x8e4a8xwvt`; slugs are not accepted, since they change
   * @throws if one of them is not the id of an organization
   * @see https://clerk.com/docs/guides/organizations/overview
   */
  public static inOrganization(...ids: string[]): ClaimRule {
    return ClaimRule._of(
      ids.length === 0 ? { op: 'inOrganization' } : { op: 'inOrganization', ids: ids.map(input.organizationId) },
    );
  }

  /**
   * The user has proven who they are a short time ago.
   *
   * @see https://clerk.com/docs/guides/secure/reverification
   */
  public static reverified(reverification: Reverification): ClaimRule {
    return ClaimRule._of({ op: 'reverified', ...reverification._render() });
  }

  /**
   * All of these rules are met.
   *
   * @throws if there are none, or rules are nested more than 16 deep
   */
  public static allOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('allOf', rules);
  }

  /**
   * At least one of these rules is met.
   *
   * @throws if there are none, or rules are nested more than 16 deep
   */
  public static anyOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('anyOf', rules);
  }

  /**
   * None of these rules is met, and the token proves it for each of them.
   *
   * @throws if there are none, or rules are nested more than 16 deep
   */
  public static noneOf(...rules: ClaimRule[]): ClaimRule {
    return ClaimRule.group('noneOf', rules);
  }

  /** @internal */
  public static _of(rule: PolicyRule): ClaimRule {
    return new ClaimRule(rule);
  }

  private static group(op: 'allOf' | 'anyOf' | 'noneOf', rules: ClaimRule[]): ClaimRule {
    if (rules.length === 0) {
      fail('ClaimRule.emptyGroup', {
        what: `'${op}' has no rules`,
        fix: `write ClaimRule.${op}(ClaimRule.hasRole('org:admin'))`,
      });
    }
    if (!rules.every((rule) => rule instanceof ClaimRule)) {
      fail('ClaimRule.notARule', {
        what: `'${op}' takes rules, one an argument`,
        fix: `spread a list: ClaimRule.${op}(...rules)`,
      });
    }
    const rule: PolicyRule = { op, rules: rules.map((inner) => inner.rule) };
    if (depthOf(rule) > MAX_RULE_DEPTH) {
      fail('ClaimRule.tooDeep', {
        what: `'${op}' nests rules more than ${MAX_RULE_DEPTH} deep`,
        got: depthOf(rule),
        fix: 'put rules of the same group side by side',
      });
    }
    return new ClaimRule(rule);
  }

  private constructor(private readonly rule: PolicyRule) {}

  /** @internal */
  public _render(): PolicyRule {
    return this.rule;
  }

  /**
   * The custom claims that the rule reads, by their top-level names: what somebody has to set in Clerk.
   *
   * @internal
   */
  public _claimNames(): string[] {
    return customClaimNames(this.rule);
  }
}

/**
 * A claim of the token, to be compared with something.
 *
 * Comparison is exact and by JSON type: the text `"5"` is not the number `5`, and `"Admin"` is not `"admin"`.
 * A claim that is missing or of another type than expected never meets a rule, and neither does it meet the rule's negation.
 */
export class Claim {
  /** @internal */
  public static _at(path: string[]): Claim {
    return new Claim(path);
  }

  private constructor(private readonly path: string[]) {}

  /**
   * The claim is this value.
   *
   * Languages other than TypeScript have this as `equalTo`: in some of them every object has an `equals` already.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   * @jsii ignore
   */
  public equals(value: unknown): ClaimRule {
    return this.equalTo(value);
  }

  /**
   * The claim is this value. In TypeScript, `equals` is the same.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   */
  public equalTo(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'equals', claim: this.path, value: input.scalar(value) });
  }

  /**
   * The claim is one of these values.
   *
   * @param values strings, finite numbers or booleans, at least one
   * @throws if there are none, or one of them is anything else
   */
  public oneOf(...values: unknown[]): ClaimRule {
    if (values.length === 0) {
      fail('ClaimRule.emptyOneOf', {
        what: "'oneOf' without values can never be met",
        fix: "write .oneOf('admin', 'support')",
      });
    }
    return ClaimRule._of({ op: 'oneOf', claim: this.path, values: values.map(input.scalar) });
  }

  /**
   * The claim is a list, and this value is in it. Text is not searched.
   *
   * @param value a string, a finite number or a boolean
   * @throws if the value is anything else
   */
  public contains(value: unknown): ClaimRule {
    return ClaimRule._of({ op: 'contains', claim: this.path, value: input.scalar(value) });
  }

  /**
   * The claim is there, whatever it is. `null` does not count, and does not count as missing either.
   *
   * A claim counts as missing if the object that it would be in is there. `noneOf` of this rule is then met.
   */
  public exists(): ClaimRule {
    return ClaimRule._of({ op: 'exists', claim: this.path });
  }

  /**
   * The claim is a number, and at least this one.
   *
   * @throws if the number is not finite, or known at deployment only
   */
  public atLeast(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atLeast', claim: this.path, value: input.finiteNumber(value) });
  }

  /**
   * The claim is a number, and at most this one.
   *
   * @throws if the number is not finite, or known at deployment only
   */
  public atMost(value: number): ClaimRule {
    return ClaimRule._of({ op: 'atMost', claim: this.path, value: input.finiteNumber(value) });
  }
}

/** Fails on a claim without a comparison, an access, or anything else that is not a rule. */
export function checkRule(rule: ClaimRule): void {
  checkType(rule instanceof ClaimRule, 'rule', rule, "write ClaimRule.claim('metadata', 'role').equalTo('admin')");
}
