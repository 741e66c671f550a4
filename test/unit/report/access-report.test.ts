import { Template } from 'aws-cdk-lib/assertions';
import { LambdaRestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import { AccessReport } from '../../../report/access-report';
import { ClaimRule, RouteAccess } from '../../../src';
import { fixture } from '../support/report';
import { CLERK, newApi, newFunction, newStack } from '../support/stack';

const stack = newStack();
const api = newApi({}, stack);
const handler = newFunction(stack);
const methods = [HttpMethod.GET];
api.addRoutes({ path: '/orders/{id}', methods, handler });
api.addRoutes({ path: '/documents/{proxy+}', handler });
api.addRoutes({ path: '/health', methods, handler, access: RouteAccess.anyone() });
api.addRoutes({ path: '/feed', methods, handler, access: RouteAccess.optional() });
api.addRoutes({ path: '/admin', methods, handler, access: RouteAccess.when(ClaimRule.hasRole('org:admin')) });
const report = AccessReport.fromTemplate(Template.fromStack(stack));

describe('openRoutes', () => {
  test('are those behind which code answers callers without credentials', () => {
    expect(report.openRoutes()).toEqual(['GET /health', 'GET /feed']);
  });

  test('do not include the route for preflights, whose answer is fixed', () => {
    expect(report.routes).toContainEqual(
      expect.objectContaining({ method: 'ANY', path: '/documents/{proxy+}', access: 'open', isFixedAnswer: true }),
    );
  });
});

describe('accessOf', () => {
  const signedIn = { access: 'jwt', requirement: 'signedIn', issuer: CLERK.frontendApiUrl };

  test.each([
    ['GET', '/orders/42', signedIn],
    ['GET', '/orders/{id}', signedIn],
    ['POST', '/documents/a/b', signedIn],
    ['GET', '/health', { access: 'open' }],
    ['GET', '/feed', { access: 'lambda', requirement: 'optional' }],
    ['GET', '/admin', { access: 'lambda', requirement: 'rule', rule: 'has role org:admin' }],
    ['OPTIONS', '/documents/a', { access: 'open', isFixedAnswer: true }],
  ])('%s %s', (method, path, expected) => {
    expect(report.accessOf(method, path)).toMatchObject(expected);
  });

  test.each([
    ['POST', '/health'],
    ['GET', '/'],
  ])('%s %s has no route', (method, path) => {
    expect(report.accessOf(method, path)).toBe('noRoute');
  });

  test('a request that a hidden route may take is not visible', () => {
    const route = { ApiId: 'abc123', RouteKey: 'GET /x', AuthorizationType: 'NONE' };
    const imported = AccessReport.fromTemplate({
      Resources: { R: { Type: 'AWS::ApiGatewayV2::Route', Properties: route } },
    });
    expect(imported.accessOf('GET', '/x')).toEqual({ access: 'open' });
    expect(imported.accessOf('GET', '/y')).toBe('notVisible');
    expect(imported.hidden).toMatchObject([{ reason: 'imported', source: 'abc123' }]);
  });

  test('messages of an imported WebSocket API depend on a route that is not visible', () => {
    const message = { ApiId: { Ref: 'Imported' }, RouteKey: 'send', AuthorizationType: 'NONE' };
    const imported = AccessReport.fromTemplate({
      Resources: { R: { Type: 'AWS::ApiGatewayV2::Route', Properties: message } },
    });
    expect(imported.routes).toMatchObject([{ api: 'Imported', kind: 'websocket', path: 'send', access: 'unknown' }]);
    expect(imported.openRoutes()).toEqual([]);
  });

  test('fails if it is not clear which API is meant', () => {
    const several = AccessReport.fromTemplate(fixture('sam-processed'));
    expect(() => several.accessOf('GET', '/')).toThrow('Name one of the APIs; there are: HttpApi, RestApi');
    expect(() => several.accessOf('GET', '/', 'Api')).toThrow('There is no such API; there are: HttpApi, RestApi');
  });
});

/** Reads the template again after the key of a route was changed. */
function withRoute(key: string, newKey: string): AccessReport {
  const template = structuredClone(Template.fromStack(stack).toJSON());
  const resources = Object.values<{ Properties?: { RouteKey?: string } }>(template.Resources);
  Object.assign(resources.find(({ Properties }) => Properties?.RouteKey === key)?.Properties ?? {}, {
    RouteKey: newKey,
  });
  return AccessReport.fromTemplate(template);
}

test('a route that the policy of its authorizer does not list lets nobody in', () => {
  const access = withRoute('GET /admin', 'GET /other').accessOf('GET', '/other');
  expect(access).toMatchObject({ access: 'lambda', requirement: 'nobody' });
});

test('a rule that is only reported lets in everyone who is signed in', () => {
  const other = newStack();
  const reporting = newApi({ reportOnlyRules: true }, other);
  const access = RouteAccess.when(ClaimRule.hasRole('org:admin'));
  reporting.addRoutes({ path: '/admin', methods, handler: newFunction(other), access });
  expect(AccessReport.fromTemplate(Template.fromStack(other)).accessOf('GET', '/admin')).toMatchObject({
    requirement: 'signedIn',
    rule: 'has role org:admin',
    isReportOnly: true,
  });
});

test('warnings are those of synthesis', () => {
  const { warnings, routes } = withRoute('GET /health', 'ANY /admin');
  expect(warnings).toMatchObject([{ id: 'Access.openRouteToGuardedBackEnd', routes: ['ANY /admin'] }]);
  expect(warnings[0].message).toMatch(/^an open route leads to the back end of guarded routes.*; guard the route/);
  const affected = routes.filter((route) => route.warnings.length > 0);
  expect(affected).toMatchObject([{ method: 'ANY', path: '/admin', warnings: [warnings[0].id] }]);
});

test('warnings are also about other APIs, and about the API itself', () => {
  const other = newStack();
  const code = newFunction(other);
  const guarded = newApi({ disableExecuteApiEndpoint: true }, other);
  guarded.addRoutes({ path: '/x', methods, handler: code });
  guarded.httpApi.addStage('Live', { stageName: 'live' });
  new LambdaRestApi(other, 'Other', { handler: code });
  const { warnings, routes } = AccessReport.fromTemplate(Template.fromStack(other));
  expect(warnings).toMatchObject([
    { id: 'Access.noEndpoint', routes: [] },
    { id: 'Access.manualDeployment', routes: [] },
    { id: 'Access.weakerRouteOfOtherApi', routes: ['GET /x'] },
  ]);
  expect(routes.map((route) => route.warnings)).toEqual([['Access.weakerRouteOfOtherApi'], [], []]);
});

test.each<[string, object]>([
  ['an API key', { ApiKeyRequired: true }],
  ['IAM', { AuthorizationType: 'AWS_IAM' }],
])('preflights that need %s are refused, since browsers send none', (_, access) => {
  const RestApiId = { Ref: 'Api' };
  const ResourceId = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  const Options = { RestApiId, ResourceId, HttpMethod: 'OPTIONS', AuthorizationType: 'NONE', ...access };
  const Resources = {
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Options: { Type: 'AWS::ApiGateway::Method', Properties: { ...Options, Integration: { Type: 'MOCK' } } },
  };
  expect(AccessReport.fromTemplate({ Resources }).routes).toMatchObject([
    { preflight: 'refused', isFixedAnswer: true },
  ]);
});

describe('hidden routes', () => {
  const hidden = (Resources: object) => AccessReport.fromTemplate({ Resources }).hidden.map(({ reason }) => reason);

  test.each<[string, object, string[]]>([
    ['a template before the transform of SAM', { Api: { Type: 'AWS::Serverless::HttpApi' } }, ['untransformed']],
    [
      'a function of SAM with a route',
      { F: { Type: 'AWS::Serverless::Function', Properties: { Events: { Get: { Type: 'HttpApi' } } } } },
      ['untransformed'],
    ],
    [
      'a function of SAM without a route',
      { F: { Type: 'AWS::Serverless::Function', Properties: { Events: { Queue: { Type: 'SQS' } } } } },
      [],
    ],
    ['a nested stack', { Nested: { Type: 'AWS::CloudFormation::Stack' } }, ['nestedStack']],
    ['a loop', { 'Fn::ForEach::Routes': ['Name', ['a'], {}] }, ['macro']],
    [
      'an OpenAPI definition in a bucket',
      { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Bucket: 'b' } } } },
      ['openApi'],
    ],
    [
      'an OpenAPI definition that is included at deployment',
      { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { 'Fn::Transform': {} } } } },
      ['openApi'],
    ],
    ['a bucket', { Bucket: { Type: 'AWS::S3::Bucket' } }, []],
  ])('%s', (_, resources, expected) => {
    expect(hidden(resources)).toEqual(expected);
  });
});

describe('bad input', () => {
  test.each([[{}], [[]], [{ Resources: [] }], [{ resources: {} }]])('%j', (template) => {
    expect(() => AccessReport.fromTemplate(template)).toThrow(
      'This is not a CloudFormation template: it has no Resources.',
    );
  });

  test('the answer of get-template contains the template', () => {
    const TemplateBody = { Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: 'x' } } } };
    expect(AccessReport.fromTemplate({ TemplateBody, StagesAvailable: [] }).openRoutes()).toEqual(['$default']);
  });

  test('resources that refer to themselves in a circle', () => {
    const RestApiId = { Ref: 'Api' };
    const Resources = {
      Api: { Type: 'AWS::ApiGateway::RestApi' },
      R: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId, PathPart: 'x', ParentId: { Ref: 'R' } } },
      M: { Type: 'AWS::ApiGateway::Method', Properties: { RestApiId, HttpMethod: 'GET', ResourceId: { Ref: 'R' } } },
    };
    expect(() => AccessReport.fromTemplate({ Resources })).toThrow('The template refers to itself in a circle');
  });

  test('resources that are nothing, and a route that refers to one', () => {
    const Properties = { ApiId: { Ref: 'A' }, RouteKey: 'GET /x', Target: { Ref: 'A' } };
    const Resources = { A: null, B: 1, C: [], Route: { Type: 'AWS::ApiGatewayV2::Route', Properties } };
    expect(AccessReport.fromTemplate({ Resources }).openRoutes()).toEqual(['GET /x']);
  });
});
