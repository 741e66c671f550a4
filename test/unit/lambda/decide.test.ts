import { describe, expect, test } from 'vitest';
import { decide } from '../../../lambda/decide';
import { createFixedKeys, type KeySource } from '../../../lambda/keys/keys';
import { createVerifiedTokens } from '../../../lambda/token/verified-tokens';
import type { PolicyRule } from '../../../src/policy/policy-document';
import { answer, event, HEADER, KEY, mint, NOW, OTHER_KEY, policy, ROUTE, sessionClaims } from '../support/handler';

const good = mint();

describe('routes', () => {
  const rules: PolicyRule[] = [
    { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
    { op: 'hasRole', role: 'org:admin' },
  ];
  const routes = { 'GET /admin': 0, 'GET /org': 1, 'GET /feed': 'optional', 'GET /me': 'signedIn' } as const;
  const document = policy({ rules, routes });
  const ask = async (routeKey: string, token?: string) => {
    const { response } = await answer(event(token, routeKey), document);
    return response.isAuthorized ? 'granted' : response.context.reason;
  };

  test('have rules of their own', async () => {
    const admin = mint(sessionClaims({ metadata: { role: 'admin' } }));
    expect(await ask('GET /admin', admin)).toBe('granted');
    expect(await ask('GET /org', admin)).toBe('rule-not-met');
    expect(await ask('GET /me', admin)).toBe('granted');
    expect(await ask('GET /admin', good)).toBe('rule-not-met');
  });

  test.each([
    'GET /other',
    'GET /admin/',
    'get /admin',
    '$default',
    'ANY /admin',
    'constructor',
    '__proto__',
    'toString',
  ])('that are not in the policy are denied: %s', async (routeKey) => {
    expect(await ask(routeKey, good)).toBe('route-not-in-policy');
    expect(await ask(routeKey)).toBe('route-not-in-policy');
  });

  test('with optional sign-in accept requests without a token', async () => {
    const { response, entries } = await answer(event(undefined, 'GET /feed'), document);
    expect(response).toEqual({ isAuthorized: true, context: { isAuthenticated: false } });
    expect(entries).toEqual([]);
    expect(await ask('GET /feed', good)).toBe('granted');
    expect(await ask('GET /me')).toBe('session-token-missing');
  });

  // An anonymous response would hide from the client that it must get a new token.
  test.each([
    ['expired', mint(sessionClaims({ exp: NOW - 60 })), 'token-expired'],
    ['forged', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['pending', mint(sessionClaims({ sts: 'pending' })), 'session-pending'],
  ])('with optional sign-in refuse a token that is %s', async (_, token, reason) => {
    expect(await ask('GET /feed', token)).toBe(reason);
  });

  test('with optional sign-in refuse another scheme', async () => {
    const request = { ...event(undefined, 'GET /feed'), headers: { authorization: 'Basic dTpw' } };
    expect((await answer(request, document)).response.context).toEqual({ reason: 'authorization-scheme' });
  });
});

describe('an unexpected error', () => {
  const now = () => NOW * 1000;
  const decideWith = (document: object, keys: KeySource = createFixedKeys([KEY.jwk])) =>
    decide({ policy: { ...policy(), ...document }, keys, verifiedTokens: createVerifiedTokens(now), now }, () => ({
      routeKey: ROUTE,
      token: good,
    }));

  test('in a rule denies', async () => {
    const broken = { rules: [{ op: 'noneOf' }], routes: { [ROUTE]: 0 } };
    expect(await decideWith(broken)).toEqual({ outcome: 'forbidden', reason: 'rule-error' });
  });

  test('of an unknown operator denies', async () => {
    const broken = { rules: [{ op: 'always' }], routes: { [ROUTE]: 0 } };
    expect(await decideWith(broken)).toEqual({ outcome: 'forbidden', reason: 'rule-not-met' });
  });

  test('anywhere else denies', async () => {
    const verifySignature = () => Promise.reject(new Error('unexpected'));
    expect(await decideWith({}, { verifySignature })).toEqual({ outcome: 'forbidden', reason: 'internal-error' });
  });
});
