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

/** Everybody who is signed in, on every method. */
const policy = (changes: Partial<PolicyDocument> = {}) =>
  httpPolicy({ routes: {}, defaultRoute: 'signedIn', ...changes });

const withRules = policy({
  rules: [{ op: 'equals', claim: ['role'], value: 'admin' }],
  routes: { 'GET /admin/{id}': 0, 'GET /feed': 'optional' },
});

const ofType = { TOKEN: restToken, REQUEST: restRequest };

describe.each(['TOKEN', 'REQUEST'] as const)('an authorizer of type %s', (type) => {
  const event = ofType[type];

  test('grants the method that was called, and tells its back end in flat text who called', async () => {
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

  test('makes nothing up', async () => {
    const { context } = JSON.parse(JSON.stringify(await answerOf(event(good), policy())));
    expect(Object.keys(context).sort()).toEqual(['claims', 'isAuthenticated', 'sessionId', 'tokenKind', 'userId']);
  });

  test('names a machine by its id', async () => {
    const token = mint(sessionClaims({ sub: 'mch_1', sid: undefined }), { ...HEADER, cat: CATEGORY.m2m });
    const response = await answerOf(event(token), policy({ tokenKinds: ['m2m'] }));
    expect([response.principalId, response.context.userId]).toEqual(['mch_1', undefined]);
  });

  test.each([
    ['no token', undefined, 'session-token-missing'],
    ['a forged token', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['an expired token', mint(sessionClaims({ exp: NOW - 60 })), 'token-expired'],
    ['an opaque token', 'oat_1234', 'opaque-token'],
  ])('throws Unauthorized, which becomes 401, at %s', async (_, token, reason) => {
    const { handle, entries } = newHandler(policy());
    await expect(handle(event(token))).rejects.toThrow(/^Unauthorized$/);
    expect(entries).toMatchObject([{ outcome: 'unauthenticated', reason }]);
  });

  test('denies whom the rule refuses, which becomes 403', async () => {
    const document = policy({ rules: [{ op: 'exists', claim: ['x'] }], defaultRoute: 0 });
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

  test('lets nobody be somebody where signing in is optional', async () => {
    const response = await answerOf(event(), policy({ defaultRoute: 'optional' }));
    expect(allows(response, `${API}/test/GET/request`)).toBe(true);
    expect(JSON.parse(JSON.stringify(response))).toMatchObject({
      principalId: 'anonymous',
      context: { isAuthenticated: 'false' },
    });
  });

  test('denies all methods where the policy names none', async () => {
    expect(await outcomeOfEvent(event(good), policy({ defaultRoute: undefined }))).toBe('route-not-in-policy');
  });

  test('denies everybody when its policy cannot be read', async () => {
    const response = await newHandler('{').handle(event(good));
    expect(statementsOf(response)).toMatchObject([{ Effect: 'Deny', Resource: `${API}/test/GET/request` }]);
  });

  test.each([
    ['is missing', undefined],
    ['is no text', 1],
    ['has something before it', `x${API}/test/GET/request`],
    ['is a list', [`${API}/test/GET/request`]],
    ['is no ARN', 'GET/request'],
    ['is of another service', 'arn:aws:lambda:us-east-1:123456789012:abcdef123/test/GET/request'],
    ['lacks the account', 'arn:aws:execute-api:us-east-1:abcdef123/test/GET/request'],
    ['lacks the method', `${API}/test`],
    ['has a wildcard for the stage', `${API}/*/GET/request`],
    ['has a wildcard for the method', `${API}/test/*/request`],
    ['has a wildcard for the API', 'arn:aws:execute-api:us-east-1:123456789012:*/test/GET/request'],
    ['has a wildcard for the partition', 'arn:*:execute-api:us-east-1:123456789012:abcdef123/test/GET/request'],
    ['has a wildcard for the account', 'arn:aws:execute-api:us-east-1:*:abcdef123/test/GET/request'],
  ])('grants nothing when the ARN of the method %s', async (_, methodArn) => {
    const response = await newHandler(policy()).handle(event(good, { methodArn }));
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'event-unsupported' } });
  });

  test('is what an HTTP API is not', async () => {
    const response = await newHandler(policy()).handle(event(good, { version: '1.0' }));
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'event-unsupported' } });
  });
});

test('an HTTP API never gets what a REST API grants on other methods', async () => {
  const event = { version: '2.0', type: 'REQUEST', routeKey: 'GET /request', headers: { authorization: good } };
  expect(await outcomeOfEvent(event, policy())).toBe('route-not-in-policy');
  expect(await outcomeOfEvent({ ...restRequest(good), ...event }, policy())).toBe('route-not-in-policy');
});

describe('a TOKEN authorizer', () => {
  test.each([
    ['methods have rules', withRules],
    ['the token is looked for elsewhere', policy({ tokenSources: [{ in: 'query', name: 'token' }] })],
    [
      'the token is looked for elsewhere, too',
      policy({ tokenSources: ['authorization', 'x-token'].map((name) => ({ in: 'header', name })) }),
    ],
  ])('is refused where %s', async (_, document) => {
    expect(await outcomeOfEvent(restToken(admin), document)).toBe('event-unsupported');
    expect(await outcomeOfEvent(restToken(admin, { httpMethod: 'GET', resource: '/feed' }), document)).toBe(
      'event-unsupported',
    );
  });

  test('may read the header that the policy names', async () => {
    const document = policy({ tokenSources: [{ in: 'header', name: 'x-clerk-token' }] });
    expect(await outcomeOfEvent(restToken(undefined, { authorizationToken: good }), document)).toBe('granted');
  });

  test.each([
    ['twice', `Bearer ${good},Bearer ${good}`, 'authorization-ambiguous'],
    ['of another scheme', `Basic ${good}`, 'authorization-scheme'],
    ['that is no text', [good], 'event-unsupported'],
    ['that is empty', '', 'session-token-missing'],
  ])('refuses a token %s', async (_, authorizationToken, reason) => {
    expect(await outcomeOfEvent(restToken(undefined, { authorizationToken }), policy())).toBe(reason);
  });
});

describe('a REQUEST authorizer', () => {
  const call = (httpMethod: string, resource: string, token?: string, changes: Changes = {}) =>
    outcomeOfEvent(restRequest(token, changes, { httpMethod, resource }), withRules);

  test('asks of each method what it is to ask, and of the others what is asked by default', async () => {
    expect(await call('GET', '/admin/{id}', admin)).toBe('granted');
    expect(await call('GET', '/admin/{id}', good)).toBe('rule-not-met');
    expect(await call('POST', '/admin/{id}', good)).toBe('granted');
    expect(await call('GET', '/feed')).toBe('granted');
    expect(await call('GET', '/other')).toBe('session-token-missing');
    expect(await call('GET', '/other', good)).toBe('granted');
  });

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('knows the method %s', async (httpMethod) => {
    expect(await outcomeOfEvent(restRequest(good, {}, { httpMethod }), withRules)).toBe('granted');
  });

  test.each(['PROPFIND', 'TRACE', 'QUERY', 'get', 'ANY', 'XGET', 'GETX'])(
    'knows no method %s, for which the rules of ANY were not written',
    async (httpMethod) => {
      expect(await outcomeOfEvent(restRequest(admin, {}, { httpMethod }), withRules)).toBe('event-unsupported');
    },
  );

  test.each(['constructor', '__proto__', 'toString'])('has no rule that objects inherit: %s', async (name) => {
    const document = { ...withRules, defaultRoute: undefined };
    const event = restRequest(good, { resource: name }, {});
    expect(await outcomeOfEvent(event, document)).not.toBe('granted');
    expect(await outcomeOfEvent(restRequest(good, {}, { resource: `/${name}` }), document)).toBe('route-not-in-policy');
  });

  test.each([
    ['is of another type', { type: 'OTHER' }],
    ['has no resource', { resource: undefined }],
    ['has a resource that is no text', { resource: ['/request'] }],
    ['has a resource that is no path', { resource: 'request' }],
    ['has a resource that ends in a path', { resource: '*/request' }],
    ['has a resource with a wildcard', { resource: '/*' }],
    ['has a resource with the other wildcard', { resource: '/reques?' }],
    ['has another method than its ARN', { httpMethod: 'POST' }],
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

  test('gets by without the maps that API Gateway may leave out', async () => {
    const none = { multiValueHeaders: null, queryStringParameters: null, multiValueQueryStringParameters: null };
    expect(await outcomeOfEvent(restRequest(good, none), policy())).toBe('granted');
    expect(await outcomeOfEvent(restRequest(good, { ...none, headers: null }), policy())).toBe('session-token-missing');
  });

  test('logs the method, and nothing that the caller wrote', async () => {
    const { handle, entries } = newHandler(withRules);
    await handle(restRequest(good, {}, { resource: '/admin/{id}', path: '/admin/secret' }));
    const called = { httpMethod: 'GET', resourcePath: '/admin/{id}', requestId: 'request-1' };
    expect(entries).toMatchObject([{ ...called, reason: 'rule-not-met' }]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
});
