import { expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { unmetPart } from '../../../../lambda/rules/unmet-part';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { sessionClaims } from '../../support/handler';

const caller = callerOf(sessionClaims({ level: 3 }), 'session');

const yes: PolicyRule = { op: 'atLeast', claim: ['level'], value: 3 };
const no: PolicyRule = { op: 'atMost', claim: ['level'], value: 2 };
const unknown: PolicyRule = { op: 'equals', claim: ['other'], value: 'x' };

const allOf = (...rules: PolicyRule[]): PolicyRule => ({ op: 'allOf', rules });
const anyOf = (...rules: PolicyRule[]): PolicyRule => ({ op: 'anyOf', rules });
const noneOf = (...rules: PolicyRule[]): PolicyRule => ({ op: 'noneOf', rules });

test.each<[PolicyRule, PolicyRule, false | undefined]>([
  [no, no, false],
  [unknown, unknown, undefined],
  [allOf(yes, no, unknown), no, false],
  [allOf(yes, unknown, no), unknown, undefined],
  [allOf(yes, allOf(yes, no)), no, false],
  [anyOf(no, unknown), anyOf(no, unknown), undefined],
  [anyOf(allOf(yes, no)), no, false],
  [noneOf(no, yes), noneOf(yes), false],
  [noneOf(no, unknown, yes), noneOf(unknown), undefined],
  [allOf(yes, noneOf(no, noneOf(no))), noneOf(noneOf(no)), false],
])('of %j the part %j is not met', (rule, part, truth) => {
  expect(unmetPart(rule, caller)).toEqual({ rule: part, truth });
});

test.each([yes, allOf(yes, yes), anyOf(no, yes), noneOf(no, no)])('no part of %j is unmet', (rule) => {
  expect(unmetPart(rule, caller)).toBeUndefined();
});
