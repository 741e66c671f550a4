import { NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  type CfnRoute,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkProtectedHttpApi, PreflightRoute, RouteAccess } from '../../../../src';
import { CLERK, newApi, newFunction, newIntegration, newStack } from '../../support/stack';

const { GET, POST, OPTIONS } = HttpMethod;
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const admins = RouteAccess.when(isAdmin);
const anyone = RouteAccess.anyone();

function warnings(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:Access'))
    .map(({ entry }) => entry.data);
}

function synthesis(stack: Stack): () => Template {
  return () => Template.fromStack(stack);
}

describe('a method that is not listed falls to a broader route', () => {
  test('a public one', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/admin', methods: [GET], integration: newIntegration(), access: admins });
    api.addRoutes({ path: '/{proxy+}', handler: newFunction(stack), access: anyone });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/HEAD, POST, PUT, PATCH, DELETE, OPTIONS, other methods \/admin .*fallsToWeakerRoute]$/),
    ]);
  });

  test('one for everyone who is signed in', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const handler = newFunction(stack);
    api.addRoutes({ path: '/{proxy+}', handler });
    api.addRoutes({ path: '/admin/{proxy+}', methods: [GET], handler, access: admins });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/: HEAD, POST, PUT, PATCH, DELETE \/admin\/\{proxy\+} .*fallsToWeakerRoute]$/),
    ]);
  });

  test('one of an existing API, or of another construct in another stack', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/{proxy+}', integration: newIntegration() });
    const other = new Stack(stack.node.root, 'Other');
    new ClerkProtectedHttpApi(new NestedStack(other, 'Nested'), 'Api', { ...CLERK, httpApi }).addRoutes({
      path: '/admin',
      methods: [GET],
      handler: newFunction(other),
      access: admins,
    });
    expect(warnings(stack)).toEqual([expect.stringContaining('Access.fallsToWeakerRoute')]);
  });
});

describe('an open route that leads to guarded code', () => {
  test('is an error where the route for preflights was turned into one', () => {
    const stack = newStack();
    const routes = newApi({}, stack).addRoutes({ path: '/x', handler: newFunction(stack) });
    const [get, any] = [routes[0], routes.at(-1)].map((route) => route?.node.defaultChild as CfnRoute);
    any.target = get.target;
    expect(synthesis(stack)).toThrow(/ANY \/x \(open\); .*Access\.derivedRouteToGuardedBackEnd]/);
  });

  test('is a warning where it is a route of an existing API', () => {
    const stack = newStack();
    const handler = newFunction(stack);
    const httpApi = new HttpApi(stack, 'Existing');
    httpApi.addRoutes({ path: '/{proxy+}', methods: [OPTIONS], integration: new HttpLambdaIntegration('I', handler) });
    newApi({ httpApi }, stack).addRoutes({ path: '/x', methods: [GET], handler });
    expect(warnings(stack)).toEqual([expect.stringContaining('Access.openRouteToGuardedBackEnd')]);
  });

  test('is a warning where everything but some methods is public', () => {
    const stack = newStack();
    const handler = newFunction(stack);
    const api = newApi({}, stack);
    api.addRoutes({ path: '/posts', methods: [POST], handler });
    api.addRoutes({ path: '/posts', handler, access: anyone });
    expect(warnings(stack)).toEqual([expect.stringContaining('Access.openRouteToGuardedBackEnd')]);
  });

  test.each<[string, (api: ClerkProtectedHttpApi, stack: Stack) => void, PreflightRoute?]>([
    [
      'public methods that are listed',
      (api, stack) => {
        const handler = newFunction(stack);
        api.addRoutes({ path: '/posts', methods: [GET], handler, access: anyone });
        api.addRoutes({ path: '/posts', methods: [POST], handler });
      },
    ],
    [
      'OPTIONS by name',
      (api, stack) => {
        const handler = newFunction(stack);
        api.addRoutes({ path: '/x', methods: [OPTIONS], handler, access: anyone });
        api.addRoutes({ path: '/x', methods: [GET], handler });
      },
    ],
    [
      'protected paths of every kind',
      (api, stack) => {
        const handler = newFunction(stack);
        api.addRoutes({ path: '/', handler });
        api.addRoutes({ path: '/{proxy+}', handler });
        api.addRoutes({ path: '/feed', handler, access: RouteAccess.optional() });
        api.addRoutes({ path: '/admin', handler, access: admins });
        api.addRoutes({ path: '/admin/{proxy+}', handler, access: admins });
        api.addRoutes({ path: '/health', handler, access: anyone });
      },
    ],
    [
      'OPTIONS among the methods',
      (api, stack) => {
        api.addRoutes({ path: '/x', methods: [GET, OPTIONS], handler: newFunction(stack) });
      },
    ],
    [
      'back ends that answer preflights, which has a warning of its own',
      (api, stack) => {
        api.addRoutes({ path: '/x', handler: newFunction(stack) });
      },
      PreflightRoute.BACK_END,
    ],
    [
      'no route for preflights',
      (api, stack) => {
        api.addRoutes({ path: '/x', handler: newFunction(stack) });
      },
      PreflightRoute.NONE,
    ],
  ])('%s: no warning', (_, add, preflightRoute) => {
    const stack = newStack();
    add(newApi({ preflightRoute }, stack), stack);
    expect(warnings(stack)).toEqual([]);
  });
});

describe('what cannot be deployed', () => {
  test('one route in two constructs, one of them open', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    const [first, second] = ['First', 'Second'].map(
      (id) => new ClerkProtectedHttpApi(new Stack(stack.node.root, id), 'Api', { ...CLERK, httpApi }),
    );
    first.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    second.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), access: anyone });
    expect(synthesis(stack)).toThrow(/the API has the route GET \/x twice: First\/.* and Second\/.*Route\.duplicate]/);
  });

  test('one route that somebody else added later', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/x', methods: [GET], integration: newIntegration() });
    const authorizer = new HttpNoneAuthorizer();
    const routeKey = HttpRouteKey.with('/x', GET);
    new HttpRoute(stack, 'Late', { httpApi: api.httpApi, routeKey, integration: newIntegration(), authorizer });
    expect(synthesis(stack)).toThrow(/Route\.duplicate]/);
  });

  test('parameters of other names in the same place', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    api.addRoutes({ path: '/orgs/{orgId}/stages/{stageId}', methods: [GET], integration: newIntegration() });
    api.addRoutes({ path: '/orgs/{orgId}/stages/{stage_id}', methods: [GET], integration: newIntegration() });
    expect(synthesis(stack)).toThrow(/Access\.conflictingParameterNames]/);
  });

  test('more authorizers than an API may have', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'Existing');
    for (const id of ['A', 'B', 'C', 'D']) {
      const api = new ClerkProtectedHttpApi(stack, id, { ...CLERK, httpApi });
      for (const [name, access] of Object.entries({
        in: RouteAccess.signedIn(),
        admins,
        optional: RouteAccess.optional(),
      })) {
        api.addRoutes({ path: `/${id}/${name}`, methods: [GET], integration: newIntegration(), access });
      }
    }
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/authorizers per API, which is 10, got 12; .*quotaAuthorizers]/),
    ]);
  });
});
