import { Aspects, CfnOutput, CfnParameter, CfnResource, Stack, Stage } from 'aws-cdk-lib';
import {
  CfnIntegration,
  CfnRoute,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpUrlIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { beforeEach, describe, expect, test } from 'vitest';
import { ClerkHttpJwtAuthorizer, ClerkWebSocketAuthorizer } from '../../../../src';
import { watchAccess } from '../../../../src/access/watch-access';
import { CLERK, errorsOf, newFunction, newIntegration } from '../../support/stack';
import { handlerOf, IS_ADMIN, newWatchedApi, warningsOf, watch } from '../../support/watched-api';

const { ANY, GET, POST } = HttpMethod;

let { stack, httpApi, lambda, jwt } = newWatchedApi();

beforeEach(() => {
  ({ stack, httpApi, lambda, jwt } = newWatchedApi());
});

describe('what is rendered in the end decides', () => {
  const opened: [string, (route: CfnRoute) => void][] = [
    ['property', (route) => Object.assign(route, { authorizationType: 'NONE' })],
    ['override', (route) => route.addPropertyOverride('AuthorizationType', 'NONE')],
    ['deletion', (route) => route.addPropertyDeletionOverride('AuthorizationType')],
    [
      'aspect',
      (route) =>
        Aspects.of(route.stack).add({
          visit: (node) => node === route && (node as CfnRoute).addOverride('Properties.AuthorizationType', 'NONE'),
        }),
    ],
  ];

  test.each(opened)('a route that was opened by a(n) %s', (_, open) => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const authorizer = new HttpIamAuthorizer();
    const [any] = httpApi.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration(), authorizer });
    open(any.node.defaultChild as CfnRoute);
    expect(warningsOf(stack)).toEqual([expect.stringContaining('ANY /x (open)')]);
  });

  test('L1 routes and resources without a class', () => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const { ref } = new CfnIntegration(stack, 'L1', {
      apiId: httpApi.apiId,
      integrationType: 'HTTP_PROXY',
      integrationUri: 'https://backend.example.com',
    });
    new CfnRoute(stack, 'Options', { apiId: httpApi.apiId, routeKey: 'OPTIONS /x', target: `integrations/${ref}` });
    new CfnResource(stack, 'Any', {
      type: 'AWS::ApiGatewayV2::Route',
      properties: { ApiId: httpApi.apiId, RouteKey: 'ANY /x', Target: `integrations/${ref}` },
    });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('OPTIONS /x (open)')]);
    expect(warningsOf(stack)[0]).toContain('ANY /x (open)');
  });

  test('a type that is known at deployment only is neither open nor guarded', () => {
    const { valueAsString } = new CfnParameter(stack, 'Type');
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const [any] = httpApi.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration(), authorizer: jwt });
    (any.node.defaultChild as CfnRoute).authorizationType = valueAsString;
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('conflicts', () => {
  test('one route from two places', () => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    new HttpRoute(stack, 'Again', { httpApi, routeKey: HttpRouteKey.with('/x', GET), integration: newIntegration() });
    expect(errorsOf(stack)).toMatch(
      /the API has the route GET \/x twice: Stack\/HttpApi\/GET--x\/Resource and Stack\/Again\/Resource; .*Route\.duplicate]/,
    );
  });

  test('paths that differ in the names of parameters', () => {
    httpApi.addRoutes({ path: '/orgs/{orgId}/stages/{stageId}', methods: [GET], integration: newIntegration() });
    httpApi.addRoutes({ path: '/orgs/{orgId}/stages/{stage_id}', methods: [GET], integration: newIntegration() });
    expect(errorsOf(stack)).toContain('[cdk-clerk-authorizer:Access.conflictingParameterNames]');
  });
});

test('quotas are warnings, which can be acknowledged on the API', () => {
  for (let index = 0; index < 11; index += 1) {
    const authorizer = new ClerkHttpJwtAuthorizer(`Jwt${index}`, CLERK);
    httpApi.addRoutes({ path: `/x${index}`, methods: [GET], integration: newIntegration(), authorizer });
  }
  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/^\/Stack\/HttpApi\/Resource the API exceeds .* authorizers per API, which is 10, got 11; /),
  ]);
});

test('integrations that no route leads to count, too', () => {
  for (let index = 0; index < 301; index += 1) {
    new CfnIntegration(stack, `I${index}`, { apiId: httpApi.apiId, integrationType: 'HTTP_PROXY' });
  }
  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/ integrations per API, which is 300, got 301; .*quotaIntegrations]$/),
  ]);
});

test.each([
  [445, []],
  [446, [expect.stringMatching(/^\/Stack\/HttpApi\/Resource the stack Stack comes close .*, got 450; /)]],
])('a stack with %i resources beside the API', (count, expected) => {
  httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
  for (let index = 0; index < count; index += 1) new CfnResource(stack, `R${index}`, { type: 'AWS::SNS::Topic' });
  expect(warningsOf(stack)).toEqual(expected);
});

test('an API is looked at once, also where it was imported twice', () => {
  watch(httpApi);
  const [one, two] = ['One', 'Two'].map((id) => HttpApi.fromHttpApiAttributes(stack, id, { httpApiId: 'abc123' }));
  for (const [index, api] of [one, two].entries()) {
    watch(api);
    new HttpRoute(stack, `Route${index}`, {
      httpApi: api,
      routeKey: HttpRouteKey.with('/x', GET),
      integration: newIntegration(),
    });
  }
  expect(errorsOf(stack).match(/Route\.duplicate/g)).toHaveLength(1);
});

test('another API and another Stage have routes of their own', () => {
  httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
  const integration = new HttpUrlIntegration('Another', 'https://another.example.com');
  new HttpApi(stack, 'Another').addRoutes({ path: '/x', methods: [ANY], integration });
  const inStage = new Stack(new Stage(stack.node.root, 'Production'), 'Stack');
  const again = new HttpApi(inStage, 'HttpApi');
  watch(again);
  again.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration() });
  expect(warningsOf(stack)).toEqual([]);
  expect(warningsOf(inStage)).toEqual([]);
});

test('a correct program causes no warning', () => {
  const integration = handlerOf(newFunction(stack));
  httpApi.addRoutes({ path: '/posts', methods: [GET], integration, authorizer: new HttpNoneAuthorizer() });
  httpApi.addRoutes({ path: '/posts', methods: [POST], integration, authorizer: lambda.when(IS_ADMIN) });
  httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
  new CfnOutput(stack, 'Url', { value: httpApi.apiEndpoint });
  expect(warningsOf(stack)).toEqual([]);
  expect(errorsOf(stack)).toBe('');
});

test('a WebSocket API is watched, too', () => {
  const integration = new WebSocketLambdaIntegration('Integration', newFunction(stack));
  const authorizer = new ClerkWebSocketAuthorizer('Clerk', CLERK);
  const api = new WebSocketApi(stack, 'Chat', {
    connectRouteOptions: { integration, authorizer },
    defaultRouteOptions: { integration },
  });
  watchAccess(api, { kind: 'websocket', id: api.apiId });
  new CfnRoute(stack, 'Again', { apiId: api.apiId, routeKey: '$default' });
  expect(errorsOf(stack)).toContain('Route.duplicate');
});

test('an API without an app is watched, too', () => {
  const alone = new Stack();
  const api = new HttpApi(alone, 'Api');
  watch(api);
  api.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
  api.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration() });
  expect(warningsOf(alone)).toHaveLength(1);
});
