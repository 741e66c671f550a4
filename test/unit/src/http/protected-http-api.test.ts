import { App, CfnParameter } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { AccessLogs, ClaimRule, RouteAccess } from '../../../../src';
import {
  authorizationTypes,
  CLERK,
  GUARDED,
  newApi,
  newFunction,
  newIntegration,
  newStack,
  resources,
} from '../../support/stack';

const integration = newIntegration;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

describe('an existing API', () => {
  test('gets the routes and keeps its own settings', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/before', methods: [HttpMethod.GET], integration: integration() });
    const api = newApi({ httpApi }, stack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: integration() });

    expect(api.httpApi).toBe(httpApi);
    expect(api.accessLogGroup).toBeUndefined();
    expect(resources(stack, 'AWS::ApiGatewayV2::Api')).toHaveLength(1);
    expect(authorizationTypes(stack)).toEqual({ 'GET /before': 'NONE', 'GET /x': 'JWT' });
  });

  test('does not apply its default authorizer and scopes to public routes of the construct', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing', {
      defaultAuthorizer: new HttpLambdaAuthorizer('Other', newFunction(stack)),
      defaultAuthorizationScopes: ['x:read'],
    });
    newApi({ httpApi }, stack).addRoutes({ path: '/x', integration: integration() });

    expect(authorizationTypes(stack)).toEqual({ ...GUARDED, 'ANY /x': 'NONE' });
    const any = resources(stack, 'AWS::ApiGatewayV2::Route').find((route) => route.RouteKey === 'ANY /x');
    expect(any).not.toHaveProperty('AuthorizationScopes');
    expect(any).not.toHaveProperty('AuthorizerId');
  });

  test('can be imported', () => {
    const stack = newStack();
    const httpApi = HttpApi.fromHttpApiAttributes(stack, 'Imported', { httpApiId: 'abc123' });
    newApi({ httpApi }, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], handler: newFunction(stack) });
    expect(resources(stack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ ApiId: 'abc123', AuthorizationType: 'JWT' }]);
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([{ ApiId: 'abc123' }]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(1);
  });

  test('can be in another stack without a cyclic reference', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    const api = newApi({ httpApi: new HttpApi(apiStack, 'Api') }, routeStack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], handler: newFunction(routeStack) });

    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ AuthorizationType: 'JWT' }]);
    expect(resources(apiStack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(1);
  });

  test('can be protected by two constructs with two audiences', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    const first = newApi({ httpApi }, newStack('First', stack.node.root as App));
    const second = newApi({ httpApi, audience: ['other'] }, newStack('Second', stack.node.root as App));
    first.addRoutes({ path: '/a', methods: [HttpMethod.GET], integration: integration() });
    second.addRoutes({ path: '/b', methods: [HttpMethod.GET], integration: integration() });
    const audiences = resources(stack, 'AWS::ApiGatewayV2::Authorizer').map((it) => it.JwtConfiguration);
    expect(audiences).toMatchObject([{ Audience: CLERK.audience }, { Audience: ['other'] }]);
  });

  test.each([
    ['corsPreflight', { corsPreflight: { allowHeaders: ['authorization'] } }],
    ['apiName', { apiName: 'orders' }],
    ['accessLogs', { accessLogs: AccessLogs.disabled() }],
  ])('fails with %s, which configures a new API', (name, props) => {
    const stack = newStack();
    expect(() => newApi({ httpApi: new HttpApi(stack, 'Existing'), ...props }, stack)).toThrow(
      `remove '${name}', or remove 'httpApi' to create a new API [cdk-clerk-authorizer:ClerkProtectedHttpApi.optionOfNewApi]`,
    );
  });
});

describe('a new API', () => {
  test('logs the reason of a refusal and keeps the log for one month', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const [stage] = resources(stack, 'AWS::ApiGatewayV2::Stage') as { AccessLogSettings: { Format: string } }[];
    expect(JSON.parse(stage?.AccessLogSettings.Format ?? '')).toMatchObject({
      authorizerError: '$context.authorizer.error',
      userId: '$context.authorizer.claims.sub',
    });
    expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 30 }]);
    expect(api.accessLogGroup).toBeDefined();
  });

  test('logs to an existing log group, with another retention, or not at all', () => {
    const stack = newStack();
    const logGroup = new LogGroup(stack, 'Mine', { retention: RetentionDays.ONE_DAY });
    expect(newApi({ accessLogs: AccessLogs.toLogGroup(logGroup) }, stack).accessLogGroup).toBe(logGroup);
    expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 1 }]);
    expect(resources(stack, 'AWS::ApiGatewayV2::Stage')).toMatchObject([{ AccessLogSettings: {} }]);

    const year = newStack();
    newApi({ accessLogs: AccessLogs.retainedFor(RetentionDays.ONE_YEAR) }, year);
    expect(resources(year, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 365 }]);

    const silent = newStack();
    expect(newApi({ accessLogs: AccessLogs.disabled() }, silent).accessLogGroup).toBeUndefined();
    expect(resources(silent, 'AWS::Logs::LogGroup')).toEqual([]);
    expect(resources(silent, 'AWS::ApiGatewayV2::Stage')[0]).not.toHaveProperty('AccessLogSettings');
  });

  test('protects routes that are added to it directly', () => {
    const stack = newStack();
    const httpApi = newApi({}, stack).httpApi as HttpApi;
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: integration() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });

  test('accepts the options of HttpApi', () => {
    const stack = newStack();
    const corsPreflight = { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.ANY], allowHeaders: ['Authorization'] };
    newApi({ apiName: 'orders', description: 'Orders', disableExecuteApiEndpoint: true, corsPreflight }, stack);
    expect(resources(stack, 'AWS::ApiGatewayV2::Api')).toMatchObject([
      {
        Name: 'orders',
        Description: 'Orders',
        DisableExecuteApiEndpoint: true,
        CorsConfiguration: { AllowHeaders: ['Authorization'] },
      },
    ]);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test.each([[undefined], [['content-type']], [['*']]])('warns if CORS allows only the headers %j', (allowHeaders) => {
    const stack = newStack();
    newApi({ corsPreflight: { allowOrigins: ['*'], allowHeaders } }, stack);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('corsWithoutAuthorization'));
  });
});

describe('sessionTokenClaims', () => {
  test('is a stack output and a property', () => {
    const stack = newStack();
    const api = newApi({ audience: ['orders', 'other'] }, stack);
    expect(stack.resolve(api.sessionTokenClaims)).toBe('{"aud":"orders"}');
    Template.fromStack(stack).hasOutput('*', {
      Description: Match.stringLikeRegexp('Customize session token'),
      Value: '{"aud":"orders"}',
    });
  });

  test('contains the claims that the rules read', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const access = RouteAccess.when(
      ClaimRule.anyOf(
        isAdmin,
        ClaimRule.claim('tier').equals('gold'),
        ClaimRule.claim('aud').equals('x'),
        ClaimRule.hasRole('a'),
      ),
    );
    api.addRoutes({ path: '/x', integration: integration(), access });
    expect(JSON.parse(stack.resolve(api.sessionTokenClaims))).toEqual({
      aud: 'ClerkJwtAuthorizer',
      metadata: '{{user.public_metadata}}',
      tier: '{{user.public_metadata.tier}}',
    });
  });

  test('works with unresolved tokens', () => {
    const stack = newStack();
    const audience = new CfnParameter(stack, 'Audience', { type: 'CommaDelimitedList' }).valueAsList;
    newApi({ audience, frontendApiUrl: new CfnParameter(stack, 'Url').valueAsString }, stack).addRoutes({
      path: '/x',
      integration: integration(),
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: { Ref: 'Audience' }, Issuer: { Ref: 'Url' } },
    });
    template.hasOutput('*', {
      Value: { 'Fn::Join': ['', ['{"aud":"', { 'Fn::Select': [0, { Ref: 'Audience' }] }, '"}']] },
    });
  });
});
