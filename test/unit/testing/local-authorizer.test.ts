import { App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAuth } from '../../../backend';
import {
  ClaimRule,
  ClerkHttpLambdaAuthorizer,
  ClerkKeys,
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
  TokenSource,
} from '../../../src';
import { LocalAuthorizer, type LocalClerk, startLocalClerk } from '../../../testing';
import { CLERK, newFunction, newIntegration } from '../support/stack';

const ADMIN = ClaimRule.claim('metadata', 'role').equalTo('admin');
const IS_ADMIN = { claims: { metadata: { role: 'admin' } } };

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function newStack(define: (stack: Stack) => void): Stack {
  const stack = new Stack(new App(), 'Stack');
  define(stack);
  return stack;
}

function authorizerOf(define: (stack: Stack) => void, parameters = {}): LocalAuthorizer {
  return LocalAuthorizer.fromStack(newStack(define), { clerk, parameters });
}

describe('an HTTP API', () => {
  const authorizer = () =>
    authorizerOf((stack) => {
      const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
      const integration = newIntegration();
      api.addRoutes({ path: '/orders/{id}', methods: [HttpMethod.GET], integration });
      api.addRoutes({ path: '/admin', methods: [HttpMethod.GET], integration, access: RouteAccess.when(ADMIN) });
      api.addRoutes({ path: '/health', methods: [HttpMethod.GET], integration, access: RouteAccess.anyone() });
      api.addRoutes({ path: '/feed', methods: [HttpMethod.GET], integration, access: RouteAccess.optional() });
    });

  test('runs the function for a rule, and gives the context that getAuth() reads', async () => {
    const local = authorizer();
    const issue = local.issueFor('GET /admin');
    const { context, ...answer } = await local.call('GET /admin', { token: await issue.session(IS_ADMIN) });
    const explanation = 'The authorizer lets the caller in.';
    expect(answer).toEqual({ route: 'GET /admin', status: 200, explanation, isModel: false });
    const auth = getAuth({ requestContext: { authorizer: context }, version: '2.0' } as never);
    expect(auth).toMatchObject({ isAuthenticated: true, sessionClaims: { metadata: { role: 'admin' } } });
  });

  test('refuses a caller who does not meet the rule', async () => {
    const local = authorizer();
    const token = await local.issueFor('GET /admin').session();
    expect(await local.call('GET /admin', { token })).toMatchObject({
      status: 403,
      reason: 'rule-not-met',
      explanation: expect.stringMatching(/^The rule is: metadata\.role is "admin"; the token does not say\. Compare /),
    });
  });

  test('refuses a request without a token before the function is called', async () => {
    expect(await authorizer().call('GET /admin')).toMatchObject({ status: 401, isModel: true });
  });

  test('models the JWT authorizer of API Gateway', async () => {
    const local = authorizer();
    const issue = local.issueFor('GET /orders/7');
    const answer = await local.call('GET /orders/7', { token: await issue.session({ userId: 'user_7' }) });
    expect(answer).toMatchObject({
      status: 200,
      context: { jwt: { claims: { sub: 'user_7' }, scopes: null } },
      isModel: true,
    });
    expect(await local.call('GET /orders/7', { token: await issue.invalid('expired') })).toMatchObject({
      status: 401,
      reason: 'token-expired',
      explanation: expect.stringMatching(/^exp is .*, 59 minutes before now\. Call getToken\(\)/),
    });
    expect(await local.call('GET /orders/7')).toMatchObject({ status: 401 });
  });

  test('lets everyone call an open route, and knows that no authorizer reads a token there', async () => {
    const local = authorizer();
    expect(await local.call('GET /health')).toMatchObject({ status: 200, isModel: true });
    expect(() => local.issueFor('GET /health')).toThrow('The route GET /health is open');
  });

  test('serves anonymous callers where signing in is optional', async () => {
    const local = authorizer();
    expect(await local.call('GET /feed')).toMatchObject({
      status: 200,
      context: { lambda: { isAuthenticated: false } },
    });
    const token = await local.issueFor('GET /feed').session();
    expect(await local.call('GET /feed', { token })).toMatchObject({ context: { lambda: { isAuthenticated: true } } });
  });

  test('names the closest route if there is none', async () => {
    await expect(authorizer().call('GET /admn')).rejects.toThrow(
      'There is no route for GET /admn; the closest is GET /admin.',
    );
  });
});

test('a token in a cookie is accepted from the pages that the stack names', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', {
      ...CLERK,
      tokenSources: [TokenSource.cookie()],
      authorizedParties: ['https://app.example.com'],
    });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.POST],
      integration: newIntegration(),
      authorizer,
    });
  });
  const token = await local.issueFor('POST /x').session({ origin: 'https://app.example.com' });
  const answers = ['https://app.example.com', 'https://evil.example.com'].map((Origin) =>
    local.call('POST /x', { token, headers: { Origin } }),
  );
  expect((await Promise.all(answers)).map(({ status, reason }) => [status, reason])).toEqual([
    [200, undefined],
    [403, 'cookie-from-other-origin'],
  ]);
});

describe('a REST API', () => {
  function restApi(stack: Stack, methodRules = {}): void {
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, methodRules });
    const orders = new RestApi(stack, 'Api').root.addResource('orders').addResource('{id}');
    for (const method of ['GET', 'DELETE']) {
      orders.addMethod(method, new LambdaIntegration(newFunction(stack, method)), { authorizer });
    }
  }

  test('with an authorizer of type TOKEN', async () => {
    const local = authorizerOf(restApi);
    const token = await local.issueFor('GET /orders/7').session({ userId: 'user_7' });
    expect(await local.call('GET /orders/7', { token })).toMatchObject({
      status: 200,
      context: { principalId: 'user_7', isAuthenticated: 'true', userId: 'user_7' },
      isModel: false,
    });
    expect(await local.call('GET /orders/7')).toMatchObject({ status: 401, isModel: true });
    expect(await local.call('GET /orders/7', { token: 'x' })).toMatchObject({ status: 401, isModel: true });
    const expired = await local.issueFor('GET /orders/7').invalid('expired');
    expect(await local.call('GET /orders/7', { token: expired })).toMatchObject({
      status: 401,
      reason: 'token-expired',
    });
  });

  test('with rules for methods', async () => {
    const local = authorizerOf((stack) => restApi(stack, { 'DELETE /orders/{id}': ADMIN }));
    const token = await local.issueFor('GET /orders/7').session();
    expect(await local.call('GET /orders/7', { token })).toMatchObject({ status: 200 });
    expect(await local.call('DELETE /orders/7', { token })).toMatchObject({ status: 403, reason: 'rule-not-met' });
    expect(await local.call('GET /orders/7')).toMatchObject({ status: 401, reason: 'session-token-missing' });
  });
});

test('a WebSocket API', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new ClerkWebSocketAuthorizer('Clerk', {
      ...CLERK,
      tokenSources: [TokenSource.webSocketProtocol()],
    });
    const integration = new WebSocketLambdaIntegration('Connect', newFunction(stack));
    new WebSocketApi(stack, 'Chat', { connectRouteOptions: { integration, authorizer } });
  });
  const token = await local.issueFor('$connect').session();
  expect(await local.call('$connect', { token })).toMatchObject({ status: 200, context: { isAuthenticated: 'true' } });
  expect(await local.call('$connect')).toMatchObject({ status: 401 });
});

describe('keys', () => {
  const withRule = (props: object) => (stack: Stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer,
    });
  };

  test('a PEM of the stack is replaced by the local key', async () => {
    const other = await startLocalClerk();
    const local = authorizerOf(withRule({ keys: ClerkKeys.fromPem(other.pem) }));
    const token = await local.issueFor('GET /x').session();
    expect(await local.call('GET /x', { token })).toMatchObject({ status: 200 });
    const foreign = await other.issueFor(CLERK.frontendApiUrl, CLERK.audience[0]).session();
    expect(await local.call('GET /x', { token: foreign })).toMatchObject({ reason: 'token-invalid-signature' });
    await other.close();
  });

  test('without an answer of the local Clerk, nobody is let in', async () => {
    const local = authorizerOf(withRule({}));
    const token = await local.issueFor('GET /x').session();
    clerk.setFault('unavailable');
    const answer = await local.call('GET /x', { token });
    clerk.setFault(undefined);
    expect(answer).toMatchObject({ status: 403, reason: 'jwk-remote-failed-to-load' });
  });

  test.each(['expired', 'wrongKey', 'wrongIssuer', 'wrongAudience', 'algorithmNone', 'tampered'] as const)(
    'a token that is invalid (%s) is refused',
    async (name) => {
      const local = authorizerOf(withRule({}));
      const token = await local.issueFor('GET /x').invalid(name);
      expect(await local.call('GET /x', { token })).toMatchObject({ status: 403, isModel: false });
    },
  );
});

describe('values that are known at deployment only', () => {
  const withParameters = (stack: Stack) => {
    const url = new CfnParameter(stack, 'Url').valueAsString;
    const audience = [Fn.importValue('Shared:Audience')];
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { frontendApiUrl: url, audience });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer: authorizer.when(ADMIN),
    });
  };

  test('are given as parameters', async () => {
    const local = authorizerOf(withParameters, { Url: 'https://clerk.example.com', 'Shared:Audience': 'shared' });
    const token = await local.issueFor('GET /x').session({ claims: { aud: 'shared', ...IS_ADMIN.claims } });
    expect(await local.call('GET /x', { token })).toMatchObject({
      status: 200,
      context: { lambda: { claims: { iss: 'https://clerk.example.com' } } },
    });
  });

  test('are asked for by name', async () => {
    await expect(authorizerOf(withParameters).call('GET /x')).rejects.toThrow(
      'The value of Url is known at deployment only: pass it as the parameter Url.',
    );
  });
});

test('a policy that is too long for the environment is read from the code of the function', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    const api = new HttpApi(stack, 'Api');
    for (let i = 0; i < 40; i++) {
      const rule = ClaimRule.claim('metadata', 'role').equalTo(`admin-${i}-${'x'.repeat(80)}`);
      const route = { path: `/x${i}`, methods: [HttpMethod.GET], integration: newIntegration() };
      api.addRoutes({ ...route, authorizer: authorizer.when(rule) });
    }
  });
  const issue = local.issueFor('GET /x7');
  const token = await issue.session({ claims: { metadata: { role: `admin-7-${'x'.repeat(80)}` } } });
  expect(await local.call('GET /x7', { token })).toMatchObject({ status: 200 });
  expect(await local.call('GET /x8', { token })).toMatchObject({ status: 403 });
});

describe('without a local Clerk', () => {
  const authorizer = (frontendApiUrl: string) => {
    const stack = newStack((it) => {
      const api = new ClerkProtectedHttpApi(it, 'Api', { ...CLERK, frontendApiUrl });
      const [integration, methods] = [newIntegration(), [HttpMethod.GET]];
      api.addRoutes({ path: '/orders', methods, integration });
      api.addRoutes({ path: '/admin', methods, integration, access: RouteAccess.when(ADMIN) });
    });
    return LocalAuthorizer.fromStack(stack);
  };

  test.each(['GET /orders', 'GET /admin'])('%s accepts the tokens of the instance itself', async (route) => {
    const instance = await startLocalClerk();
    const local = authorizer(instance.frontendApiUrl);
    const issue = instance.issueFor(instance.frontendApiUrl, CLERK.audience[0]);
    const token = await issue.session(IS_ADMIN);
    expect(await local.call(route, { token })).toMatchObject({ status: 200 });
    expect(await local.call(route, { token })).toMatchObject({ status: 200 });
    expect(instance.requests.get('/.well-known/jwks.json')).toBe(1);
    const foreign = await clerk.issueFor(instance.frontendApiUrl, CLERK.audience[0]).session(IS_ADMIN);
    expect(await local.call(route, { token: foreign })).toMatchObject({ reason: 'token-invalid-signature' });
    await instance.close();
  });

  test('nobody is let in while the instance does not answer, and it is asked again', async () => {
    const instance = await startLocalClerk();
    const local = authorizer(instance.frontendApiUrl);
    const token = await instance.issueFor(instance.frontendApiUrl, CLERK.audience[0]).session();
    instance.setFault('unavailable');
    expect(await local.call('GET /orders', { token })).toMatchObject({
      status: 401,
      reason: 'jwk-remote-failed-to-load',
    });
    instance.setFault(undefined);
    expect(await local.call('GET /orders', { token })).toMatchObject({ status: 200 });
    await instance.close();
  });

  test('no tokens are issued', () => {
    expect(() => authorizer(CLERK.frontendApiUrl).issueFor('GET /admin')).toThrow('Only a local Clerk issues tokens');
  });
});

test('the answers to requests at the same time are not mixed up', async () => {
  const local = authorizerOf((stack) => {
    const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
    const route = { path: '/admin', methods: [HttpMethod.GET], integration: newIntegration() };
    api.addRoutes({ ...route, access: RouteAccess.when(ADMIN) });
  });
  const issue = local.issueFor('GET /admin');
  const tokens = [await issue.invalid('expired'), await issue.invalid('noAudience'), await issue.session()];
  const answers = await Promise.all(tokens.map((token) => local.call('GET /admin', { token })));
  expect(answers.map(({ reason }) => reason)).toEqual(['token-expired', 'audience-missing', 'rule-not-met']);
});

test('an authorizer of someone else is not modelled', async () => {
  const local = authorizerOf((stack) => {
    const authorizer = new HttpIamAuthorizer();
    new HttpApi(stack, 'Api').addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer,
    });
  });
  await expect(local.call('GET /x')).rejects.toThrow('The route is protected by IAM, which is not looked into here.');
});
