import type { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAuth } from '../../../backend';
import {
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
  TokenSource,
} from '../../../src';
import { LocalAuthorizer, type LocalClerk, startLocalClerk } from '../../../testing';
import { ADMIN, IS_ADMIN, stackWith } from '../support/local-stack';
import { CLERK, newFunction, newIntegration } from '../support/stack';

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function authorizerOf(define: (stack: Stack) => void): LocalAuthorizer {
  return LocalAuthorizer.fromStack(stackWith(define), { clerk });
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

describe('a REST API', () => {
  function restApi(stack: Stack, methodRules = {}): void {
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, methodRules });
    const orders = new RestApi(stack, 'Api').root.addResource('orders').addResource('{id}');
    for (const method of ['GET', 'DELETE']) {
      orders.addMethod(method, new LambdaIntegration(newFunction(stack, method)), { authorizer });
    }
  }

  test('has an authorizer of type TOKEN', async () => {
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

  test('has one of type REQUEST with rules for methods', async () => {
    const local = authorizerOf((stack) => restApi(stack, { 'DELETE /orders/{id}': ADMIN }));
    const token = await local.issueFor('GET /orders/7').session();
    expect(await local.call('GET /orders/7', { token })).toMatchObject({ status: 200 });
    expect(await local.call('DELETE /orders/7', { token })).toMatchObject({ status: 403, reason: 'rule-not-met' });
    expect(await local.call('GET /orders/7')).toMatchObject({ status: 401, reason: 'session-token-missing' });
  });
});

test('a WebSocket API authorizes the connection', async () => {
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
