import { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkHttpJwtAuthorizer,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
} from '../../../../src';
import { addOrders, handWrittenJwt, liveHttpApi } from '../../support/live-apis';
import { CLERK, newFunction } from '../../support/stack';
import { changesBetween } from '../../support/template/changes';

const { GET, POST } = HttpMethod;

const OTHER_INSTANCE = 'https://clerk.example.com';

const ROUTES = ['GETorders', 'POSTorders', 'GETordersid'].map((id) => `Route Api${id}`);

/** Adopts the live API. */
function adopted(
  defaultAuthorizer: ClerkHttpJwtAuthorizer | ReturnType<typeof handWrittenJwt>,
  props: Partial<ClerkProtectedHttpApiProps> = {},
): (stack: Stack) => void {
  return (stack) => {
    const httpApi = new HttpApi(stack, 'Api', { defaultAuthorizer });
    addOrders(stack, new ClerkProtectedHttpApi(stack, 'Clerk', { ...CLERK, httpApi, ...props }));
  };
}

describe('ClerkProtectedHttpApi({ httpApi })', () => {
  const renamed = ['Authorizer ApiClerk: Name'];

  test('beside a ClerkHttpJwtAuthorizer as default: every route, integration, permission and authorizer stays', () => {
    const changes = changesBetween(liveHttpApi, adopted(new ClerkHttpJwtAuthorizer('Clerk', CLERK)));
    expect(changes).toEqual({ added: [], removed: [], updated: renamed, collisions: [] });
  });

  test.each<[string, ClerkHttpJwtAuthorizer | ReturnType<typeof handWrittenJwt>]>([
    ['CDK’s own authorizer', handWrittenJwt()],
    ['one for another audience', new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, audience: ['other'] })],
    ['one for another instance', new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, frontendApiUrl: OTHER_INSTANCE })],
    [
      'one that reads another header',
      new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, identitySource: '$request.header.X' }),
    ],
  ])('beside %s as default: routes keep their ids and change their authorizer', (_, defaultAuthorizer) => {
    const { removed, updated, collisions } = changesBetween(liveHttpApi, adopted(defaultAuthorizer));
    expect(removed).toEqual(['Authorizer ApiClerk']);
    expect(updated).toEqual(ROUTES.map((route) => `${route}: AuthorizerId`));
    expect(collisions).toEqual([]);
  });

  test('with a check that needs the Lambda authorizer, the default authorizer is not used', () => {
    const authorizedParties = ['https://app.example.com'];
    const { updated } = changesBetween(
      liveHttpApi,
      adopted(new ClerkHttpJwtAuthorizer('Clerk', CLERK), { authorizedParties }),
    );
    expect(updated).toEqual(ROUTES.map((route) => `${route}: AuthorizationType, AuthorizerId`));
  });

  test('an ANY route becomes the preflight route, under its id, and the methods get routes beside it', () => {
    const { added, removed, updated, collisions } = changesBetween(
      (stack) => {
        const httpApi = new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) });
        httpApi.addRoutes({ path: '/x', integration: new HttpLambdaIntegration('X', newFunction(stack)) });
      },
      (stack) => {
        const httpApi = new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) });
        const api = new ClerkProtectedHttpApi(stack, 'Clerk', { ...CLERK, httpApi });
        api.addRoutes({ path: '/x', integration: new HttpLambdaIntegration('X', newFunction(stack)) });
      },
    );
    expect(added.filter((name) => name.startsWith('Route'))).toEqual(
      ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'].map((method) => `Route Api${method}x`),
    );
    expect(removed).toEqual(['Integration ApiANYxX', 'Permission ApiANYxXPermission']);
    expect(updated).toEqual(['Route ApiANYx: AuthorizationType, AuthorizerId, Target']);
    expect(collisions).toEqual([]);
  });

  test('an ANY route beside routes of all methods: no route is added or removed', () => {
    const methods = [GET, HttpMethod.HEAD, POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE];
    const { added, removed } = changesBetween(
      (stack) => {
        const httpApi = new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) });
        const integration = new HttpLambdaIntegration('X', newFunction(stack));
        httpApi.addRoutes({ path: '/x', methods, integration });
        httpApi.addRoutes({ path: '/x', integration });
      },
      (stack) => {
        const httpApi = new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) });
        const api = new ClerkProtectedHttpApi(stack, 'Clerk', { ...CLERK, httpApi });
        api.addRoutes({ path: '/x', integration: new HttpLambdaIntegration('X', newFunction(stack)) });
      },
    );
    expect(removed).toEqual(['Permission ApiANYxXPermission']);
    expect(added.filter((name) => /^(Route|Authorizer) /.test(name))).toEqual([]);
  });

  describe('and routes that httpApi.addRoutes did not make', () => {
    const httpApiOf = (stack: Stack) =>
      new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) });
    const byHand = (stack: Stack, httpApi: HttpApi, authorizer?: IHttpRouteAuthorizer) =>
      new HttpRoute(stack, 'Admin', {
        httpApi,
        routeKey: HttpRouteKey.with('/admin', GET),
        integration: new HttpLambdaIntegration('Admin', newFunction(stack)),
        authorizer,
      });
    const before = (stack: Stack) => byHand(stack, httpApiOf(stack));

    test('collide if addRoutes of the construct makes them again', () => {
      const { collisions } = changesBetween(before, (stack) => {
        const api = new ClerkProtectedHttpApi(stack, 'Clerk', { ...CLERK, httpApi: httpApiOf(stack) });
        api.addRoutes({ path: '/admin', methods: [GET], handler: newFunction(stack) });
      });
      expect(collisions).toEqual(['GET /admin']);
    });

    test('stay if they get an authorizer of the construct', () => {
      const { removed, updated } = changesBetween(before, (stack) => {
        const api = new ClerkProtectedHttpApi(stack, 'Clerk', { ...CLERK, httpApi: httpApiOf(stack) });
        byHand(stack, api.httpApi, api.lambdaAuthorizer.when(ClaimRule.hasRole('org:admin')));
      });
      expect(removed).toEqual(['Authorizer ApiClerk']); // no other route has it
      expect(updated).toEqual(['Route Admin: AuthorizationType, AuthorizerId']);
    });
  });

  test('in another stack: the routes leave the stack of the API', () => {
    const team = (stack: Stack) => new Stack(stack.node.root, 'Team');
    const { removed, collisions } = changesBetween(liveHttpApi, (stack) => {
      const httpApi = new HttpApi(stack, 'Api');
      addOrders(stack, new ClerkProtectedHttpApi(team(stack), 'Clerk', { ...CLERK, httpApi }));
    });
    expect(removed).toEqual(expect.arrayContaining(ROUTES));
    expect(collisions).toEqual([]); // the stack of the API is deployed first, without them
  });
});
