import { expect, test } from 'vitest';
import { fixesOfRule } from '../../../explain/rule-fixes';
import type { PolicyRule } from '../../../src/policy/policy-document';

test.each<[string, PolicyRule, string[]]>([
  [
    'a claim of the metadata',
    { op: 'atLeast', claim: ['metadata', 'level'], value: 3 },
    ['{"metadata":"{{user.public_metadata}}"}', '{"level":3}'],
  ],
  [
    'a list in the metadata',
    { op: 'contains', claim: ['metadata', 'tags'], value: 'a' },
    ['{"metadata":"{{user.public_metadata}}"}', '{"tags":["a"]}'],
  ],
  [
    'another claim',
    { op: 'exists', claim: ['employee-id'] },
    ['{"employee-id":"{{user.public_metadata.employee_id}}"}'],
  ],
  ['a plan', { op: 'hasPlan', plan: 'pro' }, ['subscribe the user or the organization to the plan pro']],
  ['a group that is not an alternative', { op: 'noneOf', rules: [{ op: 'hasRole', role: 'org:guest' }] }, []],
])('%s', (_, rule, expected) => {
  expect(fixesOfRule(rule, true).map(({ write }) => write)).toEqual(expected);
});

test('what several alternatives need is named once', () => {
  const rules: PolicyRule[] = ['admin', 'owner'].map((value) => ({ op: 'equals', claim: ['metadata', 'role'], value }));
  expect(fixesOfRule({ op: 'anyOf', rules }, true).map(({ write }) => write)).toEqual([
    '{"metadata":"{{user.public_metadata}}"}',
    '{"role":"admin"}',
    '{"role":"owner"}',
  ]);
});

test('a claim that the token has needs no other session token', () => {
  const rule: PolicyRule = { op: 'equals', claim: ['metadata', 'role'], value: 'admin' };
  expect(fixesOfRule(rule, false).map(({ write }) => write)).toEqual(['{"role":"admin"}']);
});
