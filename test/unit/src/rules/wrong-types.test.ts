import { Lazy, Token } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { ClaimRule, checkRule } from '../../../../src/rules/claim-rule';
import { Reverification } from '../../../../src/rules/reverification';

const role = ClaimRule.claim('metadata', 'role');
const OTHER_COPY = { [Symbol.for('cdk-clerk-authorizer.copy')]: { folder: '/other' } };

test.each<[string, () => unknown, string]>([
  [
    'a rule',
    () => checkRule('admin' as never),
    "'rule' is not of the type that it takes, got \"string\"; write ClaimRule.claim('metadata', 'role').equalTo('admin')",
  ],
  [
    'a reverification',
    () => ClaimRule.reverified('strict' as never),
    '\'reverification\' is not of the type that it takes, got "string"; write ClaimRule.reverified(Reverification.strict())',
  ],
  [
    'the options of a reverification',
    () => Reverification.custom(undefined as never),
    '\'options\' is not of the type that it takes, got "undefined"; write Reverification.custom({ level: ReverificationLevel.SECOND_FACTOR, afterMinutes: 10 })',
  ],
  [
    'the rules of a group',
    () => ClaimRule.allOf(role.exists(), OTHER_COPY as never),
    "'rules' comes from a second copy of this package",
  ],
  [
    'a list as the value of a claim',
    () => role.equals(['admin'] as never),
    "'value' must be a string, a finite number or a boolean",
  ],
  [
    'an item of a list that is known at deployment only',
    () => role.equals(Token.asList(Lazy.list({ produce: () => [] }))[0]),
    "'value' has an item of a list that is known at deployment only",
  ],
])('%s fails, and the message says what to write', (_, use, message) => {
  expect(use).toThrow(message);
});
