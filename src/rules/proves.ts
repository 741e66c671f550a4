import type { PolicyRule } from '../policy/policy-document';

type Operator = PolicyRule['op'];

/** Whether every caller who meets the rule has an active organization. */
export function provesOrganization(rule: PolicyRule | undefined): boolean {
  return proves(rule, ['inOrganization', 'hasRole', 'hasPermission']);
}

/** Whether every caller who meets the rule has a role in the active organization. */
export function provesRole(rule: PolicyRule | undefined): boolean {
  return proves(rule, ['hasRole']);
}

/** Whether every caller who meets the rule also meets a rule with one of the operators. */
function proves(rule: PolicyRule | undefined, operators: readonly Operator[]): boolean {
  if (rule === undefined) return false;
  if (rule.op === 'allOf') return rule.rules.some((it) => proves(it, operators));
  if (rule.op === 'anyOf') return rule.rules.every((it) => proves(it, operators));
  return operators.includes(rule.op);
}
