import { describe, expect, test } from 'vitest';
import { routeKey } from '../../../../src/access/api-route';
import { type ApiReference, readApi } from '../../../../src/access/read-api';
import { FUNCTION, HTTP, readHttpApi } from '../../support/read-http-api';
import { resourcesOf } from '../../support/template';

describe('the target of an API', () => {
  const target = { Target: { 'Fn::GetAtt': ['Handler', 'Arn'] } };

  test.each<[string, object, object]>([
    ['is the back end of an open $default route', {}, { method: '', path: '$default' }],
    ['is that of the route key that stands beside it', { RouteKey: 'GET /x' }, { method: 'GET', path: '/x' }],
  ])('%s', (_, properties, route) => {
    const api = { ...HTTP, Properties: { ...HTTP.Properties, ...target, ...properties } };
    const { routes, hidden } = readHttpApi([], { Api: api, Handler: FUNCTION });
    expect(routes).toEqual([{ ...route, access: { kind: 'open' }, backEnd: 'Handler', source: 'Api' }]);
    expect(hidden).toEqual([]);
  });
});

test('an API has its own routes and authorizers only', () => {
  const api = readHttpApi([
    { RouteKey: 'GET /x' },
    { RouteKey: '$default' },
    { RouteKey: 'GET /y', ApiId: { Ref: 'Other' } },
  ]);
  expect(api.routes).toMatchObject([
    { method: 'GET', path: '/x' },
    { method: '', path: '$default' },
  ]);
  expect(api.authorizers).toEqual([
    { id: 'Jwt', audiences: 2 },
    { id: 'Custom', audiences: 0 },
  ]);
  expect(api.hidden).toEqual([]);
});

test('an API has its own integrations only', () => {
  const integration = (ApiId: unknown) => ({ Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId } });
  const resources = {
    A: integration({ Ref: 'Api' }),
    B: integration({ Ref: 'Api' }),
    C: integration({ Ref: 'Other' }),
  };
  expect(readHttpApi([], resources).integrations).toBe(2);
});

test('function URLs without authorization are read, with the function that they lead to', () => {
  const url = (AuthType: string, TargetFunctionArn: unknown) => ({
    Type: 'AWS::Lambda::Url',
    Properties: { AuthType, TargetFunctionArn },
  });
  const { directAccess } = readHttpApi([], {
    Open: url('NONE', { 'Fn::GetAtt': ['Guard', 'Arn'] }),
    Signed: url('AWS_IAM', { 'Fn::GetAtt': ['Guard', 'Arn'] }),
    Elsewhere: url('NONE', 'arn:aws:lambda:us-east-1:123456789012:function:orders'),
  });
  expect(directAccess).toEqual([{ kind: 'functionUrl', backEnd: 'Guard', source: 'Open' }]);
});

test.each<[string, boolean, object]>([
  ['of API Gateway in every account', true, {}],
  ['of everyone', true, { Principal: '*' }],
  ['of API Gateway for one API', false, { SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:api/*' }],
  ['of API Gateway in one account', false, { SourceAccount: '123456789012' }],
  ['of one organization', false, { Principal: '*', PrincipalOrgID: 'o-12345' }],
  ['of one account', false, { Principal: '123456789012' }],
  ['of another service, which sends other events', false, { Principal: 'sns.amazonaws.com' }],
  ['of everyone, to a function URL', false, { Principal: '*', Action: 'lambda:InvokeFunctionUrl' }],
  ['of everyone, through a function URL', false, { Principal: '*', InvokedViaFunctionUrl: true }],
])('the permission %s is one for every account: %s', (_, isOpen, changes) => {
  const permission = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', ...changes };
  const { directAccess } = readHttpApi([], {
    Invoke: { Type: 'AWS::Lambda::Permission', Properties: { FunctionName: { Ref: 'Guard' }, ...permission } },
  });
  expect(directAccess).toEqual(isOpen ? [{ kind: 'openPermission', backEnd: 'Guard', source: 'Invoke' }] : []);
});

test('the origin of a route is its metadata', () => {
  const Properties = { ApiId: { Ref: 'Api' }, RouteKey: 'GET /x' };
  const Metadata = { 'cdk-clerk-authorizer:route': 'derived' };
  const [route] = readHttpApi([], { Get: { Type: 'AWS::ApiGatewayV2::Route', Properties, Metadata } }).routes;
  expect(route.origin).toBe('derived');
});

test('the route key of a WebSocket API is any text', () => {
  const Properties = { ApiId: { Ref: 'Api' }, RouteKey: 'to GET /x' };
  const resources = resourcesOf({ Api: HTTP, Send: { Type: 'AWS::ApiGatewayV2::Route', Properties } });
  const { routes } = readApi(resources, { kind: 'websocket', id: { Ref: 'Api' } });
  expect(routes).toMatchObject([{ method: '', path: 'to GET /x' }]);
});

test('attributes of an API mean the API', () => {
  const [route] = readHttpApi([{ RouteKey: 'GET /x', ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] } }]).routes;
  expect(routeKey(route)).toBe('GET /x');
});

test('routes that cannot be seen are said to be so', () => {
  const resources = resourcesOf({
    Spec: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body: {} } },
    Stored: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: {} } },
    Route: { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: 'abc123', RouteKey: 'GET /x' } },
  });
  const hidden = (reference: ApiReference) => readApi(resources, reference).hidden;
  expect(hidden({ kind: 'http', id: { Ref: 'Spec' } })).toEqual(['openApi']);
  expect(hidden({ kind: 'rest', id: { Ref: 'Stored' } })).toEqual(['openApi']);
  expect(hidden({ kind: 'http', id: 'abc123' })).toEqual(['imported']);
  expect(readApi(resources, { kind: 'http', id: 'abc123' }).routes).toHaveLength(1);
});

test('a route whose key is known at deployment may take any request', () => {
  const RouteKey = { Ref: 'Key' };
  const route = { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, RouteKey } };
  expect(readHttpApi([], { Later: route })).toMatchObject({ routes: [], hidden: ['imported'] });
});
