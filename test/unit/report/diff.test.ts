import { describe, expect, test } from 'vitest';
import { AccessReport } from '../../../report/access-report';
import { compareReports } from '../../../report/diff';
import { CLERK } from '../support/stack';

const OPEN = {};
const JWT = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } };
const SCOPES = { ...JWT, AuthorizationScopes: ['read'] };
const SAME = { ...JWT, AuthorizerId: { Ref: 'Same' } };
const OTHER_ISSUER = { ...JWT, AuthorizerId: { Ref: 'OtherIssuer' } };
const OTHER_AUDIENCE = { ...SCOPES, AuthorizerId: { Ref: 'OtherAudience' } };
const IAM = { AuthorizationType: 'AWS_IAM' };
const UNKNOWN = { AuthorizationType: { Ref: 'Type' } };

type Routes = Record<string, object>;

function report(routes: Routes, api = 'Api', extra: object = {}): AccessReport {
  const ApiId = { Ref: api };
  const authorizer = (Issuer: string, ...Audience: string[]) => ({
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: { ApiId, JwtConfiguration: { Issuer, Audience } },
  });
  const entries = Object.entries(routes).map(([RouteKey, access], index) => [
    `Route${index}`,
    { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey, ...access } },
  ]);
  return AccessReport.fromTemplate({
    Resources: {
      [api]: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Jwt: authorizer(CLERK.frontendApiUrl, 'a'),
      Same: authorizer(CLERK.frontendApiUrl, 'a'),
      OtherIssuer: authorizer('https://other.example.com', 'a'),
      OtherAudience: authorizer(CLERK.frontendApiUrl, 'b'),
      ...Object.fromEntries(entries),
      ...extra,
    },
  });
}

/** The changes in short: their kind, methods and path. */
function compare(before: Routes, after: Routes): string[] {
  return compareReports(report(before), report(after)).map(({ kind, methods, path }) => `${kind} ${methods} ${path}`);
}

test.each<[string, object | undefined, object | undefined, string[]]>([
  ['an authorizer was removed', JWT, OPEN, ['moreOpen GET /x']],
  ['an authorizer was added', OPEN, JWT, ['lessOpen GET /x']],
  ['scopes were removed', SCOPES, JWT, ['moreOpen GET /x']],
  ['scopes were added', JWT, SCOPES, ['lessOpen GET /x']],
  ['scopes changed', SCOPES, { ...SCOPES, AuthorizationScopes: ['write'] }, ['unclear GET /x']],
  ['another issuer', JWT, OTHER_ISSUER, ['unclear GET /x']],
  ['another audience', JWT, OTHER_AUDIENCE, ['unclear GET /x']],
  ['another authorizer that asks for the same', JWT, SAME, []],
  ['another kind of authorizer', JWT, IAM, ['unclear GET /x']],
  ['known at deployment only', JWT, UNKNOWN, ['unclear GET /x']],
  ['a new open route', undefined, OPEN, ['moreOpen GET /x']],
  ['a new guarded route', undefined, JWT, ['added GET /x']],
  ['a route was removed', JWT, undefined, ['lessOpen GET /x']],
  ['nothing changed', SCOPES, SCOPES, []],
])('%s', (_, before, after, expected) => {
  const routes = (access?: object): Routes => (access ? { 'GET /x': access } : {});
  expect(compare(routes(before), routes(after))).toEqual(expected);
});

describe('requests are compared, not routes', () => {
  test('a removed route whose requests fall to an open catch-all route is more open', () => {
    const catchAll = { 'ANY /{proxy+}': OPEN };
    expect(compare({ 'GET /admin': JWT, ...catchAll }, catchAll)).toEqual(['moreOpen GET /admin']);
  });

  test('a route for ANY method instead of each of them is no change', () => {
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    expect(compare(Object.fromEntries(methods.map((method) => [`${method} /x`, JWT])), { 'ANY /x': JWT })).toEqual([]);
  });

  test('methods of a path that change in the same way are one change', () => {
    expect(compare({ 'GET /x': JWT, 'POST /x': JWT }, { 'GET /x': OPEN, 'POST /x': OPEN })).toEqual([
      'moreOpen GET,POST /x',
    ]);
  });
});

describe('APIs', () => {
  test('the only API may have another name', () => {
    expect(compareReports(report({ 'GET /x': JWT }, 'Old'), report({ 'GET /x': JWT }, 'New'))).toEqual([]);
  });

  test('one of several is compared with the one of its name', () => {
    const second = { Second: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: 'x' } } };
    const changes = compareReports(report({ 'GET /x': JWT }), report({ 'GET /x': JWT }, 'Api', second));
    expect(changes).toMatchObject([{ kind: 'moreOpen', api: 'Second', path: '$default', before: 'noRoute' }]);
  });
});
