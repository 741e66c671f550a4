import fc from 'fast-check';
import { MAX_RULE_DEPTH, type PolicyValue } from '../../../src/policy/policy-document';
import { ClaimRule } from '../../../src/rules/claim-rule';
import { name, ORGANIZATIONS, SCOPES, text } from './generated-tokens';
import type { GeneralRule } from './model';

const number = fc.constantFrom(5, 5, 0, -0, -5, 9007199254740992, 5e-324, Number.MAX_VALUE);
const scalar: fc.Arbitrary<PolicyValue> = fc.oneof(text, number, fc.boolean());
const claim = fc.oneof(
  { weight: 2, arbitrary: name.map((top) => [top]) },
  fc.array(name, { minLength: 2, maxLength: 3 }),
);
const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });
const op = <Name extends string>(...names: Name[]) => fc.constantFrom(...names);

const comparison: fc.Arbitrary<GeneralRule> = fc.oneof(
  fc.record({ op: op('equals', 'contains'), claim, value: scalar }),
  fc.record({ op: op('oneOf'), claim, values: some(scalar) }),
  fc.record({ op: op('exists'), claim }),
  fc.record({ op: op('atLeast', 'atMost'), claim, value: number }),
  fc.record({ op: op('hasScope'), scope: fc.constantFrom(...SCOPES) }),
  fc.record({ op: op('inOrganization'), ids: some(fc.constantFrom(...ORGANIZATIONS)) }, { requiredKeys: ['op'] }),
);

const groupOp = op('allOf', 'anyOf', 'noneOf');

/** Nested groups with several rules each. */
const wide: fc.Arbitrary<GeneralRule> = fc.letrec<{ rule: GeneralRule }>((tie) => ({
  rule: fc.oneof({ maxDepth: 3 }, comparison, fc.record({ op: groupOp, rules: some(tie('rule')) })),
})).rule;

/** Nested groups up to the maximum depth of a rule. */
const layer = fc.record({ op: groupOp, before: fc.array(comparison, { maxLength: 1 }) });
const layers = (minLength: number) => fc.array(layer, { minLength, maxLength: MAX_RULE_DEPTH - 1, size: 'max' });
const deep: fc.Arbitrary<GeneralRule> = fc
  .tuple(comparison, fc.oneof(layers(1), layers(MAX_RULE_DEPTH - 1)))
  .map(([inner, layers]) =>
    layers.reduce((rule: GeneralRule, { op, before }) => ({ op, rules: [...before, rule] }), inner),
  );

export const generalRule = fc.oneof({ weight: 3, arbitrary: comparison }, wide, deep);

/** Builds the same rule with the public API. */
export function build(rule: GeneralRule): ClaimRule {
  switch (rule.op) {
    case 'allOf':
    case 'anyOf':
    case 'noneOf':
      return ClaimRule[rule.op](...rule.rules.map(build));
    case 'oneOf':
      return ClaimRule.claim(...rule.claim).oneOf(...rule.values);
    case 'exists':
      return ClaimRule.claim(...rule.claim).exists();
    case 'equals':
    case 'contains':
      return ClaimRule.claim(...rule.claim)[rule.op](rule.value);
    case 'atLeast':
    case 'atMost':
      return ClaimRule.claim(...rule.claim)[rule.op](rule.value);
    case 'hasScope':
      return ClaimRule.hasScope(rule.scope);
    case 'inOrganization':
      return ClaimRule.inOrganization(...(rule.ids ?? []));
  }
}
