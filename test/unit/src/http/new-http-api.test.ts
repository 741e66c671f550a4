import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { AccessLogs } from '../../../../src';
import { authorizationTypes, newApi, newIntegration, newStack, resources } from '../../support/stack';

describe('a new API', () => {
  test('protects routes that are added to it directly', () => {
    const stack = newStack();
    const httpApi = newApi({}, stack).httpApi as HttpApi;
    httpApi.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() });
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });

  test('accepts the options of HttpApi', () => {
    const stack = newStack();
    const corsPreflight = { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.ANY], allowHeaders: ['Authorization'] };
    newApi({ apiName: 'orders', description: 'Orders', disableExecuteApiEndpoint: true, corsPreflight }, stack);
    expect(resources(stack, 'AWS::ApiGatewayV2::Api')).toMatchObject([
      {
        Name: 'orders',
        Description: 'Orders',
        DisableExecuteApiEndpoint: true,
        CorsConfiguration: { AllowHeaders: ['Authorization'] },
      },
    ]);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test.each([[undefined], [['content-type']], [['*']]])('warns if CORS allows only the headers %j', (allowHeaders) => {
    const stack = newStack();
    newApi({ corsPreflight: { allowOrigins: ['*'], allowHeaders } }, stack);
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('corsWithoutAuthorization'));
  });
});

test.each([
  ['corsPreflight', { corsPreflight: { allowHeaders: ['authorization'] } }],
  ['apiName', { apiName: 'orders' }],
  ['accessLogs', { accessLogs: AccessLogs.disabled() }],
])('an existing API fails with %s, which configures a new one', (name, props) => {
  const stack = newStack();
  expect(() => newApi({ httpApi: new HttpApi(stack, 'Existing'), ...props }, stack)).toThrow(
    `remove '${name}', or remove 'httpApi' to create a new API [cdk-clerk-authorizer:ClerkProtectedHttpApi.optionOfNewApi]`,
  );
});
