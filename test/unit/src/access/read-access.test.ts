import { describe, expect, test } from 'vitest';
import { readApi } from '../../../../src/access/read-api';
import { ISSUER, POLICY, RULE, readHttpApi } from '../../support/read-http-api';
import { resourcesOf } from '../../support/template';

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
    expect(readHttpApi([{ RouteKey: 'GET /x', ...properties }]).routes[0].access).toMatchObject(expected as object);
  });
});

test.each([
  ['an issuer that is a parameter', { Issuer: { Ref: 'Issuer' } }, '{"Ref":"Issuer"}'],
  ['no configuration', null, undefined],
])('a JWT authorizer with %s', (_, JwtConfiguration, issuer) => {
  const jwt = { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId: { Ref: 'Api' }, JwtConfiguration } };
  const [route] = readHttpApi([{ RouteKey: 'GET /x', AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } }], {
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
