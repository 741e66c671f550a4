import { expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { evaluate } from '../../../../lambda/rules/evaluate';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { sessionClaims } from '../../support/handler';

/**
 * The operators one by one: claim-rules.test.ts and clerk-rules.test.ts, and the vectors in
 * test/vectors/claim-rules.json.
 */

const caller = callerOf(sessionClaims({ level: 3 }), 'session');

const yes: PolicyRule = { op: 'atLeast', claim: ['level'], value: 3 };
const no: PolicyRule = { op: 'atMost', claim: ['level'], value: 2 };
const unknown: PolicyRule = { op: 'equals', claim: ['other'], value: 'x' };

test.each<[PolicyRule['op'] & ('allOf' | 'anyOf' | 'noneOf'), PolicyRule[], boolean | undefined]>([
  ['allOf', [yes, yes], true],
  ['allOf', [yes, unknown], undefined],
  ['allOf', [unknown, no], false],
  ['anyOf', [no, yes], true],
  ['anyOf', [no, unknown], undefined],
  ['anyOf', [no, no], false],
  ['noneOf', [no, no], true],
  ['noneOf', [no, unknown], undefined],
  ['noneOf', [unknown, yes], false],
])('%s %j is %j', (op, rules, truth) => {
  expect(evaluate({ op, rules }, caller)).toBe(truth);
});
