import { Template } from 'aws-cdk-lib/assertions';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { expect, test } from 'vitest';
import { newApi, newFunction, newStack, resources } from '../../support/stack';

test('300 routes fit one stack', () => {
  const stack = newStack();
  const api = newApi({}, stack);
  const handler = newFunction(stack);
  for (let index = 0; index < 300; index += 1) {
    api.addRoutes({ path: `/items${index}/{id}`, methods: [HttpMethod.GET], handler });
  }
  const template = Template.fromStack(stack).toJSON(); // throws past 500 resources
  expect(Object.keys(template.Resources).length).toBeLessThan(320);
  expect(resources(stack, 'AWS::ApiGatewayV2::Route')).toHaveLength(300);
});
