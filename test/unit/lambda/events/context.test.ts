import { describe, expect, test } from 'vitest';
import { answer, event, HEADER, mint, policy, sessionClaims } from '../../support/handler';

describe('the context', () => {
  test('of a session in an organization', async () => {
    const o = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' };
    const claims = sessionClaims({ o, fea: 'o:dashboard,o:teams', metadata: { teams: ['dev'], deep: { er: true } } });
    const { response, entries } = await answer(event(mint(claims)));
    expect(response).toEqual({
      isAuthorized: true,
      context: {
        isAuthenticated: true,
        tokenKind: 'session',
        userId: 'user_1',
        sessionId: 'sess_1',
        orgId: 'org_1',
        orgSlug: 'acme',
        orgRole: 'org:admin',
        permissions: ['org:dashboard:manage', 'org:dashboard:read', 'org:teams:read'],
        claims,
      },
    });
    expect(entries).toEqual([]);
  });

  test('of a session without an organization has no members for it', async () => {
    const { response } = await answer(event(mint()));
    const context = { isAuthenticated: true, tokenKind: 'session', userId: 'user_1', sessionId: 'sess_1' };
    const json = JSON.parse(JSON.stringify(response.context));
    expect(Object.keys(json)).toEqual([...Object.keys(context), 'claims']);
    expect(json).toMatchObject(context);
  });

  test('of a version-1 token', async () => {
    const organization = { org_id: 'org_1', org_slug: 'acme', org_role: 'org:admin', org_permissions: ['org:a:read'] };
    const { response } = await answer(event(mint(sessionClaims({ v: undefined, ...organization }))));
    const { orgId, orgSlug, orgRole, permissions } = response.context;
    expect([orgId, orgSlug, orgRole, permissions]).toEqual(['org_1', 'acme', 'org:admin', ['org:a:read']]);
  });

  test('of a token of a JWT template has no session id, even with a custom claim `sid`', async () => {
    const token = mint(sessionClaims(), { ...HEADER, cat: 'cl_B7d4PD222AAA' });
    const { response } = await answer(event(token), policy({ tokenKinds: ['template'] }));
    expect(response.context).toMatchObject({ tokenKind: 'template', userId: 'user_1', sessionId: undefined });
  });

  test('of a machine has no user id', async () => {
    const token = mint(sessionClaims({ sub: 'mch_1', sid: undefined }), { ...HEADER, cat: 'cl_B7d4PD333AAA' });
    const { response } = await answer(event(token), policy({ tokenKinds: ['m2m'] }));
    expect(JSON.parse(JSON.stringify(response.context))).toMatchObject({ isAuthenticated: true, tokenKind: 'm2m' });
    expect(response.context.userId).toBeUndefined();
  });
});
