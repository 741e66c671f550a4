import { generateKeyPairSync } from 'node:crypto';
import { App, CfnParameter, Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  AccessLogs,
  ClaimRule,
  ClerkKeys,
  type ClerkProtectedHttpApiProps,
  PreflightRoute,
  RouteAccess,
  TokenKind,
} from '../src';
import {
  authorizationTypes,
  CLERK,
  newApi,
  newFunction,
  newIntegration,
  newStack,
  policyOf,
  resources,
} from './support';

const GUARDED = {
  'GET /x': 'JWT',
  'HEAD /x': 'JWT',
  'POST /x': 'JWT',
  'PUT /x': 'JWT',
  'PATCH /x': 'JWT',
  'DELETE /x': 'JWT',
};
const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  type: 'spki',
  format: 'pem',
}) as string;
const integration = newIntegration;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const ruled = () => Object.fromEntries(Object.keys(GUARDED).map((key) => [key, 'CUSTOM']));

/** Route keys and authorization types of one `addRoutes({ path: '/x' })`. */
function routesOf(options: { methods?: HttpMethod[]; access?: RouteAccess; preflightRoute?: PreflightRoute }) {
  const stack = newStack();
  const { preflightRoute, ...route } = options;
  newApi({ preflightRoute }, stack).addRoutes({ path: '/x', integration: integration(), ...route });
  return authorizationTypes(stack);
}

describe('the route table', () => {
  const { ANY, GET, OPTIONS, POST } = HttpMethod;

  test.each([
    ['signed in, explicit verbs', { methods: [GET, POST] }, { 'GET /x': 'JWT', 'POST /x': 'JWT' }],
    ['signed in, no methods', {}, { ...GUARDED, 'ANY /x': 'NONE' }],
    ['signed in, ANY', { methods: [ANY] }, { ...GUARDED, 'ANY /x': 'NONE' }],
    ['signed in by default, OPTIONS', { methods: [GET, OPTIONS] }, { 'GET /x': 'JWT', 'OPTIONS /x': 'NONE' }],
    ['anyone, explicit verbs', { methods: [GET], access: RouteAccess.anyone() }, { 'GET /x': 'NONE' }],
    ['anyone, no methods', { access: RouteAccess.anyone() }, { 'ANY /x': 'NONE' }],
    ['anyone, OPTIONS', { methods: [OPTIONS], access: RouteAccess.anyone() }, { 'OPTIONS /x': 'NONE' }],
    ['preflight by OPTIONS', { preflightRoute: PreflightRoute.OPTIONS }, { ...GUARDED, 'OPTIONS /x': 'NONE' }],
    ['no preflight route', { preflightRoute: PreflightRoute.NONE }, GUARDED],
  ])('%s', (_, options, expected) => {
    expect(routesOf(options)).toEqual(expected);
  });

  test.each([
    ['when, explicit verbs', { methods: [GET], access: RouteAccess.when(isAdmin) }, { 'GET /x': 'CUSTOM' }],
    ['when, no methods', { access: RouteAccess.when(isAdmin) }, { ...ruled(), 'ANY /x': 'NONE' }],
    ['optional, explicit verbs', { methods: [POST], access: RouteAccess.optional() }, { 'POST /x': 'CUSTOM' }],
    ['optional, ANY', { methods: [ANY], access: RouteAccess.optional() }, { ...ruled(), 'ANY /x': 'NONE' }],
  ])('%s', (_, options, expected) => {
    expect(routesOf(options)).toEqual(expected);
  });

  test('a guarded route points at the authorizer of the Clerk instance', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '/x', methods: [GET], integration: integration() });
    const template = Template.fromStack(stack);
    const [authorizer] = Object.keys(template.findResources('AWS::ApiGatewayV2::Authorizer'));
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizerId: { Ref: authorizer } });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: CLERK.frontendApiUrl, Audience: CLERK.audience },
    });
  });

  test('an open route has no authorizer and no scopes', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '/x', integration: integration(), access: RouteAccess.anyone() });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Route', {
      AuthorizationType: 'NONE',
      AuthorizerId: Match.absent(),
      AuthorizationScopes: Match.absent(),
    });
  });

  test('scopes stand on the guarded verbs only', () => {
    const stack = newStack();
    const access = RouteAccess.signedIn({ scopes: ['x:read'] });
    newApi({}, stack).addRoutes({ path: '/x', integration: integration(), access });
    for (const { RouteKey, AuthorizationScopes } of resources(stack, 'AWS::ApiGatewayV2::Route')) {
      expect(AuthorizationScopes).toEqual(RouteKey === 'ANY /x' ? undefined : ['x:read']);
    }
  });

  test('$default can be public', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '$default', integration: integration(), access: RouteAccess.anyone() });
    expect(authorizationTypes(stack)).toEqual({ $default: 'NONE' });
  });

  test('defaultAccess decides where a route does not say', () => {
    const stack = newStack();
    const api = newApi({ defaultAccess: RouteAccess.anyone() }, stack);
    api.addRoutes({ path: '/open', methods: [GET], integration: integration() });
    api.addRoutes({ path: '/closed', methods: [GET], integration: integration(), access: RouteAccess.signedIn() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /open': 'NONE', 'GET /closed': 'JWT' });
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('ClerkProtectedHttpApi.openByDefault'));
  });

  test('routes can be given up front', () => {
    const stack = newStack();
    newApi({ routes: [{ path: '/x', methods: [GET], integration: integration() }] }, stack);
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });
});

describe('the Lambda authorizer', () => {
  test('is used by the routes that need it only', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/native', methods: [HttpMethod.GET], integration: integration() });
    expect(resources(stack, 'AWS::Lambda::Function')).toEqual([]);

    const both = newStack();
    const mixed = newApi({}, both);
    mixed.addRoutes({ path: '/native', methods: [HttpMethod.GET], integration: integration() });
    mixed.addRoutes({
      path: '/admin',
      methods: [HttpMethod.GET],
      integration: integration(),
      access: RouteAccess.when(isAdmin),
    });
    mixed.addRoutes({
      path: '/feed',
      methods: [HttpMethod.GET],
      integration: integration(),
      access: RouteAccess.optional(),
    });
    expect(authorizationTypes(both)).toEqual({ 'GET /native': 'JWT', 'GET /admin': 'CUSTOM', 'GET /feed': 'CUSTOM' });
    expect(policyOf(both)).toMatchObject({
      issuer: CLERK.frontendApiUrl,
      audience: CLERK.audience,
      rules: [{ op: 'equals', claim: ['metadata', 'role'], value: 'admin' }],
      routes: { 'GET /admin': 0, 'GET /feed': 'optional' },
    });
  });

  test.each<[string, Partial<ClerkProtectedHttpApiProps>]>([
    ['authorizedParties', { authorizedParties: ['https://app.example.com'] }],
    ['tokenKinds', { tokenKinds: [TokenKind.OAUTH] }],
    ['denyImpersonation', { denyImpersonation: true }],
    ['PEM keys', { keys: ClerkKeys.fromPem(PEM) }],
    ['useLambdaAuthorizer', { useLambdaAuthorizer: true }],
  ])('guards every protected route because of %s', (_, props) => {
    const stack = newStack();
    const api = newApi({ tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH], ...props }, stack);
    const access = RouteAccess.signedIn({ scopes: ['x:read', 'x:write'] });
    api.addRoutes({ path: '/plain', methods: [HttpMethod.GET], integration: integration() });
    api.addRoutes({ path: '/scoped', methods: [HttpMethod.GET], integration: integration(), access });
    api.addRoutes({
      path: '/open',
      methods: [HttpMethod.GET],
      integration: integration(),
      access: RouteAccess.anyone(),
    });
    (api.httpApi as HttpApi).addRoutes({ path: '/direct', methods: [HttpMethod.GET], integration: integration() });

    expect(authorizationTypes(stack)).toEqual({
      'GET /plain': 'CUSTOM',
      'GET /scoped': 'CUSTOM',
      'GET /open': 'NONE',
      'GET /direct': 'CUSTOM',
    });
    expect(policyOf(stack)).toMatchObject({
      rules: [
        {
          op: 'anyOf',
          rules: [
            { op: 'hasScope', scope: 'x:read' },
            { op: 'hasScope', scope: 'x:write' },
          ],
        },
      ],
      routes: { 'GET /plain': 'signedIn', 'GET /scoped': 0, 'GET /direct': 'signedIn' },
    });
    for (const route of resources(stack, 'AWS::ApiGatewayV2::Route'))
      expect(route).not.toHaveProperty('AuthorizationScopes');
  });

  test.each<[string, Partial<ClerkProtectedHttpApiProps>]>([
    ['keys from the JWKS', { keys: ClerkKeys.fromJwks() }],
    ['a cache', { resultsCacheTtl: Duration.seconds(30) }],
  ])('is not needed for %s', (_, props) => {
    const stack = newStack();
    newApi(props, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: integration() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });

  test('stands with its API, so that routes in another stack make no cycle', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    const api = newApi({ httpApi: new HttpApi(apiStack, 'Api') }, routeStack);
    const handler = newFunction(routeStack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], handler, access: RouteAccess.when(isAdmin) });
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ AuthorizationType: 'CUSTOM' }]);
    expect(policyOf(apiStack).routes).toEqual({ 'GET /x': 0 });
  });
});

describe('one function behind many routes', () => {
  test('has one integration and one permission', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const handler = newFunction(stack);
    for (const path of ['/a', '/b', '/c']) api.addRoutes({ path, handler });

    expect(resources(stack, 'AWS::ApiGatewayV2::Route')).toHaveLength(21);
    expect(resources(stack, 'AWS::ApiGatewayV2::Integration')).toMatchObject([{ PayloadFormatVersion: '2.0' }]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toMatchObject([{ Principal: 'apigateway.amazonaws.com' }]);
  });

  test('two functions have one integration and one permission each', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/a', handler: newFunction(stack, 'A') });
    api.addRoutes({ path: '/b', handler: newFunction(stack, 'B') });
    expect(resources(stack, 'AWS::ApiGatewayV2::Integration')).toHaveLength(2);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(2);
  });

  test('300 routes fit one stack', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const handler = newFunction(stack);
    for (let index = 0; index < 300; index += 1) {
      api.addRoutes({ path: `/items${index}/{id}`, methods: [HttpMethod.GET], handler });
    }
    const template = Template.fromStack(stack).toJSON(); // throws past 500 resources
    expect(Object.keys(template.Resources).length).toBeLessThan(320);
    expect(resources(stack, 'AWS::ApiGatewayV2::Route')).toHaveLength(300);
  });
});

describe('an API that exists', () => {
  test('is extended, and keeps its own settings', () => {
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

  test('does not impose its own defaults: neither its authorizer nor its scopes reach our open routes', () => {
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

  test('can stand in another stack, without a cycle', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    const api = newApi({ httpApi: new HttpApi(apiStack, 'Api') }, routeStack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], handler: newFunction(routeStack) });

    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ AuthorizationType: 'JWT' }]);
    expect(resources(apiStack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(1);
  });

  test('can be guarded by two constructs, for two audiences', () => {
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
  ])('fails beside %s, which configures a new one', (name, props) => {
    const stack = newStack();
    expect(() => newApi({ httpApi: new HttpApi(stack, 'Existing'), ...props }, stack)).toThrow(
      `take out '${name}', or take out 'httpApi' to have one created [cdk-clerk-authorizer:ClerkProtectedHttpApi.optionOfOwnApi]`,
    );
  });
});

describe('the API that is created', () => {
  test('logs why a token was refused, for a month', () => {
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

  test('logs into a log group that exists, or for another time, or not at all', () => {
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

  test('guards routes that are added to it directly', () => {
    const stack = newStack();
    const httpApi = newApi({}, stack).httpApi as HttpApi;
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: integration() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });

  test('takes the usual options', () => {
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

  test.each([[undefined], [['content-type']], [['*']]])('warns when CORS allows the headers %j', (allowHeaders) => {
    const stack = newStack();
    newApi({ corsPreflight: { allowOrigins: ['*'], allowHeaders } }, stack);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('corsWithoutAuthorization'));
  });
});

describe('what to set in Clerk', () => {
  test('is an output of the stack, and a property', () => {
    const stack = newStack();
    const api = newApi({ audience: ['orders', 'other'] }, stack);
    expect(stack.resolve(api.sessionTokenClaims)).toBe('{"aud":"orders"}');
    Template.fromStack(stack).hasOutput('*', { Value: '{"aud":"orders"}' });
  });

  test('names the claims that the rules read', () => {
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
