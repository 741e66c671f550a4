import { Tags } from 'aws-cdk-lib';
import { expect, test } from 'vitest';
import { AllApis } from '../../support/all-apis';
import { resources } from '../../support/stack';

test('tags of the stack reach every function, log group and role', () => {
  const stack = new AllApis();
  Tags.of(stack).add('team', 'platform');
  for (const type of ['AWS::Lambda::Function', 'AWS::Logs::LogGroup', 'AWS::IAM::Role']) {
    const tags = resources(stack, type).map(({ Tags: them }) => them);
    expect(tags.length).toBeGreaterThan(2);
    expect(tags).toEqual(tags.map(() => [{ Key: 'team', Value: 'platform' }]));
  }
});

test('tags of the construct reach the HTTP API and its stage', () => {
  const stack = new AllApis();
  Tags.of(stack.httpApi).add('team', 'platform');
  for (const type of ['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage']) {
    expect(resources(stack, type).filter(({ Tags: them }) => (them as { team?: string })?.team)).toHaveLength(1);
  }
});
