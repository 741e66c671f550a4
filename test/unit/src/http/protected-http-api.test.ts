import { App } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { describe, expect, test } from 'vitest';
import { ClerkProtectedHttpApi } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
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

  test('has no HttpApi if it is imported, and the message says what to read instead', () => {
    const stack = newStack();
    const httpApi = HttpApi.fromHttpApiAttributes(stack, 'Imported', { httpApiId: 'abc123' });
    const api = newApi({ httpApi }, stack);
    expect(() => api.httpApi).toThrow(diagnostic('ClerkProtectedHttpApi.importedApi'));
    expect(() => api.httpApi).toThrow('the API of Stack/Api is imported, so there is no HttpApi; write api instead');
    expect(api.api).toBe(httpApi);
    expect(api.url).toBeUndefined();
  });

  test('can be in another stack without a cyclic reference', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    const api = newApi({ httpApi: new HttpApi(apiStack, 'Api') }, routeStack);
    api.addRoutes({ path: '/x', methods: [HttpMethod.GET], handler: newFunction(routeStack) });

    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([{ AuthorizationType: 'JWT' }]);
    expect(resources(apiStack, 'AWS::ApiGatewayV2::Authorizer')).toEqual([]);
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(1);
  });

  test('can be protected by two constructs with two audiences', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    const first = new ClerkProtectedHttpApi(stack, 'First', { ...CLERK, httpApi });
    const second = new ClerkProtectedHttpApi(stack, 'Second', { ...CLERK, httpApi, audience: ['other'] });
    first.addRoutes({ path: '/a', methods: [HttpMethod.GET], integration: integration() });
    second.addRoutes({ path: '/b', methods: [HttpMethod.GET], integration: integration() });
    const audiences = resources(stack, 'AWS::ApiGatewayV2::Authorizer').map((it) => it.JwtConfiguration);
    expect(audiences).toMatchObject([{ Audience: CLERK.audience }, { Audience: ['other'] }]);
  });
});
