import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClerkGatewayResponses, type ClerkGatewayResponsesProps, ProtectedResourceMetadata } from '../../../../src';
import { newStack, resources } from '../../support/stack';

function synthesize(props: Partial<ClerkGatewayResponsesProps> = {}, stack = newStack()) {
  const restApi = new RestApi(stack, 'Api');
  restApi.root.addMethod('GET', new MockIntegration());
  new ClerkGatewayResponses(stack, 'Responses', { restApi, ...props });
  return stack;
}

function headersOf(props: Partial<ClerkGatewayResponsesProps> = {}): Record<string, Record<string, string>> {
  return Object.fromEntries(
    resources(synthesize(props), 'AWS::ApiGateway::GatewayResponse').map((it) => [
      it.ResponseType,
      it.ResponseParameters as Record<string, string>,
    ]),
  );
}

describe('ClerkGatewayResponses', () => {
  test('adds CORS headers and a challenge to 401 and 403', () => {
    expect(resources(synthesize(), 'AWS::ApiGateway::GatewayResponse')).toEqual([
      {
        ResponseType: 'UNAUTHORIZED',
        StatusCode: '401',
        RestApiId: { Ref: expect.stringMatching(/^Api/) },
        ResponseParameters: {
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
          'gatewayresponse.header.Access-Control-Expose-Headers': "'WWW-Authenticate'",
          'gatewayresponse.header.WWW-Authenticate': `'Bearer error="invalid_token"'`,
        },
      },
      expect.objectContaining({
        ResponseType: 'ACCESS_DENIED',
        StatusCode: '403',
        ResponseParameters: expect.objectContaining({
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
          'gatewayresponse.header.WWW-Authenticate': `'Bearer error="insufficient_scope"'`,
        }),
      }),
    ]);
  });

  test('can allow one origin, with credentials', () => {
    const { UNAUTHORIZED } = headersOf({ allowOrigin: 'https://app.example.com', allowCredentials: true });
    expect(UNAUTHORIZED).toMatchObject({
      'gatewayresponse.header.Access-Control-Allow-Origin': "'https://app.example.com'",
      'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'",
    });
  });

  test.each([
    ['https://mcp.example.com/mcp', 'https://mcp.example.com/.well-known/oauth-protected-resource/mcp'],
    ['https://mcp.example.com', 'https://mcp.example.com/.well-known/oauth-protected-resource'],
    ['https://mcp.example.com/', 'https://mcp.example.com/.well-known/oauth-protected-resource'],
    ['https://mcp.example.com:8443/a/b', 'https://mcp.example.com:8443/.well-known/oauth-protected-resource/a/b'],
  ])('points clients of %s at its metadata', (resource, url) => {
    const headers = headersOf({ protectedResourceMetadata: ProtectedResourceMetadata.of({ resource }) });
    const name = 'gatewayresponse.header.WWW-Authenticate';
    expect(headers.UNAUTHORIZED?.[name]).toBe(`'Bearer error="invalid_token", resource_metadata="${url}"'`);
    expect(headers.ACCESS_DENIED?.[name]).toBe(`'Bearer error="insufficient_scope", resource_metadata="${url}"'`);
  });

  test('sends the well-known URL of the origin if the resource is known only at deployment', () => {
    const stack = newStack();
    const resource = new CfnParameter(stack, 'Resource').valueAsString;
    synthesize({ protectedResourceMetadata: ProtectedResourceMetadata.of({ resource }) }, stack);
    const [response] = resources(stack, 'AWS::ApiGateway::GatewayResponse');
    const value = (response as { ResponseParameters: Record<string, unknown> }).ResponseParameters[
      'gatewayresponse.header.WWW-Authenticate'
    ];
    const part = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { Ref: 'Resource' }] }] });
    expect(value).toEqual({
      'Fn::Join': [
        '',
        [
          `'Bearer error="invalid_token", resource_metadata="`,
          part(0),
          '//',
          part(2),
          `/.well-known/oauth-protected-resource"'`,
        ],
      ],
    });
  });

  test('redeploys the API', () => {
    const [plain] = Object.keys(Template.fromStack(synthesize()).findResources('AWS::ApiGateway::Deployment'));
    const other = synthesize({ allowOrigin: 'https://app.example.com' });
    expect(Object.keys(Template.fromStack(other).findResources('AWS::ApiGateway::Deployment'))).not.toEqual([plain]);
  });

  test.each<[string, Partial<ClerkGatewayResponsesProps>]>([
    ['GatewayResponses.allowOrigin', { allowOrigin: 'https://app.example.com/' }],
    ['GatewayResponses.allowOrigin', { allowOrigin: 'app.example.com' }],
    ['GatewayResponses.allowOrigin', { allowOrigin: 'https://*.example.com' }],
    ['GatewayResponses.credentials', { allowCredentials: true }],
  ])('fails with %s: %j', (id, props) => {
    expect(() => synthesize(props)).toThrow(`[cdk-clerk-authorizer:${id}]`);
  });

  test('accepts an origin that is known only at deployment', () => {
    const stack = newStack();
    const allowOrigin = new CfnParameter(stack, 'Origin').valueAsString;
    expect(() => Template.fromStack(synthesize({ allowOrigin, allowCredentials: true }, stack))).not.toThrow();
  });
});
