// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of Fn::Sub
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accessFor, routeKey } from '../../../../src/access/api-route';
import { type ApiReference, readApi } from '../../../../src/access/read-api';
import { resourcesOf } from '../../support/template';

const ISSUER = 'https://sensible-skunk-49.clerk.accounts.dev';
const HTTP = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } };
const RULE = { op: 'hasRole', role: 'org:admin' };
const POLICY = {
  issuer: ISSUER,
  routes: { 'GET /admin': RULE, 'PUT /admin': { as: 'GET /admin' }, 'GET /feed': 'optional' },
};
const FUNCTION = { Type: 'AWS::Lambda::Function' };
const AUTHORIZERS = {
  Jwt: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: ISSUER, Audience: ['a', 'b'] },
    },
  },
  Custom: {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizerType: 'REQUEST',
      AuthorizerUri: { 'Fn::Sub': 'arn:x/${Guard.Arn}/invocations' },
    },
  },
  Guard: { ...FUNCTION, Metadata: { 'cdk-clerk-authorizer:policy': POLICY } },
};

function http(routes: Record<string, unknown>[], more: Parameters<typeof resourcesOf>[0] = {}) {
  const entries = routes.map((properties, index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: { Ref: 'Api' }, ...properties } },
  ]);
  return readApi(resourcesOf({ Api: HTTP, ...AUTHORIZERS, ...Object.fromEntries(entries), ...more }), {
    kind: 'http',
    id: { Ref: 'Api' },
  });
}

describe('what a route asks for', () => {
  const custom = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Custom' } };
  const jwt = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } };
  const known = { authorizer: 'Custom', kind: 'lambda' };

  test.each<[string, Record<string, unknown>, unknown]>([
    ['nothing is written', {}, { kind: 'open' }],
    ['NONE', { AuthorizationType: 'NONE' }, { kind: 'open' }],
    ['an API key', { ApiKeyRequired: true }, { kind: 'key' }],
    ['IAM', { AuthorizationType: 'AWS_IAM' }, { kind: 'iam' }],
    ['Cognito', { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: 'x' }, { kind: 'cognito' }],
    ['a parameter', { AuthorizationType: { Ref: 'Type' } }, { kind: 'unknown' }],
    ['JWT', jwt, { kind: 'jwt', authorizer: 'Jwt', requirement: { level: 'signedIn', issuer: ISSUER } }],
    [
      'scopes',
      { ...jwt, AuthorizationScopes: ['read'] },
      { kind: 'jwt', requirement: { level: 'rule', issuer: ISSUER, rule: '["read"]' } },
    ],
    [
      'an empty list of scopes',
      { ...jwt, AuthorizationScopes: [] },
      { kind: 'jwt', requirement: { level: 'signedIn' } },
    ],
    [
      'a JWT authorizer elsewhere',
      { ...jwt, AuthorizerId: 'abc' },
      { kind: 'jwt', authorizer: undefined, requirement: undefined },
    ],
    ['no authorizer', { ...jwt, AuthorizerId: null }, { kind: 'jwt', authorizer: undefined, requirement: undefined }],
    [
      'a rule',
      { ...custom, RouteKey: 'GET /admin' },
      { ...known, requirement: { level: 'rule', issuer: ISSUER, rule: JSON.stringify(POLICY.routes['GET /admin']) } },
    ],
    [
      'the rule of another route',
      { ...custom, RouteKey: 'PUT /admin' },
      { ...known, requirement: { level: 'rule', rule: JSON.stringify(RULE) } },
    ],
    ['optional', { ...custom, RouteKey: 'GET /feed' }, { ...known, requirement: { level: 'optional' } }],
    [
      'a route that the policy does not name',
      { ...custom, RouteKey: 'GET /constructor' },
      { ...known, requirement: undefined },
    ],
    [
      'an authorizer of somebody else',
      { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'X' } },
      { kind: 'lambda', requirement: undefined },
    ],
  ])('%s', (_, properties, expected) => {
    expect(http([{ RouteKey: 'GET /x', ...properties }]).routes[0].access).toMatchObject(expected as object);
  });
});

describe('the target of an API', () => {
  const target = { Target: { 'Fn::GetAtt': ['Handler', 'Arn'] } };

  test.each<[string, object, object]>([
    ['is the back end of an open $default route', {}, { method: '', path: '$default' }],
    ['is that of the route key that stands beside it', { RouteKey: 'GET /x' }, { method: 'GET', path: '/x' }],
  ])('%s', (_, properties, route) => {
    const api = { ...HTTP, Properties: { ...HTTP.Properties, ...target, ...properties } };
    const { routes, hidden } = http([], { Api: api, Handler: FUNCTION });
    expect(routes).toEqual([{ ...route, access: { kind: 'open' }, backEnd: 'Handler', source: 'Api' }]);
    expect(hidden).toEqual([]);
  });
});

test.each([
  ['an issuer that is a parameter', { Issuer: { Ref: 'Issuer' } }, '{"Ref":"Issuer"}'],
  ['no configuration', null, undefined],
])('a JWT authorizer with %s', (_, JwtConfiguration, issuer) => {
  const jwt = { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: { Ref: 'Api' }, JwtConfiguration } };
  const [route] = http([{ RouteKey: 'GET /x', AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } }], {
    Jwt: jwt,
  }).routes;
  expect(route.access.requirement?.issuer).toBe(issuer);
});

describe('the JWT authorizer of a REST API, which has a list of issuers', () => {
  test.each<[string, object[], string | undefined]>([
    ['one of them', [{ Issuer: ISSUER, Audiences: ['a'] }], 'signedIn'],
    ['one that requires a claim', [{ Issuer: ISSUER, AdditionalClaims: [{ ClaimName: 'azp' }] }], undefined],
    ['several', [{ Issuer: ISSUER }, { Issuer: 'https://clerk.example.com' }], undefined],
    ['none', [], undefined],
  ])('%s', (_, Issuers, level) => {
    const RestApiId = { Ref: 'Api' };
    const access = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } };
    const ResourceId = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
    const resources = resourcesOf({
      Api: { Type: 'AWS::ApiGateway::RestApi' },
      Jwt: { Type: 'AWS::ApiGateway::Authorizer', Properties: { RestApiId, JwtConfiguration: { Issuers } } },
      Get: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId, ResourceId, HttpMethod: 'GET', ...access } },
    });
    const [route] = readApi(resources, { kind: 'rest', id: { Ref: 'Api' } }).routes;
    expect(route.access.kind).toBe('jwt');
    expect(route.access.requirement?.level).toBe(level);
  });
});

describe('where a route leads', () => {
  const integration = (properties: Record<string, unknown>) => ({
    I: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { ApiId: { Ref: 'Api' }, ...properties } },
    Fn: FUNCTION,
    Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] } } },
    Responder: { ...FUNCTION, Metadata: { 'cdk-clerk-authorizer:preflightResponder': true } },
  });
  const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
  const target = { RouteKey: 'GET /x', Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'I' }]] } };
  const backEnd = (properties: Record<string, unknown>) => http([target], integration(properties)).routes[0];

  test.each([
    [{ 'Fn::GetAtt': ['Fn', 'Arn'] }],
    [{ 'Fn::GetAtt': 'Fn.Arn' }],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:x:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' }],
    [{ 'Fn::Sub': ['functions/${arn}/${!literal}', { arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }] }],
    [{ 'Fn::Sub': [{ Ref: 'Fn' }] }],
    [{ Ref: 'Live' }],
    [{ Ref: 'Version' }],
  ])('%j is the function', (IntegrationUri) => {
    expect(backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri }).backEnd).toBe('Fn');
  });

  test('an alias of a function elsewhere is the function', () => {
    const [whole, live] = [ARN, `arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${ARN}:live/invocations`].map(
      (IntegrationUri) => backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri }).backEnd,
    );
    expect(whole).toBe(live);
    expect(whole).toContain('orders');
  });

  test('URLs and calls of services are told apart by what they are', () => {
    const call = { IntegrationType: 'AWS_PROXY', IntegrationSubtype: 'SQS-SendMessage' };
    const found = [
      { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example' },
      { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://b.example' },
      { ...call, RequestParameters: { QueueUrl: 'a' } },
      { ...call, RequestParameters: { QueueUrl: 'b' } },
    ].map((properties) => backEnd(properties).backEnd);
    expect(new Set(found).size).toBe(4);
    expect(found).not.toContain(undefined);
  });

  test('what runs no code of the user is a fixed answer', () => {
    expect(backEnd({ IntegrationType: 'MOCK' })).toMatchObject({ isFixedAnswer: true });
    const responder = backEnd({ IntegrationType: 'AWS_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Responder', 'Arn'] } });
    expect(responder).toMatchObject({ isFixedAnswer: true });
    expect(responder.backEnd).toBeUndefined();
  });

  test('the mapping of parameters is read, and makes no other back end of a URL', () => {
    const proxy = { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://a.example' };
    const RequestParameters = { 'overwrite:header.x-user': '$context.authorizer.claims.sub' };
    const [plain, mapped] = [proxy, { ...proxy, RequestParameters }].map(backEnd);
    expect(mapped.backEnd).toBe(plain.backEnd);
    expect([plain.mapping, mapped.mapping]).toEqual([undefined, RequestParameters]);
    expect(mapped).not.toHaveProperty('overwrite:header.x-user');
  });

  test('an integration without a target has no back end', () => {
    expect(backEnd({ IntegrationType: 'HTTP_PROXY' }).backEnd).toBeUndefined();
  });

  test('without a visible target the back end is unknown', () => {
    const [route] = http([{ RouteKey: 'GET /x', Target: 'integrations/abc' }]).routes;
    expect([route.backEnd, route.isFixedAnswer]).toEqual([undefined, undefined]);
  });
});

test('an API has its own routes and authorizers only', () => {
  const api = http([{ RouteKey: 'GET /x' }, { RouteKey: '$default' }, { RouteKey: 'GET /y', ApiId: { Ref: 'Other' } }]);
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
  expect(http([], resources).integrations).toBe(2);
});

test('function URLs without authorization are read, with the function that they lead to', () => {
  const url = (AuthType: string, TargetFunctionArn: unknown) => ({
    Type: 'AWS::Lambda::Url',
    Properties: { AuthType, TargetFunctionArn },
  });
  const { openUrls } = http([], {
    Open: url('NONE', { 'Fn::GetAtt': ['Guard', 'Arn'] }),
    Signed: url('AWS_IAM', { 'Fn::GetAtt': ['Guard', 'Arn'] }),
    Elsewhere: url('NONE', 'arn:aws:lambda:us-east-1:123456789012:function:orders'),
  });
  expect(openUrls).toEqual([{ backEnd: 'Guard', source: 'Open' }]);
});

test('the origin of a route is its metadata', () => {
  const Properties = { ApiId: { Ref: 'Api' }, RouteKey: 'GET /x' };
  const Metadata = { 'cdk-clerk-authorizer:route': 'derived' };
  const [route] = http([], { Get: { Type: 'AWS::ApiGatewayV2::Route', Properties, Metadata } }).routes;
  expect(route.origin).toBe('derived');
});

test('the route key of a WebSocket API is any text', () => {
  const Properties = { ApiId: { Ref: 'Api' }, RouteKey: 'to GET /x' };
  const resources = resourcesOf({ Api: HTTP, Send: { Type: 'AWS::ApiGatewayV2::Route', Properties } });
  const { routes } = readApi(resources, { kind: 'websocket', id: { Ref: 'Api' } });
  expect(routes).toMatchObject([{ method: '', path: 'to GET /x' }]);
});

test('attributes of an API mean the API', () => {
  const [route] = http([{ RouteKey: 'GET /x', ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] } }]).routes;
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

describe('REST APIs', () => {
  const rest = { RestApiId: { Ref: 'Rest' } };
  const root = { 'Fn::GetAtt': ['Rest', 'RootResourceId'] };
  const method = (HttpMethod: string, ResourceId: unknown, more = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: { ...rest, HttpMethod, ResourceId, ...more },
  });
  const resource = (PathPart: string, ParentId: unknown) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ...rest, PathPart, ParentId },
  });
  const template = {
    Rest: { Type: 'AWS::ApiGateway::RestApi' },
    Orders: resource('orders', root),
    Order: resource('{id}', { Ref: 'Orders' }),
    Authorizer: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: { ...rest, AuthorizerUri: { 'Fn::GetAtt': ['Guard', 'Arn'] } },
    },
    Guard: {
      ...FUNCTION,
      Metadata: {
        'cdk-clerk-authorizer:policy': {
          ...POLICY,
          routes: { 'GET /orders/{id}': { op: 'hasRole', role: 'org:admin' } },
          defaultRoute: 'signedIn',
        },
      },
    },
  };

  test('a method has the path of its resource', () => {
    const resources = resourcesOf({ ...template, A: method('GET', root), B: method('POST', { Ref: 'Order' }) });
    const api = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } });
    expect(api.routes.map(routeKey)).toEqual(['GET /', 'POST /orders/{id}']);
    expect(api.authorizers).toHaveLength(1);
  });

  test('a resource of an imported API is under the root that is named, or cannot be seen', () => {
    const resources = resourcesOf({ ...template, A: method('GET', 'root1'), B: method('PUT', 'other') });
    const api = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' }, root: 'root1' });
    expect(api.routes.map(routeKey)).toEqual(['GET /']);
    expect(api.hidden).toEqual(['imported']);
  });

  test('a method without a resource cannot be seen', () => {
    const resources = resourcesOf({ ...template, A: method('GET', undefined) });
    expect(readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes).toEqual([]);
  });

  test('only ANY has an access for each method', () => {
    const resources = resourcesOf({ ...template, A: method('GET', root) });
    const [get] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(get.accessByMethod).toBeUndefined();
  });

  test('the methods that ANY stands for may each ask for something else', () => {
    const guarded = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' }, Integration: { Type: 'MOCK' } };
    const resources = resourcesOf({ ...template, A: method('ANY', { Ref: 'Order' }, guarded) });
    const [any] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(any.isFixedAnswer).toBe(true);
    expect(accessFor(any, 'GET').requirement?.level).toBe('rule');
    expect(accessFor(any, 'HEAD').requirement?.level).toBe('signedIn');
    expect(any.access.requirement?.level).toBe('signedIn');
  });

  const backEnds = (...integrations: unknown[]) => {
    const methods = integrations.map((Integration, index) => [`M${index}`, method(`V${index}`, root, { Integration })]);
    const resources = resourcesOf({ ...template, ...Object.fromEntries(methods) });
    return readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes.map(({ backEnd }) => backEnd);
  };

  test('a proxy integration is told apart by its URL alone', () => {
    const proxy = { Type: 'HTTP_PROXY', Uri: 'https://a.example' };
    const [a, b, same] = backEnds(
      proxy,
      { ...proxy, Uri: 'https://b.example' },
      { ...proxy, RequestTemplates: { json: 'x' } },
    );
    expect(a).not.toBe(b);
    expect(a).toBe(same);
  });

  test.each([[null], ['x'], [undefined]])('the integration %j has no back end', (integration) => {
    expect(backEnds(integration)).toEqual([undefined]);
  });

  test('calls of one service with different templates are different back ends', () => {
    const call = (template: string) => ({
      Integration: { Type: 'AWS', Uri: 'arn:x', RequestTemplates: { json: template } },
    });
    const resources = resourcesOf({
      ...template,
      A: method('GET', root, call('a')),
      B: method('PUT', root, call('b')),
    });
    const [a, b] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(a.backEnd).not.toBe(b.backEnd);
  });
});

test('the core loads without the CDK', () => {
  const CDK_LAYER = [
    'rendered-resources.ts',
    'watch-access.ts',
    'watch-cache.ts',
    'watch-default-access.ts',
    'watch-secrets.ts',
  ];
  for (const file of readdirSync('src/access').filter((it) => !CDK_LAYER.includes(it))) {
    const text = readFileSync(`src/access/${file}`, 'utf8');
    expect(text, file).not.toMatch(
      /^import (?!type).*(aws-cdk-lib|constructs|diagnostics|watch-access|rendered-resources)/m,
    );
  }
});
