import { App, Stage } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { type AddClerkRoutesOptions, ClaimRule, ClerkProtectedHttpApi, RouteAccess } from '../../../../src';
import { AllApis } from '../../support/all-apis';
import { CLERK, newIntegration, newStack, templateOf } from '../../support/stack';
import type { CfnTemplate } from '../../support/template/intrinsics';

const WITH_RULE = { path: '/admin', access: RouteAccess.when(ClaimRule.hasRole('org:admin')) };
const SIGNED_IN = { path: '/orders', methods: [HttpMethod.GET] };

function synthesize(options: AddClerkRoutesOptions[], wrap = (scope: Construct) => scope): string[] {
  const stack = newStack();
  const api = new ClerkProtectedHttpApi(wrap(stack), 'Api', CLERK);
  const integration = newIntegration();
  for (const option of options) api.addRoutes({ integration, ...option });
  return idsOf(templateOf(stack));
}

function idsOf({ Resources }: CfnTemplate): string[] {
  return Object.keys(Resources).sort();
}

test('the order in which routes are added changes the logical id of the integration only, which CDK puts below the first route', () => {
  const integrations = ['ApiGETadminBackend73FD907C', 'ApiGETordersBackend21ABE9C6'];
  const [one, other] = [
    [WITH_RULE, SIGNED_IN],
    [SIGNED_IN, WITH_RULE],
  ].map((options) => synthesize(options));
  expect(one).toContain(integrations[0]);
  expect(one?.filter((id) => id !== integrations[0])).toEqual(other?.filter((id) => id !== integrations[1]));
});

test('another route, or another rule, does not change the logical ids of what is there', () => {
  const ids = synthesize([WITH_RULE]);
  expect(synthesize([WITH_RULE, SIGNED_IN])).toEqual(expect.arrayContaining(ids));
  expect(synthesize([{ ...WITH_RULE, access: RouteAccess.when(ClaimRule.hasRole('org:owner')) }])).toEqual(ids);
});

test('a construct with the id Default may be put around the API without another logical id', () => {
  const options = [WITH_RULE, SIGNED_IN];
  expect(synthesize(options, (scope) => new Construct(scope, 'Default'))).toEqual(synthesize(options));
});

test('the logical ids are the same in a stage of a pipeline, but for permissions, whose ids contain the path as those of CDK do', () => {
  const ids = (stack: AllApis) => idsOf(templateOf(stack)).filter((id) => !id.includes('Permission'));
  expect(ids(new AllApis(new Stage(new App(), 'Production')))).toEqual(ids(new AllApis()));
});

test('functions, roles and log groups have no physical name, which a second stack or a replacement could find taken', () => {
  const types = {
    FunctionName: 'AWS::Lambda::Function',
    RoleName: 'AWS::IAM::Role',
    LogGroupName: 'AWS::Logs::LogGroup',
  };
  const resources = Object.values(templateOf(new AllApis()).Resources);
  for (const [name, type] of Object.entries(types)) {
    const ofType = resources.filter(({ Type }) => Type === type);
    expect(ofType.length).toBeGreaterThan(0);
    expect(ofType.filter(({ Properties = {} }) => name in Properties)).toEqual([]);
  }
});
