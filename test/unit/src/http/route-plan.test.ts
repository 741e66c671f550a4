import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClaimRule, PreflightRoute, RouteAccess } from '../../../../src';
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
const ruled = () => Object.fromEntries(Object.keys(GUARDED).map((key) => [key, 'CUSTOM']));

/** Returns the route keys and authorization types of one `addRoutes({ path: '/x' })`. */
function routesOf(options: { methods?: HttpMethod[]; access?: RouteAccess; preflightRoute?: PreflightRoute }) {
  const stack = newStack();
  const { preflightRoute, ...route } = options;
  newApi({ preflightRoute }, stack).addRoutes({ path: '/x', integration: integration(), ...route });
  return authorizationTypes(stack);
}

describe('the routes of a path', () => {
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

  test('a protected route uses the authorizer of the Clerk instance', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '/x', methods: [GET], integration: integration() });
    const template = Template.fromStack(stack);
    const [authorizer] = Object.keys(template.findResources('AWS::ApiGatewayV2::Authorizer'));
    expect(authorizer).toMatch(/^ApiClerkJwtAuthorizer[0-9A-F]{8}$/); // another name would replace it in every stack
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', { AuthorizerId: { Ref: authorizer } });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: CLERK.frontendApiUrl, Audience: CLERK.audience },
    });
  });

  test('a public route has no authorizer and no scopes', () => {
    const stack = newStack();
    newApi({}, stack).addRoutes({ path: '/x', integration: integration(), access: RouteAccess.anyone() });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGatewayV2::Route', {
      AuthorizationType: 'NONE',
      AuthorizerId: Match.absent(),
      AuthorizationScopes: Match.absent(),
    });
  });

  test('scopes are set on the protected methods only', () => {
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

  test('defaultAccess applies to routes without access', () => {
    const stack = newStack();
    const api = newApi({ defaultAccess: RouteAccess.anyone() }, stack);
    api.addRoutes({ path: '/open', methods: [GET], integration: integration() });
    api.addRoutes({ path: '/closed', methods: [GET], integration: integration(), access: RouteAccess.signedIn() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /open': 'NONE', 'GET /closed': 'JWT' });
    const warning =
      "'defaultAccess' makes .*, got .RouteAccess.anyone.*; remove it, .*ClerkProtectedHttpApi.openByDefault";
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp(warning));
  });

  test('routes can be given as a prop', () => {
    const stack = newStack();
    newApi({ routes: [{ path: '/x', methods: [GET], integration: integration() }] }, stack);
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });
});

describe('one function behind many routes', () => {
  test('has one integration and one permission', () => {
    const stack = newStack();
    const api = newApi({ preflightRoute: PreflightRoute.NONE }, stack);
    const handler = newFunction(stack);
    for (const path of ['/a', '/b', '/c']) api.addRoutes({ path, handler });

    expect(resources(stack, 'AWS::ApiGatewayV2::Route')).toHaveLength(18);
    expect(resources(stack, 'AWS::ApiGatewayV2::Integration')).toMatchObject([{ PayloadFormatVersion: '2.0' }]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toMatchObject([{ Principal: 'apigateway.amazonaws.com' }]);
  });

  test('two functions have one integration and one permission each', () => {
    const stack = newStack();
    const api = newApi({ preflightRoute: PreflightRoute.NONE }, stack);
    api.addRoutes({ path: '/a', handler: newFunction(stack, 'A') });
    api.addRoutes({ path: '/b', handler: newFunction(stack, 'B') });
    expect(resources(stack, 'AWS::ApiGatewayV2::Integration')).toHaveLength(2);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(2);
  });
});

describe('OPTIONS as the only method, where the back end answers preflights', () => {
  const add = (access?: RouteAccess) => () =>
    newApi({ preflightRoute: PreflightRoute.BACK_END }).addRoutes({
      path: '/x',
      methods: [HttpMethod.OPTIONS],
      integration: integration(),
      access,
    });

  test('is open', () => {
    expect(add()).not.toThrow();
  });

  test('fails with an access that would not be enforced', () => {
    expect(add(RouteAccess.signedIn())).toThrow(/OPTIONS \/x cannot be protected.*Route\.protectedOptions/);
  });
});

test('only OPTIONS is marked as listed, because other methods are no preflights', () => {
  const stack = newStack();
  const methods = [HttpMethod.GET, HttpMethod.OPTIONS];
  newApi({}, stack).addRoutes({ path: '/x', methods, integration: integration(), access: RouteAccess.anyone() });
  const routes = Object.values(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Route'));
  expect(
    routes.map(({ Properties, Metadata }) => [Properties.RouteKey, Metadata?.['cdk-clerk-authorizer:route']]),
  ).toEqual([
    ['GET /x', undefined],
    ['OPTIONS /x', 'listed'],
  ]);
});
