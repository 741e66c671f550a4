import { expect, test } from 'vitest';
import { AccessReport } from '../../../report/access-report';
import { fixture, lines } from '../support/report';

test('a processed template of SAM, whose routes are in OpenAPI documents', () => {
  expect(lines(fixture('sam-processed'))).toEqual([
    '$default: jwt signedIn, preflight refused, Access.fallsToWeakerRoute, Access.weakerRouteOfOtherApi',
    'GET /reports: jwt rule (has scope reports:read), preflight refused',
    'GET /health: open, preflight backEnd',
    'OPTIONS /health: open, preflight backEnd',
    'GET /: open, preflight refused',
    'GET /orders: lambda and key, preflight mock',
    'POST /orders: cognito (has scope orders/write or has scope orders/admin), preflight mock',
    'DELETE /orders: iam, preflight mock',
    'OPTIONS /orders: open fixed, preflight mock',
    'ANY /orders/{id}/items: key, preflight refused',
  ]);
});

test('a template of the Serverless Framework', () => {
  expect(lines(fixture('serverless-framework'))).toEqual([
    'GET /orders: jwt signedIn, preflight backEnd, Access.weakerRouteOfOtherApi',
    'ANY /{proxy+}: open, preflight backEnd, Access.openRouteToGuardedBackEnd',
    'GET /orders: open, preflight refused',
    'POST /orders: key, preflight refused',
    'DELETE /orders/{id}: lambda, preflight refused, Access.weakerRouteOfOtherApi',
  ]);
});

test('both have several APIs, all of whose routes are known', () => {
  const report = AccessReport.fromTemplate(fixture('sam-processed'));
  expect(report.apis.map(({ name, kind }) => [name, kind])).toEqual([
    ['HttpApi', 'http'],
    ['RestApi', 'rest'],
  ]);
  expect(report.hidden).toEqual([]);
  expect(report.accessOf('PUT', '/anything/else', 'HttpApi')).toEqual({
    access: 'jwt',
    requirement: 'signedIn',
    issuer: 'https://sensible-skunk-49.clerk.accounts.dev',
    audience: ['orders'],
    authorizer: 'HttpApi Clerk',
  });
});

/** An API whose OpenAPI document has one GET operation. */
function withOperation(operation: unknown, schemes: object = {}, item: object = {}) {
  const Body = {
    openapi: '3.0.1',
    paths: { '/x': { get: operation, ...item } },
    components: { securitySchemes: schemes },
  };
  return { Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Body } } } };
}

test.each<[string, object, string[]]>([
  ['a scheme that API Gateway does not know', { security: [{ Basic: [] }] }, ['GET /x: unknown, preflight refused']],
  [
    'security that depends on a parameter',
    { security: { 'Fn::If': ['A', [], []] } },
    ['GET /x: unknown, preflight refused'],
  ],
  [
    'IAM by the extension for it',
    { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } },
    ['GET /x: iam, preflight refused'],
  ],
  ['no security', {}, ['GET /x: open, preflight refused']],
])('%s', (_, operation, expected) => {
  expect(lines(withOperation(operation, { Basic: { type: 'http' } }))).toEqual(expected);
});

test.each<[string, object]>([
  ['an operation', withOperation({ 'Fn::If': ['Production', {}, {}] })],
  ['a path', withOperation({}, {}, { 'Fn::If': ['Production', {}, {}] })],
])('%s that depends on a parameter is hidden, not open', (_, template) => {
  const report = AccessReport.fromTemplate(template);
  expect(report.hidden).toMatchObject([{ reason: 'openApi', source: 'Api' }]);
});

test('security of the document holds for operations without any of their own', () => {
  const schemes = {
    Clerk: { 'x-amazon-apigateway-authorizer': { type: 'jwt', jwtConfiguration: { issuer: 'https://x' } } },
  };
  const template = withOperation({}, schemes, { put: { security: [] } });
  Object.assign(template.Resources.Api.Properties.Body, { security: [{ Clerk: [] }] });
  expect(lines(template)).toEqual(['GET /x: jwt signedIn, preflight refused', 'PUT /x: open, preflight refused']);
});

test('an API with a target has the route that CloudFormation creates for it', () => {
  const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Target: 'arn:aws:lambda:x' } };
  expect(lines({ Resources: { Api: api } })).toEqual(['$default: open, preflight backEnd']);
  const withKey = { ...api, Properties: { ...api.Properties, RouteKey: 'GET /only' } };
  expect(lines({ Resources: { Api: withKey } })).toEqual(['GET /only: open, preflight refused']);
});
