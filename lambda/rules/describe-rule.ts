import type { PolicyRule, PolicyValue } from '../../src/policy/policy-document';

const FACTORS = {
  first_factor: 'the first factor',
  second_factor: 'the second factor',
  multi_factor: 'both factors',
} as const;

/**
 * Returns the rule in words, such as `metadata.role is "admin" or (has permission org:reports:read and has plan pro)`.
 * The words contain names and values of the rule only, and nothing of a token.
 */
export function describeRule(rule: PolicyRule): string {
  switch (rule.op) {
    case 'allOf':
      return joined(rule.rules, 'and');
    case 'anyOf':
      return joined(rule.rules, 'or');
    case 'noneOf':
      return `not (${joined(rule.rules, 'or')})`;

    case 'exists':
      return `${claim(rule.claim)} exists`;
    case 'equals':
      return `${claim(rule.claim)} is ${JSON.stringify(rule.value)}`;
    case 'oneOf':
      return `${claim(rule.claim)} is ${listed(rule.values)}`;
    case 'contains':
      return `${claim(rule.claim)} contains ${JSON.stringify(rule.value)}`;
    case 'atLeast':
      return `${claim(rule.claim)} is at least ${rule.value}`;
    case 'atMost':
      return `${claim(rule.claim)} is at most ${rule.value}`;

    case 'hasScope':
      return `has scope ${rule.scope}`;
    case 'hasRole':
      return `has role ${rule.role}`;
    case 'hasPermission':
      return `has permission ${rule.permission}`;
    case 'hasFeature':
      return `has feature ${rule.feature}`;
    case 'hasPlan':
      return `has plan ${rule.plan}`;
    case 'inOrganization':
      return rule.ids ? `is active in organization ${rule.ids.join(' or ')}` : 'is active in an organization';
    case 'reverified':
      return `has verified ${FACTORS[rule.level]} in the last ${rule.afterMinutes} minutes`;
  }
}

/** Joins rules by `and` or `or`. A group inside of another one has parentheses, so that the words have one meaning. */
function joined(rules: readonly PolicyRule[], word: 'and' | 'or'): string {
  if (rules.length === 1) return describeRule(rules[0]);
  return rules.map((rule) => (isJoined(rule) ? `(${describeRule(rule)})` : describeRule(rule))).join(` ${word} `);
}

function isJoined(rule: PolicyRule): boolean {
  if (rule.op !== 'allOf' && rule.op !== 'anyOf') return false;
  return rule.rules.length > 1 || isJoined(rule.rules[0]);
}

/** The path of a claim. A name with other characters than words have, such as a URL, is in quotes. */
function claim(path: readonly string[]): string {
  return path.map((name) => (/^[\w:-]+$/.test(name) ? name : JSON.stringify(name))).join('.');
}

function listed(values: readonly PolicyValue[]): string {
  return values.map((value) => JSON.stringify(value)).join(' or ');
}
