import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { AccessLogs, type ClerkProtectedHttpApiProps } from '../../../../src';
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
    // Without a domain name, nobody could call it.
    Annotations.fromStack(stack).hasNoWarning('*', Match.not(Match.stringLikeRegexp('Access\\.noEndpoint')));
  });

  test.each<[string, Partial<ClerkProtectedHttpApiProps>, object]>([
    [
      'a throttle',
      { throttle: { rateLimit: 50, burstLimit: 100 } },
      { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    ],
    ['detailed metrics', { detailedMetricsEnabled: true }, { DetailedMetricsEnabled: true }],
  ])('accepts %s for its default stage', (_, props, settings) => {
    const stack = newStack();
    newApi(props, stack);
    expect(resources(stack, 'AWS::ApiGatewayV2::Stage')).toMatchObject([
      { StageName: '$default', AutoDeploy: true, DefaultRouteSettings: settings },
    ]);
  });

  test('leaves the limits of the account without a throttle', () => {
    const stack = newStack();
    newApi({}, stack);
    const [stage] = resources(stack, 'AWS::ApiGatewayV2::Stage');
    expect(stage).not.toHaveProperty('DefaultRouteSettings');
  });

  test('has the URL, the stages and the routes of an HttpApi', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    expect(api.url).toBe(api.httpApi.url);
    api.httpApi.addStage('Beta', { stageName: 'beta', autoDeploy: true });
    expect(resources(stack, 'AWS::ApiGatewayV2::Stage').map(({ StageName }) => StageName)).toEqual([
      '$default',
      'beta',
    ]);
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
  ['throttle', { throttle: { rateLimit: 50, burstLimit: 100 } }],
  ['detailedMetricsEnabled', { detailedMetricsEnabled: false }],
])('an existing API fails with %s, which configures a new one', (name, props) => {
  const stack = newStack();
  expect(() => newApi({ httpApi: new HttpApi(stack, 'Existing'), ...props }, stack)).toThrow(
    `remove '${name}', or remove 'httpApi' to create a new API [cdk-clerk-authorizer:ClerkProtectedHttpApi.optionOfNewApi]`,
  );
});
