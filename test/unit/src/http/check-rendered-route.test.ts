import { Aspects, CfnParameter, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRoute, HttpApi, HttpMethod, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkHttpJwtAuthorizer, ClerkHttpLambdaAuthorizer } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newIntegration, newStack } from '../../support/stack';

const lambda = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
const AUTHORIZERS: [string, IHttpRouteAuthorizer][] = [
  ['the JWT authorizer', new ClerkHttpJwtAuthorizer('Clerk', CLERK)],
  ['a rule', lambda.when(ClaimRule.hasRole('org:admin'))],
  ['optional sign-in', lambda.optional()],
];

const CHANGES: [string, (stack: Stack, route: CfnRoute) => void][] = [
  ['an override of the type', (_, route) => route.addPropertyOverride('AuthorizationType', 'NONE')],
  ['a deletion of the type', (_, route) => route.addPropertyDeletionOverride('AuthorizationType')],
  ['another type', (_, route) => route.addPropertyOverride('AuthorizationType', 'AWS_IAM')],
  ['another authorizer', (_, route) => route.addPropertyOverride('AuthorizerId', 'abc')],
  [
    'an aspect that opens every route',
    (stack) =>
      Aspects.of(stack).add({
        visit: (node) => {
          if (!(node instanceof CfnRoute)) return;
          node.authorizationType = 'NONE';
          node.authorizerId = undefined;
        },
      }),
  ],
];

describe.each(AUTHORIZERS)('a route with %s', (_, authorizer) => {
  test.each(CHANGES)('fails at synthesis after %s', (_change, change) => {
    const { stack, route } = newRoute(authorizer);
    change(stack, route);
    expect(() => Template.fromStack(stack)).toThrow(diagnostic('HttpAuthorizer.ignored'));
  });

  test('keeps it after other overrides, such as a type that is known at deployment', () => {
    const { stack, route } = newRoute(authorizer);
    route.addPropertyOverride('OperationName', 'GetOrders');
    route.authorizationType = new CfnParameter(stack, 'Type').valueAsString;
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

function newRoute(authorizer: IHttpRouteAuthorizer): { stack: Stack; route: CfnRoute } {
  const stack = newStack();
  const [route] = new HttpApi(stack, 'Api').addRoutes({
    path: '/orders',
    methods: [HttpMethod.GET],
    integration: newIntegration(),
    authorizer,
  });
  return { stack, route: route?.node.defaultChild as CfnRoute };
}
