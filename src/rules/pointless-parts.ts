import type { PolicyRule, PolicyValue } from '../policy/policy-document';
import { isUnknown } from '../policy/unknown-value';

/** Two parts of a group that make it pointless: together they can never hold, or one of them always holds. */
export interface PointlessParts {
  readonly holds: 'never' | 'always';
  readonly parts: readonly [PolicyRule, PolicyRule];
}

/**
 * Returns the first group of a rule with two parts that contradict each other, or leave nothing to check. Only pairs about
 * the same claim or the role are compared, so that nothing is reported that can be meant.
 */
export function findPointlessParts(rule: PolicyRule): PointlessParts | undefined {
  if (!('rules' in rule)) return undefined;
  const { op, rules } = rule;
  for (const [index, one] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      if (op === 'allOf' && excludes(one, other)) return { holds: 'never', parts: [one, other] };
      if (op === 'anyOf' && covers(one, other)) return { holds: 'always', parts: [one, other] };
      if (op === 'noneOf' && covers(one, other)) return { holds: 'never', parts: [one, other] };
    }
  }
  return rules.map(findPointlessParts).find((parts) => parts !== undefined);
}

/** Whether no caller can meet both rules. */
function excludes(one: PolicyRule, other: PolicyRule): boolean {
  return (
    negates(one, other) ||
    negates(other, one) ||
    haveDifferentValues(one, other) ||
    isOutOfRange(one, other) ||
    isOutOfRange(other, one)
  );
}

/** Whether every caller whose claims can be judged meets one of the rules. */
function covers(one: PolicyRule, other: PolicyRule): boolean {
  const isOnlyRule = (group: PolicyRule) => 'rules' in group && group.rules.length === 1;
  if (negates(one, other)) return isOnlyRule(one);
  if (negates(other, one)) return isOnlyRule(other);
  return isEveryNumber(one, other) || isEveryNumber(other, one);
}

/** Whether a group refuses every caller who meets the rule. */
function negates(group: PolicyRule, rule: PolicyRule): boolean {
  return group.op === 'noneOf' && group.rules.some((it) => JSON.stringify(it) === JSON.stringify(rule));
}

/** A session has one role, one active organization and one value of a claim. */
function haveDifferentValues(one: PolicyRule, other: PolicyRule): boolean {
  const [first, second] = [valuesOf(one), valuesOf(other)];
  if (!first || !second || first.of !== second.of || [...first.values, ...second.values].some(isUnknown)) return false;
  return !first.values.some((value) => second.values.includes(value));
}

interface Values {
  readonly of: string;
  readonly values: readonly PolicyValue[];
}

function valuesOf(rule: PolicyRule): Values | undefined {
  switch (rule.op) {
    case 'equals':
      return { of: JSON.stringify(rule.claim), values: [rule.value] };
    case 'oneOf':
      return { of: JSON.stringify(rule.claim), values: rule.values };
    case 'hasRole':
      return { of: 'role', values: [rule.role] };
    case 'inOrganization':
      return rule.ids && { of: 'organization', values: rule.ids };
    default:
      return undefined;
  }
}

function isOutOfRange(minimum: PolicyRule, rule: PolicyRule): boolean {
  if (minimum.op !== 'atLeast' && minimum.op !== 'atMost') return false;
  if (!('claim' in rule) || JSON.stringify(rule.claim) !== JSON.stringify(minimum.claim)) return false;
  const isOutside = (value: PolicyValue) =>
    typeof value !== 'number' || (minimum.op === 'atLeast' ? value < minimum.value : value > minimum.value);
  if (isUnknown(minimum.value)) return false;
  if (rule.op === 'atLeast' || rule.op === 'atMost') {
    return rule.op !== minimum.op && !isUnknown(rule.value) && isOutside(rule.value);
  }
  const values = valuesOf(rule)?.values;
  return values !== undefined && !values.some(isUnknown) && values.every(isOutside);
}

/** Whether every number meets one of the rules, as with at least 3 or at most 5. */
function isEveryNumber(minimum: PolicyRule, maximum: PolicyRule): boolean {
  if (minimum.op !== 'atLeast' || maximum.op !== 'atMost') return false;
  if (JSON.stringify(minimum.claim) !== JSON.stringify(maximum.claim)) return false;
  return !isUnknown(minimum.value) && !isUnknown(maximum.value) && minimum.value <= maximum.value;
}
