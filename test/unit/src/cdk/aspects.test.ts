import { Aspects, CfnResource } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { expect, test } from 'vitest';
import { AllApis } from '../../support/all-apis';
import { resources, templateOf } from '../../support/stack';

function visit(stack: AllApis, visitor: (node: IConstruct) => void): AllApis {
  Aspects.of(stack).add({ visit: visitor });
  return stack;
}

test('an aspect that changes functions changes every function of the package', () => {
  const stack = visit(new AllApis(), (node) => {
    if (node instanceof CfnFunction) node.memorySize = 1024;
  });
  expect(new Set(resources(stack, 'AWS::Lambda::Function').map(({ MemorySize }) => MemorySize))).toEqual(
    new Set([1024]),
  );
});

test('an aspect that adds a variable to every function keeps the policies of the authorizers', () => {
  const stack = visit(new AllApis(), (node) => {
    if (node instanceof CfnFunction) node.addPropertyOverride('Environment.Variables.STAGE', 'production');
  });
  const environments = resources(stack, 'AWS::Lambda::Function').map(({ Environment }) => JSON.stringify(Environment));
  expect(environments.filter((it) => it.includes('production'))).toHaveLength(environments.length);
  expect(environments.filter((it) => it.includes('CLERK_POLICY'))).toHaveLength(3);
});

test('an aspect that reads every property before the routes are complete changes nothing', () => {
  const stack = visit(new AllApis(), (node) => {
    if (CfnResource.isCfnResource(node)) node.stack.resolve((node as unknown as Rendering)._toCloudFormation());
  });
  expect(templateOf(stack)).toEqual(templateOf(new AllApis()));
});

/** Policy tools render resources this way. */
interface Rendering {
  _toCloudFormation(): unknown;
}
