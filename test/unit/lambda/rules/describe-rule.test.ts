import { expect, test } from 'vitest';
import { describeRule } from '../../../../lambda/rules/describe-rule';
import type { PolicyRule } from '../../../../src/policy/policy-document';

const role: PolicyRule = { op: 'hasRole', role: 'org:admin' };
const plan: PolicyRule = { op: 'hasPlan', plan: 'pro' };
const level: PolicyRule = { op: 'atLeast', claim: ['metadata', 'level'], value: 3 };

test.each<[string, PolicyRule]>([
  ['metadata.role is "admin"', { op: 'equals', claim: ['metadata', 'role'], value: 'admin' }],
  ['beta is true', { op: 'equals', claim: ['beta'], value: true }],
  ['metadata.role is "admin" or "owner"', { op: 'oneOf', claim: ['metadata', 'role'], values: ['admin', 'owner'] }],
  ['metadata.teams contains "blue"', { op: 'contains', claim: ['metadata', 'teams'], value: 'blue' }],
  ['act exists', { op: 'exists', claim: ['act'] }],
  ['"https://x.example"."a.b".c exists', { op: 'exists', claim: ['https://x.example', 'a.b', 'c'] }],
  ['metadata.level is at least 3', level],
  ['metadata.level is at most 2', { op: 'atMost', claim: ['metadata', 'level'], value: 2 }],
  ['has scope reports:read', { op: 'hasScope', scope: 'reports:read' }],
  ['has role org:admin', role],
  ['has permission org:invoices:create', { op: 'hasPermission', permission: 'org:invoices:create' }],
  ['has feature user:reports', { op: 'hasFeature', feature: 'user:reports' }],
  ['has plan pro', plan],
  ['is active in an organization', { op: 'inOrganization' }],
  ['is active in organization org_1 or org_2', { op: 'inOrganization', ids: ['org_1', 'org_2'] }],
  [
    'has verified the first factor in the last 10 minutes',
    { op: 'reverified', level: 'first_factor', afterMinutes: 10 },
  ],
  [
    'has verified the second factor in the last 10 minutes',
    { op: 'reverified', level: 'second_factor', afterMinutes: 10 },
  ],
  ['has verified both factors in the last 10 minutes', { op: 'reverified', level: 'multi_factor', afterMinutes: 10 }],
  ['has role org:admin and has plan pro', { op: 'allOf', rules: [role, plan] }],
  ['has role org:admin or has plan pro', { op: 'anyOf', rules: [role, plan] }],
  ['not (has role org:admin or has plan pro)', { op: 'noneOf', rules: [role, plan] }],
  ['has role org:admin', { op: 'allOf', rules: [{ op: 'anyOf', rules: [role] }] }],
  ['has role org:admin and has plan pro', { op: 'allOf', rules: [role, { op: 'anyOf', rules: [plan] }] }],
  [
    'has role org:admin and (has plan pro or metadata.level is at least 3)',
    { op: 'allOf', rules: [role, { op: 'allOf', rules: [{ op: 'anyOf', rules: [plan, level] }] }] },
  ],
  [
    'not (has role org:admin) and not (has plan pro)',
    {
      op: 'allOf',
      rules: [
        { op: 'noneOf', rules: [role] },
        { op: 'noneOf', rules: [plan] },
      ],
    },
  ],
  [
    'not (has role org:admin or (has plan pro and metadata.level is at least 3))',
    { op: 'noneOf', rules: [role, { op: 'allOf', rules: [plan, level] }] },
  ],
])('%s', (words, rule) => {
  expect(describeRule(rule)).toBe(words);
});
