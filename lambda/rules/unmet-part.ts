import type { PolicyRule } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';
import { evaluate } from './evaluate';
import type { Truth } from './truth';

/** A part of a rule that a caller does not meet. */
export interface UnmetPart {
  readonly rule: PolicyRule;
  /** False if the token says otherwise; undefined if it does not say, because a claim is missing or malformed. */
  readonly truth: Exclude<Truth, true>;
}

/**
 * Returns the smallest part of a rule that keeps the caller out, or undefined if the caller meets the rule. Of several such
 * parts it is the first. Alternatives of which none is met stay together.
 */
export function unmetPart(rule: PolicyRule, caller: Caller): UnmetPart | undefined {
  const truth = evaluate(rule, caller);
  if (truth === true) return undefined;
  for (const part of requiredParts(rule)) {
    const unmet = unmetPart(part, caller);
    if (unmet) return unmet;
  }
  return { rule, truth };
}

/** Returns the rules that must all be met; none if the rule has no such parts. */
function requiredParts(rule: PolicyRule): PolicyRule[] {
  if (rule.op === 'allOf' || (rule.op === 'anyOf' && rule.rules.length === 1)) return rule.rules;
  if (rule.op !== 'noneOf' || rule.rules.length === 1) return [];
  return rule.rules.map((it) => ({ op: 'noneOf', rules: [it] }));
}
