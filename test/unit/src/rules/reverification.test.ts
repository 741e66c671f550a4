import { Token } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { REVERIFICATION_LEVELS } from '../../../../src/policy/policy-document';
import { ClaimRule } from '../../../../src/rules/claim-rule';
import { Reverification, ReverificationLevel } from '../../../../src/rules/reverification';
import { diagnostic } from '../../support/diagnostic';

test('a custom reverification is rendered with level and minutes', () => {
  const reverification = custom({ level: ReverificationLevel.FIRST_FACTOR, afterMinutes: 1 });
  const rendered = { op: 'reverified', level: 'first_factor', afterMinutes: 1 };
  expect(ClaimRule.reverified(reverification)._render()).toEqual(rendered);
});

test('the levels are those that the function accepts', () => {
  expect(Object.values(ReverificationLevel)).toEqual([...REVERIFICATION_LEVELS]);
});

test.each<[string, string, () => unknown]>([
  ['with an unknown level', 'Reverification.level', () => custom({ level: 'none' as ReverificationLevel })],
  ['with 0 minutes', 'Reverification.afterMinutes', () => custom({ afterMinutes: 0 })],
  ['with a fraction of a minute', 'Reverification.afterMinutes', () => custom({ afterMinutes: 1.5 })],
  ['with NaN minutes', 'Reverification.afterMinutes', () => custom({ afterMinutes: Number.NaN })],
  [
    'with minutes that are known only at deployment',
    'Reverification.afterMinutes',
    () => custom({ afterMinutes: Token.asNumber({}) }),
  ],
])('fails %s', (_, name, build) => {
  expect(build).toThrow(diagnostic(name));
});

function custom(options: { level?: ReverificationLevel; afterMinutes?: number }): Reverification {
  return Reverification.custom({ level: ReverificationLevel.SECOND_FACTOR, afterMinutes: 10, ...options });
}
