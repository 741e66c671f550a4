import { HttpIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod, MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { beforeEach, describe, expect, test } from 'vitest';
import { ClerkRestAuthorizer } from '../../../../src';
import { CLERK, errorsOf, newIntegration } from '../../support/stack';
import { newWatchedApi, warningsOf } from '../../support/watched-api';

const { GET } = HttpMethod;

let { stack, httpApi, lambda, jwt } = newWatchedApi();

beforeEach(() => {
  ({ stack, httpApi, lambda, jwt } = newWatchedApi());
});

describe('the mappings of an integration', () => {
  const url = (id: string, mapping: Record<string, string>) =>
    new HttpUrlIntegration(id, 'https://backend.example.com', {
      parameterMapping: ParameterMapping.fromObject(
        Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, MappingValue.custom(value)])),
      ),
    });

  test('with a variable that has no value behind the authorizer are an error that says what to map', () => {
    const integration = url('Proxy', { 'overwrite:header.x-user': '$context.authorizer.userId' });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: jwt, integration });
    expect(errorsOf(stack)).toContain(
      'the integration of GET /x (signed in) maps a variable that has no value there, got "$context.authorizer.userId"; map $context.authorizer.claims.sub [cdk-clerk-authorizer:Access.missingValue]',
    );
  });

  test.each([
    ['orgId', 'write useLambdaAuthorizer: true'],
    ['jwt.claims.sub', 'map $context.authorizer.claims.sub'],
    ['sessionId', 'map $context.authorizer.claims.sid'],
  ])('with %s behind the JWT authorizer: %s', (variable, fix) => {
    const integration = url('Proxy', { 'overwrite:header.x-user': `$context.authorizer.${variable}` });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: jwt, integration });
    expect(errorsOf(stack)).toContain(`; ${fix} [`);
  });

  test('are a warning where clients can send the header that the back end trusts', () => {
    const integration = url('Guarded', { 'overwrite:header.x-user': '$context.authorizer.userId' });
    httpApi.addRoutes({ path: '/x', methods: [GET], authorizer: lambda.signedIn(), integration });
    httpApi.addRoutes({ path: '/y', methods: [GET], integration: newIntegration() });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("add custom('remove:header.x-user', \"''\")")]);
  });

  test.each([
    [true, [expect.stringMatching(/by GET \/y \(open\); map integration\.request\.header\.x-user of these methods/)]],
    [false, []],
  ])('of a REST API are a warning too, if headers pass through a proxy integration: %s', (proxy, expected) => {
    const to = (requestParameters?: Record<string, string>) =>
      new HttpIntegration('https://backend.example.com', { proxy, options: { requestParameters } });
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', CLERK);
    const { root } = new RestApi(stack, 'Api');
    const integration = to({ 'integration.request.header.x-user': 'context.authorizer.userId' });
    root.addResource('x').addMethod('GET', integration, { authorizer });
    root.addResource('y').addMethod('GET', to());
    expect(warningsOf(stack)).toEqual(expected);
  });
});
