import {
  MAX_RULE_DEPTH,
  type PolicyRule,
  type PolicyValue,
  REVERIFICATION_LEVELS,
} from '../../src/policy/policy-document';
import { has, isObject } from '../shared/json';
import { finite, invalid, listOf, object, oneOf, optional, type Parser, text } from './schema';

const scalar: Parser<PolicyValue> = (value, at) => {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return finite(value, at);
};

const path = listOf(text);

/** The operands of every operator. Unknown operators are rejected. */
const OPERANDS = {
  equals: { claim: path, value: scalar },
  contains: { claim: path, value: scalar },
  oneOf: { claim: path, values: listOf(scalar) },
  exists: { claim: path },
  atLeast: { claim: path, value: finite },
  atMost: { claim: path, value: finite },
  hasRole: { role: text },
  hasPermission: { permission: text },
  hasFeature: { feature: text },
  hasPlan: { plan: text },
  hasScope: { scope: text },
  inOrganization: { ids: optional(listOf(text)) },
  reverified: { level: oneOf(...REVERIFICATION_LEVELS), afterMinutes: finite },
} satisfies { [Op in Exclude<PolicyRule['op'], 'allOf' | 'anyOf' | 'noneOf'>]: Record<string, Parser<unknown>> };

const GROUPS = ['allOf', 'anyOf', 'noneOf'];

/** Parses a rule and the rules nested in it. Fails closed: an unknown operator or member rejects the whole rule. */
export function rule(depth = 1): Parser<PolicyRule> {
  return (value, at) => {
    if (depth > MAX_RULE_DEPTH) invalid(at, `at most ${MAX_RULE_DEPTH} levels`);
    const op = isObject(value) && text(value.op, `${at}.op`);
    if (op && GROUPS.includes(op)) return object({ op: text, rules: listOf(rule(depth + 1)) })(value, at) as PolicyRule;
    if (!op || !has(OPERANDS, op)) invalid(`${at}.op`, 'a known operator');
    return object({ op: text, ...OPERANDS[op as keyof typeof OPERANDS] })(value, at) as PolicyRule;
  };
}
