import { RemovalPolicies } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { AllApis } from '../../support/all-apis';

test('log groups are retained, and RemovalPolicies deletes them with the stack', () => {
  const policies = (stack: AllApis) =>
    Object.values(Template.fromStack(stack).findResources('AWS::Logs::LogGroup')).map((it) => it.DeletionPolicy);
  expect(new Set(policies(new AllApis()))).toEqual(new Set(['Retain']));
  const stack = new AllApis();
  RemovalPolicies.of(stack).destroy();
  expect(new Set(policies(stack))).toEqual(new Set(['Delete']));
});
