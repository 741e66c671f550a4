import { expect, test } from 'vitest';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { provesOrganization, provesRole } from '../../../../src/rules/proves';

const MEMBER: PolicyRule = { op: 'inOrganization' };
const ADMIN: PolicyRule = { op: 'hasRole', role: 'org:admin' };
const READER: PolicyRule = { op: 'hasPermission', permission: 'org:invoices:read' };
const CLAIM: PolicyRule = { op: 'exists', claim: ['o'] };

test.each<[string, PolicyRule | undefined, boolean, boolean]>([
  ['no rule', undefined, false, false],
  ['a claim', CLAIM, false, false],
  ['an organization', MEMBER, true, false],
  ['a permission', READER, true, false],
  ['a role', ADMIN, true, true],
  ['a claim and a role', { op: 'allOf', rules: [CLAIM, ADMIN] }, true, true],
  ['two claims', { op: 'allOf', rules: [CLAIM, CLAIM] }, false, false],
  ['a role or an organization', { op: 'anyOf', rules: [ADMIN, MEMBER] }, true, false],
  ['a role or a claim', { op: 'anyOf', rules: [ADMIN, CLAIM] }, false, false],
  ['no organization', { op: 'noneOf', rules: [MEMBER] }, false, false],
])('%s', (_, rule, hasOrganization, hasRole) => {
  expect([provesOrganization(rule), provesRole(rule)]).toEqual([hasOrganization, hasRole]);
});
