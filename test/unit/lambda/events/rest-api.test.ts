import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/policy/policy-document';
import { API, type Changes, restRequest, restToken } from '../../support/events';
import {
  CATEGORY,
  HEADER,
  policy as httpPolicy,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  outcomeOfEvent,
  sessionClaims,
} from '../../support/handler';
import { allows, answerOf, statementsOf } from '../../support/iam';

const good = mint();
const admin = mint(sessionClaims({ role: 'admin' }));

/** The policy requires signing in for every method. */
const policy = (changes: Partial<PolicyDocument> = {}) =>
  httpPolicy({ routes: {}, defaultRoute: 'signedIn', ...changes });

const withRules = policy({
  routes: { 'GET /admin/{id}': { op: 'equals', claim: ['role'], value: 'admin' }, 'GET /feed': 'optional' },
});

const ofType = { TOKEN: restToken, REQUEST: restRequest };

describe.each(['TOKEN', 'REQUEST'] as const)('a REST authorizer of type %s', (type) => {
  const event = ofType[type];

  test('grants the called method and returns the context as strings', async () => {
    const o = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' };
    const claims = sessionClaims({ o, fea: 'o:dashboard,o:teams', metadata: { teams: ['dev'] } });
    const response = await answerOf(event(mint(claims)), policy());
    expect(JSON.parse(JSON.stringify(response))).toEqual({
      principalId: 'user_1',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${API}/test/GET/request` }],
      },
      context: {
        isAuthenticated: 'true',
        tokenKind: 'session',
        userId: 'user_1',
        sessionId: 'sess_1',
        orgId: 'org_1',
        orgSlug: 'acme',
        orgRole: 'org:admin',
        permissions: 'org:dashboard:manage,org:dashboard:read,org:teams:read',
        claims: JSON.stringify(claims),
      },
    });
  });

  test('leaves out members of the context that have no value', async () => {
    const { context } = JSON.parse(JSON.stringify(await answerOf(event(good), policy())));
    expect(Object.keys(context).sort()).toEqual(['claims', 'isAuthenticated', 'sessionId', 'tokenKind', 'userId']);
  });

  test('returns the id of a machine as principalId', async () => {
    const token = mint(sessionClaims({ sub: 'mch_1', sid: undefined }), { ...HEADER, cat: CATEGORY.m2m });
    const response = await answerOf(event(token), policy({ tokenKinds: ['m2m'] }));
    expect([response.principalId, response.context.userId]).toEqual(['mch_1', undefined]);
  });

  test.each([
    ['no token', undefined, 'session-token-missing'],
    ['a forged token', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['an expired token', mint(sessionClaims({ exp: NOW - 60 })), 'token-expired'],
    ['an opaque token', 'oat_1234', 'opaque-token'],
  ])('throws Unauthorized, which becomes 401, for %s', async (_, token, reason) => {
    const { handle, entries } = newHandler(policy());
    await expect(handle(event(token))).rejects.toThrow(/^Unauthorized$/);
    expect(entries).toMatchObject([{ outcome: 'unauthenticated', reason }]);
  });

  test('returns a denial, which becomes 403, if the rule is not met', async () => {
    const document = policy({ defaultRoute: { op: 'exists', claim: ['x'] } });
    const response = await answerOf(event(good), document);
    expect(response).toEqual({
      principalId: 'anonymous',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Deny', Resource: `${API}/test/GET/request` }],
      },
      context: { reason: 'rule-not-met' },
    });
  });

  test('grants an anonymous caller where signing in is optional', async () => {
    const response = await answerOf(event(), policy({ defaultRoute: 'optional' }));
    expect(allows(response, `${API}/test/GET/request`)).toBe(true);
    expect(JSON.parse(JSON.stringify(response))).toMatchObject({
      principalId: 'anonymous',
      context: { isAuthenticated: 'false' },
    });
  });

  test('denies a method that the policy does not list', async () => {
    expect(await outcomeOfEvent(event(good), policy({ defaultRoute: undefined }))).toBe('route-not-in-policy');
  });

  test('denies every request if the policy is invalid', async () => {
    const response = await newHandler('{').handle(event(good));
    expect(statementsOf(response)).toMatchObject([{ Effect: 'Deny', Resource: `${API}/test/GET/request` }]);
  });
});

describe('a REST authorizer of type TOKEN only', () => {
  test.each([
    ['the token source is not a header', policy({ tokenSources: [{ in: 'query', name: 'token' }] })],
    [
      'there are several token sources',
      policy({ tokenSources: ['authorization', 'x-token'].map((name) => ({ in: 'header', name })) }),
    ],
  ])('refuses the event if %s', async (_, document) => {
    expect(await outcomeOfEvent(restToken(admin), document)).toBe('event-unsupported');
    expect(await outcomeOfEvent(restToken(admin, { httpMethod: 'GET', resource: '/feed' }), document)).toBe(
      'event-unsupported',
    );
  });

  // A stage that was deployed before the authorizer got rules of methods still sends the event, which names no resource.
  test('asks for the rules of all resources with the method', async () => {
    const call = (method: string, token?: string, document = withRules) =>
      outcomeOfEvent(restToken(token, { methodArn: `${API}/test/${method}/feed` }), document);
    expect(await call('GET', admin)).toBe('granted');
    expect(await call('GET', good)).toBe('rule-not-met');
    expect(await call('GET')).toBe('session-token-missing');
    expect(await call('POST', good)).toBe('granted');
    const rule = (claim: string) => ({ op: 'exists' as const, claim: [claim] });
    const two = policy({ routes: { 'GET /a': rule('a'), 'GET /b': rule('b') }, defaultRoute: rule('role') });
    expect(await call('GET', mint(sessionClaims({ a: 1, b: 1, role: 'x' })), two)).toBe('granted');
    for (const claims of [
      { a: 1, b: 1 },
      { a: 1, role: 'x' },
      { b: 1, role: 'x' },
    ]) {
      expect(await call('GET', mint(sessionClaims(claims)), two)).toBe('rule-not-met');
    }
    expect(await call('POST', good, policy({ routes: withRules.routes, defaultRoute: undefined }))).toBe(
      'route-not-in-policy',
    );
  });

  test('covers this request only where methods have rules, even if decisions are cached', async () => {
    const event = restToken(good, { methodArn: `${API}/test/POST/feed` });
    const response = await answerOf(event, { ...withRules, cached: true });
    expect(statementsOf(response)).toMatchObject([{ Effect: 'Allow', Resource: `${API}/test/POST/feed` }]);
  });

  test('reads the header that the policy names', async () => {
    const document = policy({ tokenSources: [{ in: 'header', name: 'x-clerk-token' }] });
    expect(await outcomeOfEvent(restToken(undefined, { authorizationToken: good }), document)).toBe('granted');
  });

  test.each([
    ['that is repeated', `Bearer ${good},Bearer ${good}`, 'authorization-ambiguous'],
    ['of another scheme', `Basic ${good}`, 'session-token-missing'],
    ['that is not a string', [good], 'event-unsupported'],
    ['that is empty', '', 'session-token-missing'],
  ])('refuses a token %s', async (_, authorizationToken, reason) => {
    expect(await outcomeOfEvent(restToken(undefined, { authorizationToken }), policy())).toBe(reason);
  });
});

describe('a REST authorizer of type REQUEST only', () => {
  const call = (httpMethod: string, resource: string, token?: string, changes: Changes = {}) =>
    outcomeOfEvent(restRequest(token, changes, { httpMethod, resource }), withRules);

  test('applies the rule of each method, and the default rule to other methods', async () => {
    expect(await call('GET', '/admin/{id}', admin)).toBe('granted');
    expect(await call('GET', '/admin/{id}', good)).toBe('rule-not-met');
    expect(await call('POST', '/admin/{id}', good)).toBe('granted');
    expect(await call('GET', '/feed')).toBe('granted');
    expect(await call('GET', '/other')).toBe('session-token-missing');
    expect(await call('GET', '/other', good)).toBe('granted');
  });

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'accepts the method %s',
    async (httpMethod) => {
      expect(await outcomeOfEvent(restRequest(good, {}, { httpMethod }), withRules)).toBe('granted');
    },
  );

  test.each(['PROPFIND', 'TRACE', 'QUERY', 'get', 'ANY', 'XGET', 'GETX'])(
    'refuses the method %s, which the rules of ANY do not cover',
    async (httpMethod) => {
      expect(await outcomeOfEvent(restRequest(admin, {}, { httpMethod }), withRules)).toBe('event-unsupported');
    },
  );

  test.each(['constructor', '__proto__', 'toString'])(
    'has no rule for the name of an inherited property: %s',
    async (name) => {
      const document = { ...withRules, defaultRoute: undefined };
      const event = restRequest(good, { resource: name }, {});
      expect(await outcomeOfEvent(event, document)).not.toBe('granted');
      expect(await outcomeOfEvent(restRequest(good, {}, { resource: `/${name}` }), document)).toBe(
        'route-not-in-policy',
      );
    },
  );

  test.each([
    ['is of another type', { type: 'OTHER' }],
    ['has no resource', { resource: undefined }],
    ['has a resource that is not a string', { resource: ['/request'] }],
    ['has a resource that is not a path', { resource: 'request' }],
    ['has a resource that does not begin with a slash', { resource: '*/request' }],
    ['has a resource with a wildcard', { resource: '/*' }],
    ['has a resource with the wildcard ?', { resource: '/reques?' }],
    ['has a method that differs from its ARN', { httpMethod: 'POST' }],
    ['has no method', { httpMethod: undefined }],
    ['has headers of another form', { multiValueHeaders: [] }],
    ['has a header of another form', { multiValueHeaders: { Authorization: [1] } }],
  ])('denies a request that %s', async (_, changes) => {
    for (const document of [policy(), policy({ cached: true }), { ...withRules, cached: true } as const]) {
      const response = await answerOf(restRequest(good, changes), document);
      expect(response).toMatchObject({ context: { reason: 'event-unsupported' } });
      expect(allows(response, `${API}/test/GET/request`)).toBe(false);
    }
  });

  test('logs the method and the resource, but not the path', async () => {
    const { handle, entries } = newHandler(withRules);
    await handle(restRequest(good, {}, { resource: '/admin/{id}', path: '/admin/secret' }));
    const called = { httpMethod: 'GET', routeKey: 'GET /admin/{id}', requestId: 'request-1' };
    expect(entries).toMatchObject([{ ...called, reason: 'rule-not-met' }]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
});
