import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { IdentitySource, RequestAuthorizer, TokenAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer } from '../../../../src';
import { liveRestApi } from '../../support/live-apis';
import { CLERK, newFunction, newStack } from '../../support/stack';
import { changesBetween } from '../../support/template/changes';

type Build = (stack: Stack) => void;

const BY_HAND: [string, Build][] = [
  [
    'TokenAuthorizer',
    (stack) => liveRestApi(stack, new TokenAuthorizer(stack, 'Authorizer', { handler: newFunction(stack, 'ByHand') })),
  ],
  [
    'RequestAuthorizer',
    (stack) => {
      const identitySources = [IdentitySource.header('Authorization')];
      const handler = newFunction(stack, 'ByHand');
      liveRestApi(stack, new RequestAuthorizer(stack, 'Authorizer', { handler, identitySources }));
    },
  ],
];

const byClerk: Build = (stack) => liveRestApi(stack, new ClerkRestAuthorizer(stack, 'Authorizer', CLERK));

const byMethodRules: Build = (stack) => {
  const methodRules = { 'GET /orders': ClaimRule.hasRole('org:admin') };
  liveRestApi(stack, new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, methodRules }));
};

describe.each(BY_HAND)('ClerkRestAuthorizer of the same id in place of %s', (_, byHand) => {
  test('is another authorizer, under another name, in a new deployment of the API', () => {
    const { added, removed, updated, collisions } = changesBetween(byHand, byClerk);
    const ofAuthorizer = (names: string[]) => names.filter((name) => /^(Authorizer|Deployment|Function) /.test(name));
    expect(ofAuthorizer(added)).toEqual([
      'Authorizer Authorizer',
      expect.stringMatching(/^Deployment ApiDeployment/),
      'Function AuthorizerFunction',
    ]);
    expect(ofAuthorizer(removed)).toEqual([
      'Authorizer Authorizer',
      expect.stringMatching(/^Deployment ApiDeployment/),
      'Function ByHand',
    ]);
    expect(updated).toEqual(['Stage ApiDeploymentStageprod: DeploymentId', 'Method ApiordersGET: AuthorizerId']);
    expect(collisions).toEqual([]);
  });

  test('with method rules collides as little', () => {
    expect(changesBetween(byHand, byMethodRules).collisions).toEqual([]);
  });
});

test.each([[{}], [{ aliasOptions: { provisionedConcurrentExecutions: 1 } }]])(
  'the new deployment waits for the permission to invoke the function, %j',
  (props) => {
    const stack = newStack();
    liveRestApi(stack, new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, ...props }));
    const template = Template.fromStack(stack);
    const [permission] = Object.keys(template.findResources('AWS::Lambda::Permission'));
    const [deployment] = Object.values(template.findResources('AWS::ApiGateway::Deployment'));
    expect(deployment?.DependsOn).toContain(permission);
  },
);

test('one name for both, which somebody wrote, collides', () => {
  const authorizerName = 'clerk';
  const { collisions } = changesBetween(
    (stack) => {
      const handler = newFunction(stack, 'ByHand');
      liveRestApi(stack, new TokenAuthorizer(stack, 'Authorizer', { handler, authorizerName }));
    },
    (stack) => liveRestApi(stack, new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, authorizerName })),
  );
  expect(collisions).toEqual(['clerk']);
});

test('the first method rule: another authorizer, under another name', () => {
  const { added, removed, collisions } = changesBetween(byClerk, byMethodRules);
  expect(added).toContain('Authorizer AuthorizerRequestAuthorizer');
  expect(removed).toContain('Authorizer Authorizer');
  expect(collisions).toEqual([]);
});
