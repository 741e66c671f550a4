import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { ProtectedResourceMetadata, RouteAccess } from '../../../../src';
import { METADATA, MINIMAL, WELL_KNOWN } from '../../support/metadata';
import { authorizationTypes, newApi, newFunction, newStack, resources } from '../../support/stack';

describe('the metadata of an HTTP API', () => {
  const constant = (stack: Stack) =>
    resources(stack, 'AWS::Lambda::Function').find(({ Code }) => JSON.stringify(Code).includes('METADATA')) as {
      Code: { ZipFile: string };
      Environment: { Variables: { METADATA: string } };
      Role: unknown;
    };

  test('is not served by default', () => {
    const stack = newStack();
    newApi({}, stack);
    expect(resources(stack, 'AWS::Lambda::Function')).toEqual([]);
  });

  test('the metadata is public, from a function that returns a constant and may write its own log only', async () => {
    const stack = newStack();
    newApi({ protectedResourceMetadata: METADATA }, stack);
    expect(authorizationTypes(stack)).toEqual({
      [`GET ${WELL_KNOWN}`]: 'NONE',
      [`OPTIONS ${WELL_KNOWN}`]: 'NONE',
      [`GET ${WELL_KNOWN}/mcp`]: 'NONE',
      [`OPTIONS ${WELL_KNOWN}/mcp`]: 'NONE',
    });
    expect(resources(stack, 'AWS::IAM::Policy')).toMatchObject([
      { PolicyDocument: { Statement: [{ Action: ['logs:CreateLogStream', 'logs:PutLogEvents'] }] } },
    ]);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(1);

    const { Code, Environment } = constant(stack);
    const exports: { handler?: () => Promise<{ statusCode: number; headers: object; body: string }> } = {};
    new Function('exports', 'process', Code.ZipFile)(exports, { env: Environment.Variables });
    const response = await exports.handler?.();
    expect(response).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'max-age=3600',
        'access-control-allow-origin': '*',
        'access-control-allow-headers': '*',
        'access-control-allow-methods': 'GET',
      },
    });
    expect(JSON.parse(response?.body ?? '')).toEqual(MINIMAL);
  });

  test('it can describe the API itself', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const own = ProtectedResourceMetadata.of({ resource: `${httpApi.apiEndpoint}/mcp` });
    newApi({ httpApi, protectedResourceMetadata: own }, stack);
    expect(Object.keys(authorizationTypes(stack))).toContain(`GET ${WELL_KNOWN}/{proxy+}`);
    expect(JSON.stringify(constant(stack).Environment)).toContain('"ApiEndpoint"]},"/mcp"');
  });

  test.each([HttpMethod.GET, HttpMethod.OPTIONS])('its route for %s cannot be defined again', (method) => {
    const access = RouteAccess.anyone();
    const routes = [{ path: WELL_KNOWN, methods: [method], handler: newFunction(newStack()), access }];
    const stack = newStack();
    expect(() => newApi({ routes, protectedResourceMetadata: METADATA }, stack)).toThrow(/Route\.duplicate/);
    expect(resources(stack, 'AWS::ApiGatewayV2::Api')).toEqual([]);
  });

  test('warns about a loopback resource', () => {
    const stack = newStack();
    newApi(
      { protectedResourceMetadata: ProtectedResourceMetadata.of({ resource: 'http://127.0.0.1:8080/mcp' }) },
      stack,
    );
    Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('ProtectedResourceMetadata.loopback'));
  });
});
