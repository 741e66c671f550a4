import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnGatewayResponse, MockIntegration, ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkGatewayResponses,
  type ClerkGatewayResponsesProps,
  ClerkRestAuthorizer,
  type ClerkRestAuthorizerProps,
  ProtectedResourceMetadata,
} from '../../../../src';
import { CLERK, newStack, resources } from '../../support/stack';

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
  test('adds CORS headers to every response, and a challenge to 401', () => {
    const defaults = {
      RestApiId: { Ref: expect.stringMatching(/^Api/) },
      ResponseParameters: {
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.Access-Control-Expose-Headers': "'WWW-Authenticate'",
      },
    };
    expect(resources(synthesize(), 'AWS::ApiGateway::GatewayResponse')).toEqual([
      {
        ResponseType: 'UNAUTHORIZED',
        StatusCode: '401',
        RestApiId: { Ref: expect.stringMatching(/^Api/) },
        ResponseParameters: {
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
          'gatewayresponse.header.Access-Control-Expose-Headers': "'WWW-Authenticate'",
          'gatewayresponse.header.WWW-Authenticate': "'Bearer'",
        },
      },
      expect.objectContaining({
        ResponseType: 'ACCESS_DENIED',
        StatusCode: '403',
        ResponseParameters: expect.objectContaining({
          'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        }),
      }),
      { ...defaults, ResponseType: 'DEFAULT_4XX' },
      { ...defaults, ResponseType: 'DEFAULT_5XX' },
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
    expect(headers.UNAUTHORIZED?.[name]).toBe(`'Bearer resource_metadata="${url}"'`);
    expect(headers.ACCESS_DENIED).not.toHaveProperty(name);
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
        [`'Bearer resource_metadata="`, part(0), '//', part(2), `/.well-known/oauth-protected-resource"'`],
      ],
    });
  });

  test('names the scopes of the metadata in 401', () => {
    const protectedResourceMetadata = ProtectedResourceMetadata.of({
      resource: 'https://mcp.example.com',
      scopesSupported: ['openid', 'orders:read'],
    });
    expect(headersOf({ protectedResourceMetadata }).UNAUTHORIZED?.['gatewayresponse.header.WWW-Authenticate']).toBe(
      `'Bearer scope="openid orders:read", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"'`,
    );
  });

  const scope = ClaimRule.hasScope('orders:read');
  test.each<[string, Partial<ClerkRestAuthorizerProps>, string | undefined]>([
    ['one scope', { rule: scope }, 'orders:read'],
    [
      'scopes of methods',
      { methodRules: { 'GET /': scope, 'POST /': ClaimRule.hasScope('orders:write') } },
      'orders:read orders:write',
    ],
    ['any of two scopes', { rule: ClaimRule.anyOf(scope, ClaimRule.hasScope('b')) }, 'orders:read b'],
    ['all of two scopes', { rule: ClaimRule.allOf(scope, ClaimRule.hasScope('b')) }, 'orders:read b'],
    ['no rule', {}, undefined],
    ['a role', { rule: ClaimRule.hasRole('org:admin') }, undefined],
    ['a scope and a role', { rule: ClaimRule.allOf(scope, ClaimRule.hasRole('org:admin')) }, undefined],
    ['no scope', { rule: ClaimRule.noneOf(scope) }, undefined],
    [
      'a scope and elsewhere a role',
      { rule: scope, methodRules: { 'GET /': ClaimRule.hasRole('org:admin') } },
      undefined,
    ],
  ])('asks in 403 for more scopes where the rules require %s', (_, props, scopes) => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    new ClerkGatewayResponses(stack, 'Responses', { restApi });
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
    for (const method of ['GET', 'POST']) restApi.root.addMethod(method, new MockIntegration(), { authorizer });
    const denied = resources(stack, 'AWS::ApiGateway::GatewayResponse').find(
      (it) => it.ResponseType === 'ACCESS_DENIED',
    );
    const headers = denied?.ResponseParameters as Record<string, string> | undefined;
    const challenge = headers?.['gatewayresponse.header.WWW-Authenticate'];
    expect(challenge).toBe(scopes && `'Bearer error="insufficient_scope", scope="${scopes}"'`);
  });

  test('leaves out the scopes of authorizers that its API does not have', () => {
    const stack = newStack();
    const rules = { guarded: scope, other: ClaimRule.hasScope('b'), definition: ClaimRule.hasScope('c') };
    const [guarded, other, inDefinition] = Object.entries(rules).map(
      ([id, rule]) => new ClerkRestAuthorizer(stack, id, { ...CLERK, rule }),
    );
    const restApi = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer: guarded } });
    restApi.root.addMethod('GET', new MockIntegration());
    new RestApi(stack, 'Other').root.addMethod('GET', new MockIntegration(), { authorizer: other });
    new CfnOutput(stack, 'Uri', { value: inDefinition?.authorizerUri ?? '' });
    new ClerkGatewayResponses(stack, 'Responses', { restApi });
    const denied = resources(stack, 'AWS::ApiGateway::GatewayResponse').find(
      (it) => it.ResponseType === 'ACCESS_DENIED',
    );
    expect(JSON.stringify(denied)).toContain('scope=\\"orders:read\\"');
  });

  test.each<[string, (restApi: RestApi, stack: Stack) => unknown]>([
    ['created twice', (restApi, stack) => new ClerkGatewayResponses(stack, 'Second', { restApi })],
    ['beside one of CDK', (restApi) => restApi.addGatewayResponse('Own', { type: ResponseType.DEFAULT_4XX })],
    [
      'beside an L1',
      ({ restApiId }, stack) => new CfnGatewayResponse(stack, 'Own', { restApiId, responseType: 'UNAUTHORIZED' }),
    ],
  ])('fails when it is %s', (_, add) => {
    const stack = synthesize();
    add(stack.node.findChild('Api') as RestApi, stack);
    expect(() => Template.fromStack(stack)).toThrow(/GatewayResponses\.duplicate/);
  });

  test('two APIs have their own', () => {
    const stack = synthesize();
    const restApi = new RestApi(stack, 'Other');
    restApi.root.addMethod('GET', new MockIntegration());
    new ClerkGatewayResponses(stack, 'Others', { restApi });
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('is created in the stack of the API', () => {
    const stack = newStack();
    const restApi = new RestApi(stack, 'Api');
    restApi.root.addMethod('GET', new MockIntegration());
    new ClerkGatewayResponses(new Stack(stack.node.root, 'Elsewhere'), 'Responses', { restApi });
    expect(resources(stack, 'AWS::ApiGateway::GatewayResponse')).toHaveLength(4);
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
