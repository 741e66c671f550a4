import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClerkHttpJwtAuthorizer, type ClerkHttpJwtAuthorizerProps } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newIntegration, newStack, resources } from '../../support/stack';

const newAuthorizer = (props: Partial<ClerkHttpJwtAuthorizerProps> = {}) =>
  new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, ...props });

describe('ClerkHttpJwtAuthorizer', () => {
  test('protects a route of addRoutes', () => {
    const stack = newStack();
    new HttpApi(stack, 'Api').addRoutes({
      path: '/orders',
      methods: [HttpMethod.GET],
      integration: newIntegration(),
      authorizer: newAuthorizer(),
      authorizationScopes: ['orders:read'],
    });

    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      ApiId: { Ref: Match.stringLikeRegexp('^Api') },
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Issuer: CLERK.frontendApiUrl, Audience: CLERK.audience },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'GET /orders',
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: Match.stringLikeRegexp('Clerk') },
      AuthorizationScopes: ['orders:read'],
    });
  });

  test('protects every route as the default authorizer, with one authorizer resource', () => {
    const stack = newStack();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: newAuthorizer() });
    api.addRoutes({ path: '/a', methods: [HttpMethod.GET, HttpMethod.POST], integration: newIntegration() });
    api.addRoutes({ path: '/b', methods: [HttpMethod.GET], integration: newIntegration() });

    const routes = resources(stack, 'AWS::ApiGatewayV2::Route');
    expect(routes.map((route) => route.AuthorizationType)).toEqual(['JWT', 'JWT', 'JWT']);
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(1);
  });

  test('serves several APIs and creates one authorizer for each', () => {
    const stack = newStack();
    const authorizer = newAuthorizer();
    for (const id of ['First', 'Second']) {
      const api = new HttpApi(stack, id);
      api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer });
    }

    const template = Template.fromStack(stack);
    for (const id of ['First', 'Second']) {
      const authorizers = template.findResources('AWS::ApiGatewayV2::Authorizer', {
        Properties: { ApiId: { Ref: Match.stringLikeRegexp(`^${id}`) } },
      });
      expect(Object.keys(authorizers)).toHaveLength(1);
      template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
        ApiId: { Ref: Match.stringLikeRegexp(`^${id}`) },
        AuthorizerId: { Ref: Object.keys(authorizers)[0] },
      });
    }
    const names = resources(stack, 'AWS::ApiGatewayV2::Authorizer').map((properties) => properties.Name);
    expect(new Set(names).size).toBe(2);
  });

  test('protects routes of an API that two stacks import, with different authorizer names', () => {
    const app = new App();
    const stacks = ['A', 'B'].map((id) => {
      const stack = newStack(id, app);
      new HttpRoute(stack, 'Route', {
        httpApi: HttpApi.fromHttpApiAttributes(stack, 'Imported', { httpApiId: 'abc123' }),
        routeKey: HttpRouteKey.with(`/${id}`, HttpMethod.GET),
        integration: newIntegration(),
        authorizer: newAuthorizer(),
      });
      return stack;
    });

    const authorizers = stacks.flatMap((stack) => resources(stack, 'AWS::ApiGatewayV2::Authorizer'));
    expect(authorizers.map((authorizer) => authorizer.ApiId)).toEqual(['abc123', 'abc123']);
    const names = authorizers.map((authorizer) => authorizer.Name);
    expect(new Set(names).size).toBe(2);
  });

  test('is created in the stack of the route if that is not the stack of the API', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    new HttpRoute(routeStack, 'Route', {
      httpApi: new HttpApi(apiStack, 'Api'),
      routeKey: HttpRouteKey.with('/x', HttpMethod.GET),
      integration: newIntegration(),
      authorizer: newAuthorizer(),
    });

    expect(resources(apiStack, 'AWS::ApiGatewayV2::Authorizer')).toEqual([]);
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(1);
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([
      { AuthorizationType: 'JWT', AuthorizerId: { Ref: expect.stringContaining('Clerk') } },
    ]);
  });

  test('accepts another identity source and another name', () => {
    const stack = newStack();
    const authorizer = newAuthorizer({ identitySource: '$request.querystring.token', authorizerName: 'mine' });
    new HttpApi(stack, 'Api', { defaultAuthorizer: authorizer }).addRoutes({
      path: '/x',
      integration: newIntegration(),
    });
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      { IdentitySource: ['$request.querystring.token'], Name: 'mine' },
    ]);
  });

  test.each([
    '$request.cookie.__session',
    'Authorization',
    'x$request.header.Authorization',
    '',
    ['$request.header.Authorization'] as never,
  ])('fails on the identity source %j', (identitySource) => {
    expect(() => newAuthorizer({ identitySource })).toThrow(diagnostic('HttpJwtAuthorizer.identitySource'));
    expect(() => newAuthorizer({ identitySource })).toThrow(
      /must be one header or one query .*; write identitySource: '\$request\.header\.Authorization'/,
    );
  });

  test.each<[string, unknown, string]>([
    ['scopes', ['orders:read'], 'give authorizationScopes to addRoutes()'],
    ['keys', {}, 'use ClerkHttpLambdaAuthorizer, which checks it'],
  ])('fails on %s, which have no effect on it', (name, value, fix) => {
    const create = () => newAuthorizer({ [name]: value });
    expect(create).toThrow(`'${name}' has no effect on ClerkHttpJwtAuthorizer`);
    expect(create).toThrow(fix);
  });

  test('fails on a name that is no text', () => {
    expect(() => newAuthorizer({ authorizerName: 1 as never })).toThrow("write authorizerName: 'clerk'");
  });

  test('fails if a new authorizer is created for each route', () => {
    const api = new HttpApi(newStack(), 'Api');
    api.addRoutes({ path: '/a', integration: newIntegration(), authorizer: newAuthorizer() });
    expect(() => api.addRoutes({ path: '/b', integration: newIntegration(), authorizer: newAuthorizer() })).toThrow(
      /create one authorizer and pass it to every route.*HttpAuthorizer\.idTaken/,
    );
  });
});
