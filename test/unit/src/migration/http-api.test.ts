import type { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import { ClerkProtectedHttpApi } from '../../../../src';
import { addOrders, handWrittenJwt, liveHttpApi } from '../../support/live-apis';
import { CLERK, newFunction } from '../../support/stack';
import { changesBetween } from '../../support/template/changes';

const { GET, POST } = HttpMethod;

const ROUTES = ['GETorders', 'POSTorders', 'GETordersid'].map((id) => `Route Api${id}`);

describe('ClerkProtectedHttpApi in place of HttpApi', () => {
  test('of the same id: the API stays, with its stage, integrations and routes', () => {
    const changes = changesBetween(liveHttpApi, (stack) => {
      addOrders(stack, new ClerkProtectedHttpApi(stack, 'Api', CLERK));
    });
    expect(changes).toEqual({
      added: ['Authorizer ApiClerkJwtAuthorizer', 'LogGroup ApiAccessLogs', 'QueryDefinition ApiRequestsOfUser'],
      removed: ['Authorizer ApiClerk'],
      updated: ['Stage ApiDefaultStage: AccessLogSettings', ...ROUTES.map((route) => `${route}: AuthorizerId`)],
      collisions: [],
    });
  });

  test('of another id: everything is replaced, the API and its URL included', () => {
    const { removed, updated } = changesBetween(liveHttpApi, (stack) => {
      addOrders(stack, new ClerkProtectedHttpApi(stack, 'OrdersApi', CLERK));
    });
    expect(removed).toEqual(expect.arrayContaining(['Api Api', 'Stage ApiDefaultStage', ...ROUTES]));
    expect(updated).toEqual([]);
  });

  test('with handler instead of integration: integrations and permissions are replaced, routes stay', () => {
    const { removed, updated, collisions } = changesBetween(liveHttpApi, (stack) => {
      const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
      const handler = newFunction(stack);
      api.addRoutes({ path: '/orders', methods: [GET, POST], handler });
      api.addRoutes({ path: '/orders/{id}', methods: [GET], handler });
    });
    expect(removed.filter((name) => !name.startsWith('Permission'))).toEqual([
      'Authorizer ApiClerk',
      'Integration ApiGETordersOrders',
    ]);
    expect(updated.slice(1)).toEqual(ROUTES.map((route) => `${route}: AuthorizerId, Target`));
    expect(collisions).toEqual([]);
  });

  test('instead of a guarded $default route: the new routes come first, and none of them exists already', () => {
    const integrationFor = (stack: Stack) => new HttpLambdaIntegration('App', newFunction(stack));
    const { added, removed, collisions } = changesBetween(
      (stack) => {
        const defaultIntegration = integrationFor(stack);
        new HttpApi(stack, 'Api', { defaultIntegration, defaultAuthorizer: handWrittenJwt() });
      },
      (stack) => {
        const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
        const integration = integrationFor(stack);
        for (const path of ['/', '/{proxy+}']) api.addRoutes({ path, integration });
      },
    );
    expect(added.filter((name) => name.startsWith('Route'))).toHaveLength(14);
    expect(removed).toEqual([
      'Authorizer ApiClerk',
      'Integration ApiDefaultRouteApp',
      'Permission ApiDefaultRouteAppPermission',
      'Route ApiDefaultRoute',
    ]);
    expect(collisions).toEqual([]);
  });
});
