import { expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { splitByScope } from '../../../../lambda/caller/scoped-list';
import { evaluate } from '../../../../lambda/rules/evaluate';
import type { PolicyRule } from '../../../../src/policy/policy-document';
import { sessionClaims } from '../../support/handler';

/* What a policy may hold, and the constructs write in one way only or not at all. The rest: test/vectors/claim-rules.json. */

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

test('features and plans are those of an organization, of a user, or of both', () => {
  expect(splitByScope('o:a,u:b,ou:c,uo:d,x:e,:f')).toEqual({ organization: ['a', 'c', 'd'], user: ['b', 'c', 'd'] });
});

test('a mask may have 512 digits', () => {
  const caller = callerOf(sessionClaims({ fea: 'o:reports', o: { ...o, fpm: '1'.padStart(512, '0') } }), 'session');
  expect(caller.organization?.permissions).toEqual({ granted: ['org:reports:read'], complete: true });
});
