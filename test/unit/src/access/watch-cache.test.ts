import { Aspects, CfnParameter, Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnAuthorizer as CfnRestAuthorizer, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnAuthorizer, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkHttpLambdaAuthorizer, ClerkRestAuthorizer } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newIntegration, newStack } from '../../support/stack';

const isAdmin = ClaimRule.hasRole('org:admin');

/** Adds a guarded route or method to a new API in the stack. */
type Guard = (stack: Stack, resultsCacheTtl?: Duration) => void;

const rest =
  (methodRules?: Record<string, ClaimRule>): Guard =>
  (stack, resultsCacheTtl) => {
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules, resultsCacheTtl });
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
  };

const http =
  (isOptional = false): Guard =>
  (stack, resultsCacheTtl) => {
    const clerk = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, resultsCacheTtl });
    const authorizer = isOptional ? clerk.optional() : clerk.when(isAdmin);
    const route = { path: '/orders', methods: [HttpMethod.GET], integration: newIntegration() };
    new HttpApi(stack, 'Api').addRoutes({ ...route, authorizer });
  };

const GUARDS: [string, Guard][] = [
  ['an HTTP API', http()],
  ['an HTTP API with optional sign-in', http(true)],
  ['a REST API', rest()],
  ['a REST API with method rules', rest({ 'GET /': isAdmin })],
];

/** Changes every authorizer, as an aspect of a platform team does. */
function changeEvery(stack: Stack, change: (authorizer: CfnAuthorizer | CfnRestAuthorizer) => void): void {
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof CfnAuthorizer || node instanceof CfnRestAuthorizer) change(node);
    },
  });
}

const synthesize = (guard: Guard, change: (stack: Stack) => void, resultsCacheTtl?: (stack: Stack) => Duration) => {
  const stack = newStack();
  guard(stack, resultsCacheTtl?.(stack));
  change(stack);
  return () => Template.fromStack(stack);
};

describe.each(GUARDS)('%s fails at synthesis', (_, guard) => {
  test('after an aspect that turns on a cache', () => {
    const change = (stack: Stack) =>
      changeEvery(stack, (authorizer) => {
        authorizer.authorizerResultTtlInSeconds = 300;
      });
    expect(synthesize(guard, change)).toThrow(diagnostic('LambdaAuthorizer.cacheOverridden'));
  });

  test('after the duration is deleted, so that the default of API Gateway counts', () => {
    const change = (stack: Stack) =>
      changeEvery(stack, (authorizer) => authorizer.addPropertyDeletionOverride('AuthorizerResultTtlInSeconds'));
    expect(synthesize(guard, change)).toThrow(diagnostic('LambdaAuthorizer.cacheOverridden'));
  });
});

describe.each([
  ['an HTTP API', http(), ['$request.header.Authorization']],
  ['a REST API with method rules', rest({ 'GET /': isAdmin }), 'method.request.header.Authorization'],
  ['a REST API', rest(), 'method.request.header.X-Device'],
])('a cache on %s', (_, guard, other) => {
  test('fails at synthesis if the route or the token is taken out of its key', () => {
    const change = (stack: Stack) =>
      changeEvery(stack, (authorizer) => authorizer.addPropertyOverride('IdentitySource', other));
    const build = synthesize(guard, change, () => Duration.seconds(30));
    expect(build).toThrow(diagnostic('LambdaAuthorizer.cacheOverridden'));
  });

  test('may get another duration', () => {
    const change = (stack: Stack) =>
      changeEvery(stack, (authorizer) => {
        authorizer.authorizerResultTtlInSeconds = 45;
      });
    expect(synthesize(guard, change, () => Duration.seconds(30))).not.toThrow();
  });

  test('may have a duration that is known at deployment', () => {
    const seconds = (stack: Stack) =>
      Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
    expect(synthesize(guard, () => undefined, seconds)).not.toThrow();
  });
});

test('a cache may be turned off by an aspect', () => {
  const change = (stack: Stack) =>
    changeEvery(stack, (authorizer) => {
      authorizer.authorizerResultTtlInSeconds = 0;
    });
  expect(synthesize(http(), change, () => Duration.seconds(30))).not.toThrow();
});
