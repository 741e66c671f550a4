import type { PolicyRule } from '../policy/policy-document';

/**
 * Returns a claim that some rules compare as a value, and of which others read a member, as of an object. A token has it in one
 * form only.
 */
export function findContradictingClaims(rules: readonly PolicyRule[]): [value: string[], member: string[]] | undefined {
  const leaves = rules.flatMap(leavesOf);
  const values = leaves.flatMap((rule) => ('claim' in rule && rule.op !== 'exists' ? [rule.claim] : []));
  const paths = leaves.flatMap((rule) => ('claim' in rule ? [rule.claim] : []));
  for (const value of values) {
    const member = paths.find(
      (path) => path.length > value.length && value.every((name, index) => name === path[index]),
    );
    if (member) return [value, member];
  }
  return undefined;
}

function leavesOf(rule: PolicyRule): PolicyRule[] {
  return 'rules' in rule ? rule.rules.flatMap(leavesOf) : [rule];
}
