import type { PolicyRule } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';
import * as claim from './claim-rules';
import * as clerk from './clerk-rules';
import { all, any, not, type Truth } from './truth';

/** Whether the caller meets the rule. Recursion is bounded, because `decodePolicy` limits the nesting of rules. */
export function evaluate(rule: PolicyRule, caller: Caller): Truth {
  const { claims } = caller;
  switch (rule.op) {
    case 'allOf':
      return all(rule.rules.map((inner) => evaluate(inner, caller)));
    case 'anyOf':
      return any(rule.rules.map((inner) => evaluate(inner, caller)));
    case 'noneOf':
      return not(any(rule.rules.map((inner) => evaluate(inner, caller))));

    case 'exists':
      return claim.exists(claims, rule.claim);
    case 'equals':
      return claim.oneOf(claims, rule.claim, [rule.value]);
    case 'oneOf':
      return claim.oneOf(claims, rule.claim, rule.values);
    case 'contains':
      return claim.contains(claims, rule.claim, rule.value);
    case 'atLeast':
      return claim.compare(claims, rule.claim, (number) => number >= rule.value);
    case 'atMost':
      return claim.compare(claims, rule.claim, (number) => number <= rule.value);
    case 'hasScope':
      return claim.hasScope(claims, rule.scope);

    case 'inOrganization':
      return clerk.inOrganization(caller, rule.ids);
    case 'hasRole':
      return clerk.hasRole(caller, rule.role);
    case 'hasPermission':
      return clerk.hasPermission(caller, rule.permission);
    case 'hasFeature':
      return clerk.isEntitled(caller, 'fea', rule.feature);
    case 'hasPlan':
      return clerk.isEntitled(caller, 'pla', rule.plan);
    case 'reverified':
      return clerk.reverified(caller, rule.level, rule.afterMinutes);
  }
}
