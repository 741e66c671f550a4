import { HttpMethod, MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { beforeEach, describe, expect, test } from 'vitest';
import { newIntegration } from '../../support/stack';
import { errorsOf, newWatchedApi, warningsOf } from '../../support/watched-api';

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
});
