import { describe, expect, test } from 'vitest';
import { callerOf } from '../../../../lambda/caller/caller';
import { sessionClaims } from '../../support/handler';

describe('the ids', () => {
  const claims = sessionClaims();

  test.each([
    ['session', 'user_1', 'sess_1'],
    ['template', 'user_1', undefined], // where `sid` is a custom claim
    ['oauth', 'user_1', undefined],
    ['m2m', undefined, undefined],
  ] as const)('of a token of kind %s', (kind, userId, sessionId) => {
    expect(callerOf(claims, kind)).toMatchObject({ kind, claims, userId, sessionId });
  });
});

describe('the organization of a session token', () => {
  const organizationOf = (changes: Record<string, unknown>) => callerOf(sessionClaims(changes), 'session').organization;
  const o = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'read', fpm: '1' };
  const v1 = {
    v: undefined,
    org_id: 'org_1',
    org_slug: 'acme',
    org_role: 'org:admin',
    org_permissions: ['org:a:read'],
  };
  const acme = {
    id: 'org_1',
    slug: 'acme',
    role: 'org:admin',
    permissions: { granted: ['org:a:read'], complete: true },
  };

  test('is the same in both versions', () => {
    expect(organizationOf({ o, fea: 'o:a' })).toEqual(acme);
    expect(organizationOf(v1)).toEqual(acme);
    expect(organizationOf({ ...v1, v: 1 })).toEqual(acme);
  });

  test('is none without its claims', () => {
    expect(organizationOf({})).toBeNull();
    expect(organizationOf({ v: undefined })).toBeNull();
  });

  test('has no slug and no role if the claims are absent', () => {
    const permissions = { granted: [], complete: true };
    expect(organizationOf({ o: { id: 'org_1' } })).toEqual({
      id: 'org_1',
      slug: undefined,
      role: undefined,
      permissions,
    });
  });

  test.each([
    ['an unknown version', { v: 3, o }],
    ['a version that is a string', { v: '2', o }],
    ['an organization that is not an object', { o: 'org_1' }],
    ['an organization that is null', { o: null }],
    ['no id', { o: { ...o, id: undefined } }],
    ['an empty id', { o: { ...o, id: '' } }],
    ['a role that is not a string', { o: { ...o, rol: 1 } }],
    ['a slug that is not a string', { o: { ...o, slg: null } }],
    ['malformed features', { o, fea: 'reports' }],
    ['features that are not a string', { o, fea: ['o:a'] }],
    ['an empty id in version 1', { v: 1, org_id: '' }],
  ])('is unknown with %s', (_, changes) => {
    expect(organizationOf(changes)).toBeUndefined();
  });
});

describe('the organization of other tokens', () => {
  test('has only an id in an OAuth access token', () => {
    expect(callerOf({ org_id: 'org_1', org_role: 'org:admin' }, 'oauth').organization).toEqual({
      id: 'org_1',
      slug: undefined,
      role: undefined,
      permissions: undefined,
    });
    expect(callerOf({}, 'oauth').organization).toBeUndefined();
  });

  test.each(['template', 'm2m'] as const)('is unknown in a token of kind %s', (kind) => {
    expect(callerOf({ v: 2, o: { id: 'org_1' }, org_id: 'org_1' }, kind).organization).toBeUndefined();
  });
});
