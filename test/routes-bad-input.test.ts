import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { type AddClerkRoutesOptions, RouteAccess } from '../src';
import { newApi, newFunction, newIntegration, newStack } from './support';

const protectedAccess = RouteAccess.signedIn();

describe('a wrong route fails with its id and what to write', () => {
  test.each<[string, Partial<AddClerkRoutesOptions>, string]>([
    ['noPath', { path: '' }, "write path: '/orders'"],
    ['noPath', { path: undefined }, "write path: '/orders'"],
    ['noLeadingSlash', { path: 'orders' }, "write path: '/orders'"],
    ['trailingSlash', { path: '/orders/' }, "write path: '/orders'"],
    ['trailingSlash', { path: '//' }, "write path: '/'"],
    ['methodInPath', { path: 'GET /orders' }, "write path: '/orders', methods: [HttpMethod.GET]"],
    ['otherSyntax', { path: '/orders/:id/items' }, "write path: '/orders/{id}/items'"],
    ['otherSyntax', { path: '/files/*' }, "write path: '/files/{proxy+}'"],
    ['pathSyntax', { path: '/files/{proxy+}/x' }, 'at the end only'],
    ['pathSyntax', { path: '/orders?x=1' }, '/orders/{id}'],
    ['pathSyntax', { path: '/orders/{id' }, '/orders/{id}'],
    ['pathSyntax', { path: '/a//b' }, '/orders/{id}'],
    ['pathSyntax', { path: '/a b' }, '/orders/{id}'],
    ['noMethods', { methods: [] }, 'leave it out to serve every method'],
    ['duplicate', { methods: [HttpMethod.GET, HttpMethod.GET] }, 'the route GET /x is defined twice'],
    ['duplicate', { methods: [HttpMethod.ANY, HttpMethod.GET] }, 'the route GET /x is defined twice'],
    ['protectedDefault', { path: '$default' }, "write path: '/{proxy+}'"],
    ['protectedDefault', { path: '$default', access: protectedAccess }, "write path: '/{proxy+}'"],
    [
      'defaultWithMethods',
      { path: '$default', methods: [HttpMethod.GET], access: RouteAccess.anyone() },
      "leave 'methods' out",
    ],
    ['protectedOptions', { methods: [HttpMethod.OPTIONS], access: protectedAccess }, 'access: RouteAccess.anyone()'],
    [
      'protectedOptions',
      { methods: [HttpMethod.GET, HttpMethod.OPTIONS], access: protectedAccess },
      'take OPTIONS out',
    ],
    ['cdkOption', { authorizationScopes: ['x'] } as Partial<AddClerkRoutesOptions>, 'RouteAccess.signedIn({ scopes'],
    ['cdkOption', { authorizer: {} } as Partial<AddClerkRoutesOptions>, 'access: RouteAccess'],
    ['integration', { integration: undefined }, 'write handler: myFunction'],
    ['integration', { handler: newFunction(newStack()) }, 'got "both"'],
  ])('%s: %j', (slug, options, fix) => {
    const stack = newStack();
    const api = newApi({}, stack);
    const before = stack.node.findAll().length;
    const wrong = { path: '/x', integration: newIntegration(), ...options };
    expect(() => api.addRoutes(wrong)).toThrow(`[cdk-clerk-authorizer:Route.${slug}]`);
    expect(() => api.addRoutes(wrong)).toThrow(fix);
    expect(stack.node.findAll()).toHaveLength(before);

    const upFront = newStack();
    expect(() => newApi({ routes: [wrong] }, upFront)).toThrow(`[cdk-clerk-authorizer:Route.${slug}]`);
    expect(upFront.node.tryFindChild('Api')?.node.children).toEqual([]);
  });

  test('a second addRoutes with a key that exists', () => {
    const api = newApi();
    api.addRoutes({ path: '/x', integration: newIntegration() });
    expect(() => api.addRoutes({ path: '/x', methods: [HttpMethod.PUT], integration: newIntegration() })).toThrow(
      /the route PUT \/x is defined twice.*Route\.duplicate/,
    );
  });

  test('two entries of routes with one key', () => {
    const route = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration() };
    expect(() => newApi({ routes: [route, route] })).toThrow(/Route\.duplicate/);
  });

  test('a key that the existing API has already', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() });
    const api = newApi({ httpApi }, stack);
    expect(() => api.addRoutes({ path: '/x', integration: newIntegration() })).toThrow(/Route\.duplicate/);
  });
});

describe('scopes', () => {
  test.each([[[]], [['']], [['a b']], [Array.from({ length: 11 }, (_, index) => `s${index}`)], ['a' as never]])(
    'fail when they are %j',
    (scopes) => {
      expect(() => RouteAccess.signedIn({ scopes })).toThrow('[cdk-clerk-authorizer:RouteAccess.scopes]');
    },
  );
});

test.each(['/', '/orders', '/orders/{id}', '/orders/{id}/items', '/files/{proxy+}', '/v1.0/a-b_c~d', '/{proxy+}'])(
  'the path %s passes',
  (path) => {
    expect(() => newApi().addRoutes({ path, integration: newIntegration() })).not.toThrow();
  },
);
