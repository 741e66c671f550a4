import { generateKeyPairSync } from 'node:crypto';
import { App, Duration } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkKeys, type ClerkProtectedHttpApiProps, RouteAccess, TokenKind } from '../../../../src';
import {
  authorizationTypes,
  CLERK,
  newApi,
  newFunction,
  newIntegration,
  newStack,
  policyOf,
  resources,
} from '../../support/stack';

const PEM = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  type: 'spki',
  format: 'pem',
}) as string;
const integration = newIntegration;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

describe('the Lambda authorizer', () => {
  test('is used only by routes that need it', () => {
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
      routes: {
        'GET /admin': { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
        'GET /feed': 'optional',
      },
    });
  });

  const needs: [string, Partial<ClerkProtectedHttpApiProps>][] = [
    ['authorizedParties', { authorizedParties: ['https://app.example.com'] }],
    ['tokenKinds', { tokenKinds: [TokenKind.OAUTH] }],
    ['denyImpersonation', { denyImpersonation: true }],
    ['PEM keys', { keys: ClerkKeys.fromPem(PEM) }],
    ['useLambdaAuthorizer', { useLambdaAuthorizer: true }],
  ];

  test.each(needs)('is needed for %s alone', (_, props) => {
    const stack = newStack();
    newApi(props, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: integration() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'CUSTOM' });
  });

  test.each(needs)('protects every protected route because of %s', (_, props) => {
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
      routes: {
        'GET /plain': 'signedIn',
        'GET /scoped': {
          op: 'anyOf',
          rules: [
            { op: 'hasScope', scope: 'x:read' },
            { op: 'hasScope', scope: 'x:write' },
          ],
        },
        'GET /direct': 'signedIn',
      },
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

  test('is created in the stack of the routes, so routes in another stack cause no cyclic reference', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    const api = newApi({ httpApi: new HttpApi(apiStack, 'Api') }, routeStack);
    const handler = newFunction(routeStack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], handler, access: RouteAccess.when(isAdmin) });
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ AuthorizationType: 'CUSTOM' }]);
    expect(resources(apiStack, 'AWS::Lambda::Function')).toEqual([]);
    expect(policyOf(routeStack).routes).toEqual({ 'GET /x': isAdmin._render() });
  });
});
