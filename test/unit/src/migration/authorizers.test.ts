import type { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, type IWebSocketRouteAuthorizer, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
  WebSocketLambdaAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkHttpJwtAuthorizer,
  ClerkHttpLambdaAuthorizer,
  ClerkWebSocketAuthorizer,
} from '../../../../src';
import { addOrders, handWrittenJwt, liveHttpApi } from '../../support/live-apis';
import { CLERK, newFunction, newIntegration } from '../../support/stack';
import { changesBetween } from '../../support/template/changes';

/** The resources of the Lambda authorizer with the id `Rules`. */
const LAMBDA_AUTHORIZER = [
  'Authorizer ApiRulesAuthorizer',
  'Function ApiRulesFunction',
  'LogGroup ApiRulesLogs',
  'Permission ApiRulesFunctionInvokeAuthorizer',
  'Policy ApiRulesRoleDefaultPolicy',
  'Role ApiRulesRole',
];

test('ClerkHttpJwtAuthorizer in place of HttpJwtAuthorizer: one resource changes its name', () => {
  const changes = changesBetween(liveHttpApi, (stack) => {
    addOrders(stack, new HttpApi(stack, 'Api', { defaultAuthorizer: new ClerkHttpJwtAuthorizer('Clerk', CLERK) }));
  });
  expect(changes).toEqual({ added: [], removed: [], updated: ['Authorizer ApiClerk: Name'], collisions: [] });
});

test('ClerkHttpJwtAuthorizer with the name of before: nothing changes', () => {
  const changes = changesBetween(liveHttpApi, (stack) => {
    const authorizer = new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, authorizerName: 'Clerk' });
    addOrders(stack, new HttpApi(stack, 'Api', { defaultAuthorizer: authorizer }));
  });
  expect(changes).toEqual({ added: [], removed: [], updated: [], collisions: [] });
});

test('a rule on one route: nothing is removed, and this route alone changes its authorizer', () => {
  const changes = changesBetween(liveHttpApi, (stack) => {
    const rules = new ClerkHttpLambdaAuthorizer('Rules', CLERK);
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: handWrittenJwt() });
    addOrders(stack, api, rules.when(ClaimRule.hasRole('org:admin')));
  });
  const updated = ['Route ApiPOSTorders: AuthorizationType, AuthorizerId'];
  expect(changes).toEqual({ added: LAMBDA_AUTHORIZER, removed: [], updated, collisions: [] });
});

test('a rule on one more route: the policy of the function, and this route', () => {
  const isAdmin = ClaimRule.hasRole('org:admin');
  const withRules = (paths: string[]) => (stack: Stack) => {
    const rules = new ClerkHttpLambdaAuthorizer('Rules', CLERK);
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: handWrittenJwt() });
    for (const path of ['/a', '/b', '/c']) {
      const authorizer = paths.includes(path) ? rules.when(isAdmin) : undefined;
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: newIntegration(), authorizer });
    }
  };
  expect(changesBetween(withRules(['/a']), withRules(['/a', '/b']))).toEqual({
    added: [],
    removed: [],
    updated: ['Function ApiRulesFunction: Environment', 'Route ApiGETb: AuthorizationType, AuthorizerId'],
    collisions: [],
  });
});

test('ClerkHttpLambdaAuthorizer in place of HttpLambdaAuthorizer: another authorizer, under another name', () => {
  const changes = changesBetween(
    (stack) => {
      const responseTypes = [HttpLambdaResponseType.SIMPLE];
      const defaultAuthorizer = new HttpLambdaAuthorizer('Rules', newFunction(stack, 'ByHand'), { responseTypes });
      addOrders(stack, new HttpApi(stack, 'Api', { defaultAuthorizer }));
    },
    (stack) => {
      const defaultAuthorizer = new ClerkHttpLambdaAuthorizer('Rules', CLERK);
      addOrders(stack, new HttpApi(stack, 'Api', { defaultAuthorizer }));
    },
  );
  expect(changes).toEqual({
    added: LAMBDA_AUTHORIZER,
    removed: [
      'Authorizer ApiRules',
      'Function ByHand',
      expect.stringMatching(/^Permission ApiStackApiRules/),
      'Role ByHandServiceRole',
    ],
    updated: ['GETorders', 'POSTorders', 'GETordersid'].map((route) => `Route Api${route}: AuthorizerId`),
    collisions: [],
  });
});

test('ClerkWebSocketAuthorizer in place of WebSocketLambdaAuthorizer: another authorizer, under another name', () => {
  const chat = (authorizerFor: (stack: Stack) => IWebSocketRouteAuthorizer) => (stack: Stack) => {
    const integration = new WebSocketLambdaIntegration('Integration', newFunction(stack));
    new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration, authorizer: authorizerFor(stack) } });
  };
  const { removed, updated, collisions } = changesBetween(
    chat((stack) => new WebSocketLambdaAuthorizer('Rules', newFunction(stack, 'ByHand'))),
    chat(() => new ClerkWebSocketAuthorizer('Rules', CLERK)),
  );
  expect({ removed: removed.slice(0, 2), updated, collisions }).toEqual({
    removed: ['Authorizer ApiRules', 'Function ByHand'],
    updated: ['Route ApiconnectRoute: AuthorizerId'],
    collisions: [],
  });
});
