import { describe, expect, test } from 'vitest';
import { decisionFields } from '../../../lambda/decision-entry';
import type { PolicyDocument, PolicyRule } from '../../../src/policy/policy-document';
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

const admin: PolicyRule = { op: 'equals', claim: ['metadata', 'role'], value: 'admin' };
const member: PolicyRule = { op: 'hasRole', role: 'org:member' };
const o = { id: 'org_1', rol: 'guest' };

const withRule = (rule: PolicyRule, changes: Partial<PolicyDocument> = {}) =>
  policy({ ...changes, routes: { [ROUTE]: rule } });

test('a refusal is one line with everything that is known about it', async () => {
  const environment = { AWS_LAMBDA_FUNCTION_NAME: 'authorizer' };
  const { handle, lines } = newHandler(withRule({ op: 'allOf', rules: [admin, member] }), { environment });
  const token = mint(sessionClaims({ o, metadata: { role: 'admin' } }));
  await handle(event(token));
  expect(lines).toEqual([
    {
      timestamp: '2026-01-01T00:00:00.000Z',
      level: 'WARN',
      functionName: 'authorizer',
      apiKind: 'http',
      apiId: 'api1',
      stage: '$default',
      routeKey: ROUTE,
      httpMethod: 'GET',
      requestId: 'request-1',
      decision: 'deny',
      outcome: 'forbidden',
      reason: 'rule-not-met',
      remedy: expect.stringMatching(/Grant the user what it requires, .* in Clerk\.$/),
      rule: 'metadata.role is "admin" and has role org:member',
      unmetPart: 'has role org:member',
      unmetBecause: 'the token says otherwise',
      kid: 'ins_1',
      tokenKind: 'session',
      expiresInSeconds: 60,
      sub: 'user_1',
      orgId: 'org_1',
    },
  ]);
});

describe('the rule', () => {
  test('names the part that the token does not say anything about', async () => {
    const { entries } = await answer(event(mint()), withRule({ op: 'allOf', rules: [admin, member] }));
    expect(entries).toMatchObject([{ unmetPart: 'metadata.role is "admin"', unmetBecause: 'the token does not say' }]);
  });

  test('does not contain the value of the token', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ metadata: { role: 'intern' } }))), withRule(admin));
    expect(JSON.stringify(entries)).not.toContain('intern');
    expect(entries).toMatchObject([{ unmetPart: 'metadata.role is "admin"' }]);
  });

  test('is absent if another check failed', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ exp: NOW - 60 }))), withRule(admin));
    expect(entries[0]).not.toHaveProperty('rule');
  });

  test('is described alike for every token', async () => {
    const { handle, entries } = newHandler(withRule({ op: 'allOf', rules: [admin, member] }));
    await handle(event(mint()));
    await handle(event(mint(sessionClaims({ metadata: { role: 'admin' } }))));
    expect(entries).toMatchObject([
      { rule: 'metadata.role is "admin" and has role org:member', unmetPart: 'metadata.role is "admin"' },
      { rule: 'metadata.role is "admin" and has role org:member', unmetPart: 'has role org:member' },
    ]);
  });

  test.each([
    ['whole with 512 characters', 512, /^id is "x{504}"$/],
    ['cut off with more', 513, /^id is "x{505}…$/],
  ])('is %s', async (_, length, words) => {
    const rule: PolicyRule = { op: 'equals', claim: ['id'], value: 'x'.repeat(length - 'id is ""'.length) };
    const { entries } = await answer(event(mint()), withRule(rule));
    expect(entries).toMatchObject([{ rule: expect.stringMatching(words) }]);
  });

  test('is named if it could not be evaluated', () => {
    const decision = { outcome: 'forbidden', reason: 'rule-error' } as const;
    expect(decisionFields(decision, { requirement: admin }, undefined)).toMatchObject({
      rule: 'metadata.role is "admin"',
      unmetPart: undefined,
    });
  });
});

test('the claim to add in Clerk is named if aud is missing', async () => {
  const { entries } = await answer(event(mint(sessionClaims({ aud: undefined }))));
  expect(entries).toMatchObject([
    { remedy: expect.stringMatching(/Customize session token.* For example: \{"aud":"api"\}\.$/) },
  ]);
});

test('a refusal is logged even if its rule can neither be evaluated nor described', () => {
  const decision = { outcome: 'forbidden', reason: 'rule-error' } as const;
  const requirement = { op: 'noneOf' } as never;
  expect(decisionFields(decision, { requirement }, undefined)).toMatchObject({ reason: 'rule-error', rule: undefined });
});

describe('a policy that only reports unmet rules', () => {
  const reporting = withRule(admin, { reportOnly: true });

  test('lets the caller in, and logs what it would have refused', async () => {
    const { response, entries } = await answer(event(mint()), reporting);
    expect(response).toMatchObject({ isAuthorized: true, context: { userId: 'user_1' } });
    expect(entries).toMatchObject([
      {
        level: 'WARN',
        decision: 'report',
        outcome: 'forbidden',
        reason: 'rule-not-met',
        unmetPart: 'metadata.role is "admin"',
        sub: 'user_1',
      },
    ]);
  });

  test('logs nothing if the rule is met', async () => {
    const { response, entries } = await answer(event(mint(sessionClaims({ metadata: { role: 'admin' } }))), reporting);
    expect(response.isAuthorized).toBe(true);
    expect(entries).toEqual([]);
  });

  test.each([
    ['no token', undefined, 'session-token-missing'],
    ['a forged token', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['another issuer', mint(sessionClaims({ iss: 'https://clerk.example.com' })), 'token-invalid-issuer'],
    ['another audience', mint(sessionClaims({ aud: 'other' })), 'audience-mismatch'],
    ['an expired token', mint(sessionClaims({ exp: NOW - 60 })), 'token-expired'],
    ['a token of tomorrow', mint(sessionClaims({ nbf: NOW + 86400 })), 'token-not-active-yet'],
    ['another party', mint(sessionClaims({ azp: 'https://evil.example' })), 'token-invalid-authorized-parties'],
    ['a pending session', mint(sessionClaims({ sts: 'pending' })), 'session-pending'],
    ['an impersonator', mint(sessionClaims({ act: { sub: 'user_2' } })), 'impersonation-denied'],
  ])('refuses %s', async (_, token, reason) => {
    const changes: Partial<PolicyDocument> = {
      authorizedParties: ['https://app.example.com'],
      denyImpersonation: true,
    };
    const { response, entries } = await answer(event(token), { ...reporting, ...changes });
    expect(response).toEqual({ isAuthorized: false, context: { reason } });
    expect(entries).toMatchObject([{ decision: 'deny', reason }]);
  });

  test('refuses a route that is not in the policy', async () => {
    expect((await answer(event(mint(), 'GET /other'), reporting)).response.isAuthorized).toBe(false);
  });

  test.each([false, 'true', 1, null, 'report', {}, []])(
    'is invalid for the value %j, and denies everything',
    async (value) => {
      const document = { ...withRule(admin), reportOnly: value as true };
      const { response } = await answer(event(mint(sessionClaims({ metadata: { role: 'admin' } }))), document);
      expect(response).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
    },
  );
});
