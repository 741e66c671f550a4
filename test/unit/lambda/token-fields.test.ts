import { describe, expect, test } from 'vitest';
import {
  answer,
  event,
  HEADER,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  policy,
  ROUTE,
  sessionClaims,
} from '../support/handler';

const o = { id: 'org_1', rol: 'guest' };
const withRule = { routes: { [ROUTE]: { op: 'hasRole', role: 'org:admin' } } } as const;

describe('the ids of the caller', () => {
  const ids = { sub: 'user_1', orgId: 'org_1' };

  test.each([
    ['expired', { exp: NOW - 7, o }, { reason: 'token-expired', expiresInSeconds: -7, ...ids }],
    ['of another audience', { aud: 'other', o }, { reason: 'audience-mismatch', tokenKind: 'session', ...ids }],
    ['of version 1', { v: undefined, org_id: 'org_1', sts: 'pending' }, { reason: 'session-pending', ...ids }],
  ])('are in the line of a token that is %s', async (_, claims, fields) => {
    const { entries } = await answer(event(mint(sessionClaims(claims))));
    expect(entries).toMatchObject([fields]);
  });

  test('are in the line of a token that expired since it was verified', async () => {
    let now = NOW * 1000;
    const { handle, entries } = newHandler(policy(), { now: () => now });
    const token = mint(sessionClaims({ o, exp: NOW + 10 }));
    await handle(event(token));
    now += 20_000;
    await handle(event(token));
    expect(entries).toMatchObject([{ reason: 'token-expired', expiresInSeconds: -10, ...ids }]);
  });

  test.each([
    ['forged', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['of another kind, by its header', mint(sessionClaims(), { ...HEADER, cat: 'cl_other' }), 'token-type-mismatch'],
  ])('are not in the line of a token that is %s', async (_, token, reason) => {
    const { entries } = await answer(event(token));
    expect(entries).toMatchObject([{ reason, kid: 'ins_1' }]);
    for (const field of ['sub', 'orgId', 'tokenKind', 'expiresInSeconds']) expect(entries[0]).not.toHaveProperty(field);
  });

  test('can be left out', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ o }))), policy({ ...withRule, anonymousLogs: true }));
    expect(entries).toMatchObject([{ reason: 'rule-not-met', tokenKind: 'session', expiresInSeconds: 60 }]);
    expect(JSON.stringify(entries)).not.toMatch(/user_1|org_1/);
  });

  test('are of a machine', async () => {
    const token = mint(
      { iss: sessionClaims().iss, aud: ['api'], sub: 'mch_1', iat: NOW, nbf: NOW, exp: NOW + 60 },
      { ...HEADER, cat: 'cl_B7d4PD333AAA' },
    );
    const { entries } = await answer(event(token), policy({ ...withRule, tokenKinds: ['m2m'] }));
    expect(entries).toMatchObject([{ reason: 'rule-not-met', tokenKind: 'm2m', sub: 'mch_1' }]);
  });

  test('have the length that Clerk gives them', async () => {
    const long = { sub: `user_${'a'.repeat(64)}`, id: 'org_2abcDEFghiJKLmnoPQRstuVWXyz' };
    const { entries } = await answer(event(mint(sessionClaims({ sub: long.sub, o: { id: long.id }, aud: 'other' }))));
    expect(entries).toMatchObject([{ sub: long.sub, orgId: long.id }]);
  });

  test.each([
    ['a text that ends like one', 'my-user_1'],
    ['a text that is too long', `user_${'a'.repeat(65)}`],
    ['a list of one', ['user_1']],
  ])('are not in the line if there is %s in their place', async (_, sub) => {
    const { entries } = await answer(event(mint(sessionClaims({ sub, aud: 'other' }))));
    expect(entries).toMatchObject([{ decision: 'deny', kid: 'ins_1' }]);
    expect(entries[0]).not.toHaveProperty('sub');
  });
});
