import { App, CfnOutput, SecretValue, Stack, Stage } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { newApi, newFunction, newIntegration, newStack } from '../../support/stack';

const SECRET = `sk_test_${'x'.repeat(40)}`;

function protect(stack: Stack): Stack {
  newApi({}, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() });
  return stack;
}

describe('a secret that the template would publish fails in the end', () => {
  test.each<[string, string, (stack: Stack) => void]>([
    [
      'an environment variable',
      'the environment variable CLERK_SECRET_KEY of Stack/Function/Resource',
      (stack) => void newFunction(stack).addEnvironment('CLERK_SECRET_KEY', SECRET),
    ],
    ['an output', 'the output Stack/Key', (stack) => void new CfnOutput(stack, 'Key', { value: `key=${SECRET}` })],
    [
      'the description of an output',
      'the output Stack/Key',
      (stack) => void new CfnOutput(stack, 'Key', { value: 'x', description: SECRET }),
    ],
  ])('%s', (_, place, publish) => {
    const stack = protect(newStack());
    publish(stack);
    const synthesize = () => (stack.node.root as App).synth();
    expect(synthesize).toThrow(`${place} contains what looks like a secret`);
    expect(synthesize).toThrow('rotate it, and use a dynamic reference');
    expect(synthesize).toThrow('[cdk-clerk-authorizer:Template.secret]');
    expect(synthesize).not.toThrow(SECRET);
  });
});

test('a dynamic reference is no secret', () => {
  const stack = protect(newStack());
  const value = SecretValue.secretsManager('clerk').unsafeUnwrap();
  newFunction(stack).addEnvironment('CLERK_SECRET_KEY', value);
  expect(() => (stack.node.root as App).synth()).not.toThrow();
});

test('a Stage is looked at once, and without the Stages inside of it', () => {
  const stage = new Stage(new App(), 'Stage');
  const other = new Stack(new Stage(stage, 'Inner'), 'Stack');
  newFunction(other).addEnvironment('KEY', SECRET);
  new CfnOutput(other, 'Key', { value: SECRET });
  protect(new Stack(stage, 'One'));
  protect(new Stack(stage, 'Two'));
  expect(stage.node.validate()).toEqual([]);
});
