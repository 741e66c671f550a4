import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { LambdaIntegration, LambdaRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  HttpLambdaIntegration,
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type IFunction, type Function as LambdaFunction, Version } from 'aws-cdk-lib/aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { ClaimRule, ClerkHttpLambdaAuthorizer, ClerkRestAuthorizer, ClerkWebSocketAuthorizer } from '../../../../src';
import { CLERK, newFunction, newStack } from '../../support/stack';

const { ANY, DELETE, GET } = HttpMethod;

let stack: Stack;
let handler: LambdaFunction;
let clerk: ClerkHttpLambdaAuthorizer;

/** `GET /orders/{id}` and `DELETE /orders/{id}` of an API, the second for admins only. */
beforeEach(() => {
  stack = newStack();
  handler = newFunction(stack);
  clerk = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
  const integration = newIntegration();
  const path = '/orders/{id}';
  const api = new HttpApi(stack, 'Api');
  api.addRoutes({ path, methods: [GET], integration, authorizer: clerk });
  const authorizer = clerk.when(ClaimRule.hasRole('org:admin'));
  api.addRoutes({ path, methods: [DELETE], integration, authorizer });
});

/** CDK lets no two APIs share an integration. */
function newIntegration(target: IFunction = handler): HttpLambdaIntegration {
  return new HttpLambdaIntegration('Integration', target);
}

function warnings(): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('weakerRouteOfOtherApi'))
    .map(({ id, entry }) => `${id} ${entry.data}`);
}

test('a catch-all of a REST API, on the methods of which the warning stands', () => {
  new LambdaRestApi(stack, 'Other', { handler });
  expect(warnings()).toEqual([
    expect.stringMatching(
      /^\/Stack\/Other\/Default\/\{proxy\+}\/ANY.* ANY \/\{proxy\+} of another API leads to the back end of guarded routes, and asks for less: GET \/orders\/\{id} and DELETE \/orders\/\{id};/,
    ),
  ]);
});

test('one path of an HTTP API in a nested stack, by a version of the function', () => {
  const nested = new NestedStack(stack, 'Nested');
  const version = new Version(stack, 'Version', { lambda: handler });
  new HttpApi(nested, 'Other').addRoutes({
    path: '/orders/latest',
    methods: [GET],
    integration: newIntegration(version),
  });
  expect(warnings()).toEqual([expect.stringContaining('GET /orders/latest of another API')]);
});

test('a route that asks for a sign-in where the guarded one has a rule', () => {
  new HttpApi(stack, 'Other', { defaultAuthorizer: clerk }).addRoutes({
    path: '/{proxy+}',
    methods: [ANY],
    integration: newIntegration(),
  });
  expect(warnings()).toEqual([expect.stringContaining('asks for less: DELETE /orders/{id};')]);
});

test('a guarded REST API beside an open one', () => {
  const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', CLERK);
  const back = newFunction(stack, 'Back');
  new LambdaRestApi(stack, 'Guarded', { handler: back, defaultMethodOptions: { authorizer } });
  new RestApi(stack, 'Other').root.addMethod('GET', new LambdaIntegration(back));
  expect(warnings()).toEqual([expect.stringContaining('GET / of another API')]);
});

test.each<[string, () => unknown]>([
  [
    'another path',
    () => new HttpApi(stack, 'Other').addRoutes({ path: '/webhooks', methods: [ANY], integration: newIntegration() }),
  ],
  [
    'another method',
    () =>
      new HttpApi(stack, 'Other').addRoutes({
        path: '/orders/{id}',
        methods: [HttpMethod.PUT],
        integration: newIntegration(),
      }),
  ],
  ['another function', () => new LambdaRestApi(stack, 'Other', { handler: newFunction(stack, 'Second') })],
  ['a private API', () => new LambdaRestApi(stack, 'Other', { handler, endpointTypes: ['PRIVATE' as never] })],
  [
    'an API with IAM',
    () =>
      new HttpApi(stack, 'Other', { defaultAuthorizer: new HttpIamAuthorizer() }).addRoutes({
        path: '/{proxy+}',
        integration: newIntegration(),
      }),
  ],
])('says nothing about %s', (_, add) => {
  add();
  expect(warnings()).toEqual([]);
});

describe('WebSocket APIs', () => {
  const options = (target: IFunction = handler) => ({
    integration: new WebSocketLambdaIntegration('Integration', target),
  });
  const guarded = () =>
    new WebSocketApi(stack, 'Chat', {
      connectRouteOptions: { ...options(), authorizer: new ClerkWebSocketAuthorizer('Clerk', CLERK) },
      defaultRouteOptions: { integration: new WebSocketMockIntegration('Mock') },
    });

  test('no message has a path, so that it is no request for one', () => {
    new WebSocketApi(stack, 'Chat', { connectRouteOptions: options(), defaultRouteOptions: options() });
    expect(warnings()).toEqual([]);
  });

  test('an open one that leads to the function of a guarded one', () => {
    guarded();
    const mock = { integration: new WebSocketMockIntegration('Mock') };
    new WebSocketApi(stack, 'Other', { connectRouteOptions: mock, defaultRouteOptions: options() });
    expect(warnings()).toEqual([
      expect.stringMatching(/^\/Stack\/Other\/\$default-Route.* \$default of another API .* asks for less: \$connect;/),
    ]);
  });

  test('an open one with another function, and a guarded one with the same', () => {
    guarded();
    new WebSocketApi(stack, 'Open', { defaultRouteOptions: options(newFunction(stack, 'Second')) });
    const authorizer = new ClerkWebSocketAuthorizer('Clerk', CLERK);
    new WebSocketApi(stack, 'Guarded', { connectRouteOptions: { ...options(), authorizer } });
    expect(warnings()).toEqual([]);
  });
});
