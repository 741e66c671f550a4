import {
  Aspects,
  CfnOutput,
  CfnParameter,
  CfnResource,
  Annotations as CoreAnnotations,
  NestedStack,
  Stack,
  Stage,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  type CfnApi,
  CfnIntegration,
  CfnRoute,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpApi,
  MappingValue,
  ParameterMapping,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  HttpLambdaIntegration,
  HttpUrlIntegration,
  WebSocketLambdaIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkHttpJwtAuthorizer,
  ClerkHttpLambdaAuthorizer,
  ClerkWebSocketAuthorizer,
} from '../../../../src';
import { markRoute, watchAccess } from '../../../../src/access/watch-access';
import { CLERK, newFunction, newIntegration, newStack } from '../../support/stack';

const { ANY, GET, POST, OPTIONS } = HttpMethod;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

let stack: Stack;
let httpApi: HttpApi;
let lambda: ClerkHttpLambdaAuthorizer;
let jwt: ClerkHttpJwtAuthorizer;

beforeEach(() => {
  stack = newStack();
  httpApi = new HttpApi(stack, 'HttpApi');
  lambda = new ClerkHttpLambdaAuthorizer('Lambda', CLERK);
  jwt = new ClerkHttpJwtAuthorizer('Jwt', CLERK);
  watch(httpApi);
});

function watch(api: IHttpApi): void {
  watchAccess(api, { kind: 'http', id: api.apiId });
}

function handlerOf(fn: LambdaFunction | Alias, id = 'Integration'): HttpLambdaIntegration {
  return new HttpLambdaIntegration(id, fn, { scopePermissionToRoute: false });
}

/** Ids and texts of our warnings about access, by construct path. */
function warnings(of: Stack = stack): string[] {
  return Annotations.fromStack(of)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:Access'))
    .map(({ id, entry }) => `${id} ${entry.data}`);
}

function errors(of: Stack = stack): string {
  try {
    Template.fromStack(of);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('methods that fall to a weaker route', () => {
  test('members reach what only admins may read', () => {
    httpApi.addRoutes({ path: '/{proxy+}', methods: [GET, POST], integration: newIntegration(), authorizer: jwt });
    httpApi.addRoutes({
      path: '/admin/{proxy+}',
      methods: [GET],
      integration: newIntegration(),
      authorizer: lambda.when(isAdmin),
    });
    expect(warnings()).toEqual([
      expect.stringMatching(
        /^\/Stack\/HttpApi\/POST--\{proxy\+}\/Resource methods of .*: POST \/admin\/\{proxy\+} \(a rule on GET \/admin\/\{proxy\+}\) and GET, POST \/admin \(.*\) fall to POST \/\{proxy\+} \(signed in\) and GET .*; .*fallsToWeakerRoute]$/,
      ),
    ]);
  });

  test('in any order, from any stack of the Stage, nested ones included', () => {
    httpApi.addRoutes({ path: '/{proxy+}', methods: [ANY], integration: newIntegration() });
    const other = new Stack(stack.node.root, 'Other');
    const nested = new NestedStack(other, 'Nested');
    new HttpRoute(nested, 'Admin', {
      httpApi,
      routeKey: HttpRouteKey.with('/admin', GET),
      integration: newIntegration(),
      authorizer: new HttpIamAuthorizer(),
    });
    expect(warnings()).toEqual([
      expect.stringContaining('POST, PUT, PATCH, DELETE, OPTIONS, other methods /admin (iam on GET /admin)'),
    ]);
  });

  test('can be acknowledged on the route', () => {
    const [everything] = httpApi.addRoutes({ path: '/{proxy+}', methods: [ANY], integration: newIntegration() });
    httpApi.addRoutes({ path: '/admin', methods: [GET], integration: newIntegration(), authorizer: jwt });
    CoreAnnotations.of(everything).acknowledgeWarning('cdk-clerk-authorizer:Access.openRouteToGuardedBackEnd');
    expect(warnings()).toEqual([]);
  });

  test('the $default route that API Gateway makes of a target is one', () => {
    const handler = newFunction(stack);
    httpApi.addRoutes({
      path: '/admin',
      methods: [GET],
      integration: new HttpLambdaIntegration('H', handler),
      authorizer: lambda.when(isAdmin),
    });
    (httpApi.node.defaultChild as CfnApi).target = handler.functionArn;
    expect(warnings()).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('optional and signed in, as the policy of the function has them', () => {
    httpApi.addRoutes({
      path: '/{proxy+}',
      methods: [POST],
      integration: newIntegration(),
      authorizer: lambda.optional(),
    });
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    expect(warnings()).toEqual([
      expect.stringContaining('POST /x (signed in on GET /x) fall to POST /{proxy+} (optional)'),
    ]);
  });
});

describe('open routes to guarded code', () => {
  test.each([
    ['OPTIONS', '/x'],
    ['ANY', '/x'],
    ['ANY', '/{proxy+}'],
  ] as [HttpMethod, string][])('%s %s', (method, path) => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    httpApi.addRoutes({ path, methods: [method], integration });
    expect(warnings()).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('$default, by another integration and an alias of the same function', () => {
    const fn = newFunction(stack);
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: handlerOf(fn), authorizer: jwt });
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    new HttpRoute(stack, 'Default', {
      httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration: handlerOf(alias, 'Other'),
    });
    expect(warnings()).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('two integrations with one URL', () => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const integration = new HttpUrlIntegration('Again', 'https://backend.example.com');
    httpApi.addRoutes({ path: '/x', methods: [OPTIONS], integration });
    expect(warnings()).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('an imported function, whole or by an alias', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
    const fn = LambdaFunction.fromFunctionArn(stack, 'Imported', arn) as LambdaFunction;
    const live = LambdaFunction.fromFunctionArn(stack, 'Live', `${arn}:live`) as LambdaFunction;
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: handlerOf(fn), authorizer: jwt });
    httpApi.addRoutes({ path: '/x', methods: [ANY], integration: handlerOf(live, 'Live') });
    expect(warnings()).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('is an error where this package derived the route', () => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    markRoute(httpApi.addRoutes({ path: '/x', methods: [ANY], integration })[0], 'derived');
    expect(errors()).toContain('[cdk-clerk-authorizer:Access.derivedRouteToGuardedBackEnd]');
  });

  test('is fine where OPTIONS was asked for by name', () => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    markRoute(httpApi.addRoutes({ path: '/x', methods: [OPTIONS], integration })[0], 'listed');
    expect(warnings()).toEqual([]);
  });
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
    expect(warnings()).toEqual([expect.stringContaining('ANY /x (open)')]);
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
    expect(warnings()).toEqual([expect.stringContaining('OPTIONS /x (open)')]);
    expect(warnings()[0]).toContain('ANY /x (open)');
  });

  test('a type that is known at deployment only is neither open nor guarded', () => {
    const { valueAsString } = new CfnParameter(stack, 'Type');
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const [any] = httpApi.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration(), authorizer: jwt });
    (any.node.defaultChild as CfnRoute).authorizationType = valueAsString;
    expect(warnings()).toEqual([]);
  });
});

describe('conflicts', () => {
  test('one route from two places', () => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    new HttpRoute(stack, 'Again', { httpApi, routeKey: HttpRouteKey.with('/x', GET), integration: newIntegration() });
    expect(errors()).toMatch(
      /the API has the route GET \/x twice: Stack\/HttpApi\/GET--x\/Resource and Stack\/Again\/Resource; .*Route\.duplicate]/,
    );
  });

  test('paths that differ in the names of parameters', () => {
    httpApi.addRoutes({ path: '/orgs/{orgId}/stages/{stageId}', methods: [GET], integration: newIntegration() });
    httpApi.addRoutes({ path: '/orgs/{orgId}/stages/{stage_id}', methods: [GET], integration: newIntegration() });
    expect(errors()).toContain('[cdk-clerk-authorizer:Access.conflictingParameterNames]');
  });
});

test('quotas are warnings, which can be acknowledged on the API', () => {
  for (let index = 0; index < 11; index += 1) {
    const authorizer = new ClerkHttpJwtAuthorizer(`Jwt${index}`, CLERK);
    httpApi.addRoutes({ path: `/x${index}`, methods: [GET], integration: newIntegration(), authorizer });
  }
  expect(warnings()).toEqual([
    expect.stringMatching(/^\/Stack\/HttpApi\/Resource the API exceeds .* authorizers per API, which is 10, got 11; /),
  ]);
});

test('integrations that no route leads to count, too', () => {
  for (let index = 0; index < 301; index += 1) {
    new CfnIntegration(stack, `I${index}`, { apiId: httpApi.apiId, integrationType: 'HTTP_PROXY' });
  }
  expect(warnings()).toEqual([
    expect.stringMatching(/ integrations per API, which is 300, got 301; .*quotaIntegrations]$/),
  ]);
});

test.each([
  [445, []],
  [446, [expect.stringMatching(/^\/Stack\/HttpApi\/Resource the stack Stack comes close .*, got 450; /)]],
])('a stack with %i resources beside the API', (count, expected) => {
  httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
  for (let index = 0; index < count; index += 1) new CfnResource(stack, `R${index}`, { type: 'AWS::SNS::Topic' });
  expect(warnings()).toEqual(expected);
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
  expect(errors().match(/Route\.duplicate/g)).toHaveLength(1);
});

test('another API and another Stage have routes of their own', () => {
  httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
  const integration = new HttpUrlIntegration('Another', 'https://another.example.com');
  new HttpApi(stack, 'Another').addRoutes({ path: '/x', methods: [ANY], integration });
  const inStage = new Stack(new Stage(stack.node.root, 'Production'), 'Stack');
  const again = new HttpApi(inStage, 'HttpApi');
  watch(again);
  again.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration() });
  expect(warnings()).toEqual([]);
  expect(warnings(inStage)).toEqual([]);
});

test('a correct program causes no warning', () => {
  const integration = handlerOf(newFunction(stack));
  httpApi.addRoutes({ path: '/posts', methods: [GET], integration, authorizer: new HttpNoneAuthorizer() });
  httpApi.addRoutes({ path: '/posts', methods: [POST], integration, authorizer: lambda.when(isAdmin) });
  httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
  new CfnOutput(stack, 'Url', { value: httpApi.apiEndpoint });
  expect(warnings()).toEqual([]);
  expect(errors()).toBe('');
});

test('a WebSocket API', () => {
  const integration = new WebSocketLambdaIntegration('Integration', newFunction(stack));
  const authorizer = new ClerkWebSocketAuthorizer('Clerk', CLERK);
  const api = new WebSocketApi(stack, 'Chat', {
    connectRouteOptions: { integration, authorizer },
    defaultRouteOptions: { integration },
  });
  watchAccess(api, { kind: 'websocket', id: api.apiId });
  new CfnRoute(stack, 'Again', { apiId: api.apiId, routeKey: '$default' });
  expect(errors()).toContain('Route.duplicate');
});

test('without an app', () => {
  const alone = new Stack();
  const api = new HttpApi(alone, 'Api');
  watch(api);
  api.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
  api.addRoutes({ path: '/x', methods: [ANY], integration: newIntegration() });
  expect(warnings(alone)).toHaveLength(1);
});

describe('the mappings of an integration', () => {
  const url = (id: string, mapping: Record<string, string>) =>
    new HttpUrlIntegration(id, 'https://backend.example.com', {
      parameterMapping: ParameterMapping.fromObject(
        Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, MappingValue.custom(value)])),
      ),
    });

  test('with a variable that has no value behind the authorizer are an error that says what to map', () => {
    const integration = url('Proxy', { 'overwrite:header.x-user': '$context.authorizer.userId' });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: jwt, integration });
    expect(errors()).toContain(
      'the integration of GET /x (signed in) maps a variable that has no value there, got "$context.authorizer.userId"; map $context.authorizer.claims.sub [cdk-clerk-authorizer:Access.missingValue]',
    );
  });

  test.each([
    ['orgId', 'write useLambdaAuthorizer: true'],
    ['jwt.claims.sub', 'map $context.authorizer.claims.sub'],
    ['sessionId', 'map $context.authorizer.claims.sid'],
  ])('with %s behind the JWT authorizer: %s', (variable, fix) => {
    const integration = url('Proxy', { 'overwrite:header.x-user': `$context.authorizer.${variable}` });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: jwt, integration });
    expect(errors()).toContain(`; ${fix} [`);
  });

  test('are a warning where clients can send the header that the back end trusts', () => {
    const integration = url('Guarded', { 'overwrite:header.x-user': '$context.authorizer.userId' });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: lambda.signedIn(), integration });
    httpApi.addRoutes({ path: '/y', methods: [GET], integration: newIntegration() });
    expect(warnings()).toEqual([expect.stringContaining("add custom('remove:header.x-user', \"''\")")]);
  });
});
