import { describeRule } from '../lambda/rules/describe-rule';
import { isObject } from '../lambda/shared/json';
import { referencedIds } from '../src/access/resources';
import type { PolicyRule } from '../src/policy/policy-document';

/** Returns the rule of a policy document in words. Values that are known at deployment have the name of their source. */
export function ruleInWords(rule: unknown): string {
  return describeRule(withNames(rule) as PolicyRule);
}

/** API Gateway's own authorizers require one of the scopes. */
export function scopesInWords(scopes: unknown): string | undefined {
  if (!Array.isArray(scopes) || scopes.length === 0) return undefined;
  return ruleInWords({ op: 'anyOf', rules: scopes.map((scope) => ({ op: 'hasScope', scope })) });
}

/** The lists of a rule, which may be one value that is known at deployment. */
const LISTS = ['ids', 'values'];

function withNames(rule: unknown): unknown {
  if (Array.isArray(rule)) return rule.map(withNames);
  if (!isObject(rule)) return rule;
  if (!('op' in rule)) return `<${referencedIds(rule).join(', ') || 'known at deployment'}>`;
  const entries = Object.entries(rule).map(([name, value]) => {
    const named = withNames(value);
    return [name, LISTS.includes(name) && !Array.isArray(named) ? [named] : named];
  });
  return Object.fromEntries(entries);
}
