import { expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { evaluate } from '../../../../lambda/rules/evaluate';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { sessionClaims } from '../../support/handler';

/* Spellings that a policy may contain but the constructs never write. All others: test/vectors/claim-rules.json. */

const o = { id: 'org_1', rol: 'admin', per: 'read', fpm: '1' };

test.each<[PolicyRule, Record<string, unknown>, boolean | undefined]>([
  [{ op: 'hasRole', role: 'admin' }, { o }, true],
  [{ op: 'hasRole', role: 'org:org:admin' }, { o }, true],
  [{ op: 'hasRole', role: 'adminorg:' }, { o }, false],
  [{ op: 'hasPermission', permission: 'reports:read' }, { o, fea: 'o:reports' }, true],
  [{ op: 'hasFeature', feature: 'team:reports' }, { fea: 'o:reports,u:reports' }, undefined],
  [{ op: 'hasFeature', feature: 'org:' }, { fea: 'o:' }, undefined],
  [{ op: 'hasFeature', feature: 'user:' }, { fea: 'u:' }, undefined],
  [{ op: 'reverified', level: 'first_factor', afterMinutes: 10 }, { fva: [5, 20] }, true],
  [{ op: 'reverified', level: 'first_factor', afterMinutes: 10 }, { fva: [20, 5] }, false],
  [{ op: 'reverified', level: 'first_factor', afterMinutes: 10 }, { fva: [-1, 5] }, false],
])('%j of %j is %s', (rule, claims, truth) => {
  expect(evaluate(rule, callerOf(sessionClaims(claims), 'session'))).toBe(truth);
});
