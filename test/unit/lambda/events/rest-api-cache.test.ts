import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PolicyDocument, PolicyRule } from '../../../../src/policy/policy-document';
import { API, type Method, restRequest, restToken } from '../../support/events';
import { HEADER, policy as httpPolicy, mint, OTHER_KEY, sessionClaims } from '../../support/handler';
import { allows, answerOf, CachingApi, statementsOf } from '../../support/iam';

/*
 * API Gateway caches the policy that an authorizer returned and evaluates it for later requests with the same cache
 * key. A decision about one method must neither grant nor deny another.
 */

const TOKENS = {
  admin: mint(sessionClaims({ role: 'admin' })),
  user: mint(),
  forged: mint(sessionClaims({ role: 'admin' }), HEADER, OTHER_KEY.privateKey),
};

/**
 * Resources that overlap in each way: a fixed name with a parameter, a parameter with a deeper path, a greedy
 * parameter.
 */
const METHODS = (
  [
    ['GET', '/', '/'],
    ['GET', '/orders', '/orders'],
    ['POST', '/orders', '/orders'],
    ['GET', '/orders/{id}', '/orders/1'],
    ['GET', '/orders/{id}', '/orders/*'],
    ['GET', '/orders/{id}', '/orders/?'],
    ['DELETE', '/orders/{id}', '/orders/1'],
    ['GET', '/orders/special', '/orders/special'],
    ['GET', '/orders/{id}/refunds', '/orders/1/refunds'],
    ['GET', '/{proxy+}', '/else/where'],
    ['GET', '/{proxy+}', '/*'],
    ['POST', '/{proxy+}', '/else/where'],
  ] as const
).map(([httpMethod, resource, path]) => ({ httpMethod, resource, path }));

const isAdmin: PolicyRule = { op: 'equals', claim: ['role'], value: 'admin' };

const withRules = httpPolicy({
  cached: true,
  routes: {
    'GET /orders/special': isAdmin,
    'GET /orders/{id}/refunds': isAdmin,
    'DELETE /orders/{id}': isAdmin,
    'POST /{proxy+}': { as: 'GET /orders/special' },
    'POST /orders': 'signedIn',
  },
  defaultRoute: 'signedIn',
});

function expected(
  token: keyof typeof TOKENS,
  { httpMethod, resource }: Method,
  { routes, defaultRoute }: PolicyDocument,
) {
  if (token === 'forged') return 401;
  const route = routes[`${httpMethod} ${resource}`] ?? defaultRoute;
  return route === 'signedIn' || token === 'admin' ? 200 : 403;
}

const byMethod = ({ httpMethod, resource }: Method) => `${httpMethod} ${resource}`;
const byTokenOnly = () => '';

const documents: [string, PolicyDocument, (method: Method) => string][] = [
  ['rules per method, keyed by token, method and resource', withRules, byMethod],
  ['a default rule beside rules per method', { ...withRules, defaultRoute: isAdmin }, byMethod],
  ['signing in for all methods, keyed by token', { ...withRules, routes: {} }, byTokenOnly],
  ['one rule for all methods, keyed by token', { ...withRules, routes: {}, defaultRoute: isAdmin }, byTokenOnly],
];

describe.each(documents)('with a cache: %s', (_, document, key) => {
  test('each method gets its own decision, whatever was requested before', async () => {
    const call = fc.tuple(
      fc.constantFrom(...(Object.keys(TOKENS) as (keyof typeof TOKENS)[])),
      fc.constantFrom(...METHODS),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 20 }), async (calls) => {
        const api = new CachingApi(document, key);
        for (const [token, method] of calls) {
          expect([token, method, await api.call(TOKENS[token], method)]).toEqual([
            token,
            method,
            expected(token, method, document),
          ]);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });
});

test('the cache saves invocations', async () => {
  const byResource = new CachingApi(withRules, byMethod);
  for (const path of ['/orders/1', '/orders/2', '/orders/*', '/orders/3']) {
    const method = { httpMethod: 'GET', resource: '/orders/{id}', path };
    expect(await byResource.call(TOKENS.user, method)).toBe(200);
  }
  expect(byResource.invocations).toBe(1);

  const byToken = new CachingApi({ ...withRules, routes: {} }, byTokenOnly);
  for (const method of METHODS) expect(await byToken.call(TOKENS.user, method)).toBe(200);
  expect(byToken.invocations).toBe(1);
});

describe('a cached policy', () => {
  const resourceOf = async (method: Method, token = TOKENS.user, document = withRules) =>
    statementsOf(await answerOf(restRequest(token, {}, method), document)).map((it) => `${it.Effect} ${it.Resource}`);

  test.each([
    ['/', '/', '/'],
    ['/orders', '/orders', '/orders'],
    ['/orders/{id}', '/orders/1', '/orders/*'],
    ['/orders/{id}', '/orders/*', '/orders/*'],
    ['/a/{b}/c/{d}', '/a/*/c/?', '/a/*/c/*'],
    ['/{proxy+}', '/x/y/z', '/*'],
  ])('of the resource %s covers every path of the resource', async (resource, path, pattern) => {
    expect(await resourceOf({ resource, path })).toEqual([`Allow ${API}/test/GET${pattern}`]);
  });

  test('denies the same resource that it would allow', async () => {
    const method = { httpMethod: 'DELETE', resource: '/orders/{id}', path: '/orders/*' };
    expect(await resourceOf(method)).toEqual([`Deny ${API}/test/DELETE/orders/*`]);
    expect(await resourceOf(method, TOKENS.admin)).toEqual([`Allow ${API}/test/DELETE/orders/*`]);
  });

  test('covers the stage if all methods have the same rule', async () => {
    const document: PolicyDocument = { ...withRules, routes: {} };
    expect(await resourceOf({ path: '/*' }, TOKENS.user, document)).toEqual([`Allow ${API}/test/*`]);
    expect(await resourceOf({}, TOKENS.user, { ...document, defaultRoute: isAdmin })).toEqual([`Deny ${API}/test/*`]);
    const token = await answerOf(restToken(TOKENS.user), document);
    expect(statementsOf(token)).toMatchObject([{ Effect: 'Allow', Resource: `${API}/test/*` }]);
    expect(allows(token, `${API}/other/GET/request`)).toBe(false);
  });

  test('is never truncated, because the rest would cover more', async () => {
    const resource = `/${'x'.repeat(600)}`;
    expect(await resourceOf({ resource })).toEqual([`Allow ${API}/test/GET${resource}`]);
  });
});

describe('without a cache', () => {
  const { cached, ...document } = withRules;
  const arnOf = ({ httpMethod, path }: Method) => `${API}/test/${httpMethod}${path}`;

  test('a policy covers one request only', async () => {
    const others = [...METHODS.filter(({ path }) => path !== '/orders/1'), { httpMethod: 'GET', path: '/orders/12' }];
    for (const method of METHODS) {
      const response = await answerOf(restRequest(TOKENS.admin, {}, method), document);
      expect(allows(response, arnOf(method))).toBe(true);
      for (const other of others.filter((it) => arnOf(it) !== arnOf(method))) {
        // A wildcard that the caller wrote matches any single character.
        const isSameBut = /[*?]/.test(method.path) && arnOf(other).length === arnOf(method).length;
        expect([method, other, allows(response, arnOf(other))]).toEqual([method, other, isSameBut]);
      }
    }
  });

  test('the ARN is the one of the event', async () => {
    const response = await answerOf(
      restRequest(TOKENS.user, {}, { resource: '/orders/{id}', path: '/orders/1' }),
      document,
    );
    expect(statementsOf(response)).toMatchObject([{ Resource: `${API}/test/GET/orders/1` }]);
  });

  test('an ARN that is too long for a policy is truncated and still covers the request', async () => {
    const path = `/orders/${'x'.repeat(1000)}`;
    for (const token of [TOKENS.user, TOKENS.admin]) {
      const method = { httpMethod: 'DELETE', resource: '/orders/{id}', path };
      const response = await answerOf(restRequest(token, {}, method), document);
      const [{ Resource, Effect }] = statementsOf(response);
      expect(Resource).toBe(`${arnOf(method).slice(0, 511)}*`);
      expect(Effect).toBe(token === TOKENS.admin ? 'Allow' : 'Deny');
      expect(allows(response, arnOf(method))).toBe(token === TOKENS.admin);
    }
  });

  test('an ARN of 512 characters is not truncated', async () => {
    const path = `/orders/${'x'.repeat(512 - `${API}/test/GET/orders/`.length)}`;
    const response = await answerOf(restRequest(TOKENS.user, {}, { resource: '/orders/{id}', path }), document);
    expect(statementsOf(response)[0].Resource).toBe(`${API}/test/GET${path}`);
  });
});
