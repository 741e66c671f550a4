import { describe, expect, test } from 'vitest';
import { decide } from '../../../lambda/decide';
import { createFixedKeys, type KeySource } from '../../../lambda/keys/keys';
import { decodePolicy } from '../../../lambda/policy/decode-policy';
import type { Requirement } from '../../../lambda/policy/requirements';
import { createVerifiedTokens } from '../../../lambda/token/verified-tokens';
import { answer, event, HEADER, KEY, mint, NOW, OTHER_KEY, policy, sessionClaims } from '../support/handler';

const good = mint();

describe('routes', () => {
  const document = policy({
    routes: {
      'GET /admin': { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
      'POST /admin': { as: 'GET /admin' },
      'GET /org': { op: 'hasRole', role: 'org:admin' },
      'GET /feed': 'optional',
      'GET /me': 'signedIn',
    },
  });
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
    expect(await ask('POST /admin', admin)).toBe('granted');
    expect(await ask('POST /admin', good)).toBe('rule-not-met');
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

  test.each(['Basic dTpw', 'Bearer null', 'Bearer'])('with optional sign-in are anonymous for %s', async (value) => {
    const request = { ...event(undefined, 'GET /feed'), headers: { authorization: value } };
    expect((await answer(request, document)).response.context).toEqual({ isAuthenticated: false });
  });
});

describe('an unexpected error', () => {
  const now = () => NOW * 1000;
  const decideWith = (requirement: unknown, keys: KeySource = createFixedKeys([KEY.jwk])) => {
    const authorizer = {
      policy: decodePolicy(JSON.stringify(policy())),
      keys,
      verifiedTokens: createVerifiedTokens(now),
      now,
    };
    return decide(authorizer, () => ({ requirement: requirement as Requirement, token: good }), {});
  };

  test('in a rule denies', async () => {
    expect(await decideWith({ op: 'noneOf' })).toEqual({ outcome: 'forbidden', reason: 'rule-error' });
  });

  test('of an unknown operator denies', async () => {
    expect(await decideWith({ op: 'always' })).toEqual({ outcome: 'forbidden', reason: 'rule-not-met' });
  });

  test('anywhere else denies', async () => {
    const verifySignature = () => Promise.reject(new Error('unexpected'));
    expect(await decideWith('signedIn', { verifySignature })).toEqual({
      outcome: 'forbidden',
      reason: 'internal-error',
    });
  });
});
