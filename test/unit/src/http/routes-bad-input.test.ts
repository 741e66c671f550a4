import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { type AddClerkRoutesOptions, RouteAccess } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { newApi, newFunction, newIntegration, newStack } from '../../support/stack';

const protectedAccess = RouteAccess.signedIn();

describe('an invalid route fails with its id and the corrected line', () => {
  test.each<[string, Partial<AddClerkRoutesOptions>, string]>([
    ['noPath', { path: '' }, `'path' is required, got ""; write path: '/orders'`],
    ['noPath', { path: ' ' }, "write path: '/orders'"],
    ['noPath', { path: undefined }, "write path: '/orders'"],
    ['noLeadingSlash', { path: 'orders' }, `'path' must start with a slash, got "orders"; write path: '/orders'`],
    ['noLeadingSlash', { path: ' orders' }, "write path: '/orders'"],
    ['noLeadingSlash', { path: 'xGET /orders' }, "write path: '/xGET /orders'"],
    ['noLeadingSlash', { path: 'GET /orders /x' }, "write path: '/GET /orders /x'"],
    ['trailingSlash', { path: '/orders/' }, `'path' must not end with a slash, got "/orders/"; write path: '/orders'`],
    ['trailingSlash', { path: '/orders//' }, "write path: '/orders'"],
    ['trailingSlash', { path: '//' }, "write path: '/'"],
    [
      'methodInPath',
      { path: 'GET /orders' },
      `'path' must not name the method, got "GET /orders"; write path: '/orders', methods: [HttpMethod.GET]`,
    ],
    ['methodInPath', { path: 'GET  /orders' }, "write path: '/orders', methods: [HttpMethod.GET]"],
    [
      'otherSyntax',
      { path: '/orders/:id/items' },
      `'path' must use the syntax of API Gateway, got "/orders/:id/items"; write path: '/orders/{id}/items'`,
    ],
    ['otherSyntax', { path: '/orders/:orderId' }, "write path: '/orders/{orderId}'"],
    ['otherSyntax', { path: '/files/*' }, "write path: '/files/{proxy+}'"],
    ['otherSyntax', { path: '/files/**' }, "write path: '/files/{proxy+}'"],
    ['pathSyntax', { path: '/files/*/x' }, '/orders/{id}'],
    ['pathSyntax', { path: '/files/{proxy+}/x' }, 'at the end only'],
    ['pathSyntax', { path: '/orders?x=1' }, '/orders/{id}'],
    ['pathSyntax', { path: '/orders/{id' }, '/orders/{id}'],
    ['pathSyntax', { path: '/a//b' }, '/orders/{id}'],
    ['pathSyntax', { path: '/a b' }, '/orders/{id}'],
    ['noMethods', { methods: [] }, 'remove it to serve every method'],
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
    ['protectedOptions', { methods: [HttpMethod.OPTIONS] }, 'leave the route out'],
    ['cdkOption', { authorizationScopes: ['x'] } as Partial<AddClerkRoutesOptions>, 'RouteAccess.signedIn({ scopes'],
    ['cdkOption', { authorizer: {} } as Partial<AddClerkRoutesOptions>, 'access: RouteAccess'],
    ['integration', { integration: undefined }, 'got "neither"; write handler: myFunction'],
    ['integration', { handler: newFunction(newStack()) }, 'got "both"'],
  ])('%s: %j', (slug, options, fix) => {
    const stack = newStack();
    const api = newApi({}, stack);
    const before = stack.node.findAll().length;
    const wrong = { path: '/x', integration: newIntegration(), ...options };
    expect(() => api.addRoutes(wrong)).toThrow(diagnostic(`Route.${slug}`));
    expect(() => api.addRoutes(wrong)).toThrow(fix);
    expect(stack.node.findAll()).toHaveLength(before);

    const upFront = newStack();
    expect(() => newApi({ routes: [wrong] }, upFront)).toThrow(diagnostic(`Route.${slug}`));
    expect(upFront.node.tryFindChild('Api')?.node.children).toEqual([]);
  });

  test('a second addRoutes with an existing route key', () => {
    const api = newApi();
    api.addRoutes({ path: '/x', integration: newIntegration() });
    expect(() => api.addRoutes({ path: '/x', methods: [HttpMethod.PUT], integration: newIntegration() })).toThrow(
      /the route PUT \/x is defined twice.*Route\.duplicate/,
    );
  });

  test('two entries of routes with the same route key, before a resource is created', () => {
    const route = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration() };
    const stack = newStack();
    expect(() => newApi({ routes: [route, route] }, stack)).toThrow(/Route\.duplicate/);
    expect(stack.node.tryFindChild('Api')?.node.children).toEqual([]);
  });

  test('a route key that the existing API already has', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() });
    const api = newApi({ httpApi }, stack);
    expect(() => api.addRoutes({ path: '/x', integration: newIntegration() })).toThrow(/Route\.duplicate/);
  });

  test('the $default of an existing API', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing', { defaultIntegration: newIntegration() });
    const options = { path: '$default', integration: newIntegration(), access: RouteAccess.anyone() };
    expect(() => newApi({ httpApi }, stack).addRoutes(options)).toThrow(/the route \$default is defined twice/);
  });
});

test.each(['/', '/orders', '/orders/{id}', '/orders/{id}/items', '/files/{proxy+}', '/v1.0/a-b_c~d', '/{proxy+}'])(
  'the path %s passes',
  (path) => {
    expect(() => newApi().addRoutes({ path, integration: newIntegration() })).not.toThrow();
  },
);
