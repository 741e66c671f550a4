import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer, type ClerkRestAuthorizerProps, TokenSource } from '../../../../src';
import { synthesize } from '../../support/rest-authorizer';
import { CLERK, newStack, policyOf, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const isOwner = ClaimRule.hasRole('org:owner');
const authorizedParties = ['https://app.example.com'];
const AUTHORIZER = 'AWS::ApiGateway::Authorizer';

describe('ClerkRestAuthorizer of type TOKEN', () => {
  test('reads the Authorization header and caches nothing', () => {
    expect(resources(synthesize(), AUTHORIZER)).toMatchObject([
      {
        Type: 'TOKEN',
        IdentitySource: 'method.request.header.Authorization',
        AuthorizerResultTtlInSeconds: 0,
        RestApiId: { Ref: expect.stringMatching(/^Api/) },
      },
    ]);
    expect(policyOf(synthesize())).toEqual({
      v: 1,
      issuer: CLERK.frontendApiUrl,
      audience: CLERK.audience,
      tokenKinds: ['session'],
      unauthenticated: 'throw',
      routes: {},
      defaultRoute: 'signedIn',
    });
  });

  test('is invoked for the headers that the function accepts, and for no other', () => {
    const [authorizer] = resources(synthesize(), AUTHORIZER);
    const expression = new RegExp(authorizer?.IdentityValidationExpression as string);
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2ln-_';
    for (const scheme of ['Bearer ', 'bearer ', 'BEARER   ', '']) expect(scheme + token).toMatch(expression);
    for (const value of [
      '',
      'Bearer',
      'Bearer a.b',
      'Basic a.b.c',
      'Bearer oat_x',
      'Bearer a.b.c x',
      'xBearer a.b.c',
      'Bearera.b.c x',
      'Bearer null',
    ]) {
      expect(value).not.toMatch(expression);
    }
  });

  test('reads another header, in which the scheme is optional', () => {
    const [authorizer] = resources(synthesize({ tokenSources: [TokenSource.header('X-Clerk-Token')] }), AUTHORIZER);
    expect(authorizer).toMatchObject({ Type: 'TOKEN', IdentitySource: 'method.request.header.X-Clerk-Token' });
    const expression = new RegExp(authorizer?.IdentityValidationExpression as string);
    expect('a.b.c').toMatch(expression);
    expect('Bearer a.b.c').toMatch(expression);
    expect('opaque').not.toMatch(expression);
  });

  test('applies one rule to every method', () => {
    expect(policyOf(synthesize({ rule: isAdmin }))).toMatchObject({
      routes: {},
      defaultRoute: { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
    });
  });

  test('with caching, returns one policy for all methods of the API', () => {
    const stack = synthesize({ rule: isAdmin, resultsCacheTtl: Duration.seconds(60) });
    expect(resources(stack, AUTHORIZER)).toMatchObject([{ Type: 'TOKEN', AuthorizerResultTtlInSeconds: 60 }]);
    expect(policyOf(stack)).toMatchObject({ cached: true, routes: {}, defaultRoute: { op: 'equals' } });
  });
});

describe('ClerkRestAuthorizer of type REQUEST', () => {
  test.each<[string, TokenSource[], string]>([
    ['the query string', [TokenSource.queryString('token')], 'method.request.querystring.token'],
    ['a cookie', [TokenSource.cookie()], ''],
    ['several sources', [TokenSource.header('Authorization'), TokenSource.cookie()], ''],
  ])('reads %s', (_, tokenSources, IdentitySource) => {
    const stack = synthesize({ tokenSources, authorizedParties });
    expect(resources(stack, AUTHORIZER)).toMatchObject([
      { Type: 'REQUEST', IdentitySource, AuthorizerResultTtlInSeconds: 0 },
    ]);
    expect(policyOf(stack).tokenSources).toHaveLength(tokenSources.length);
  });

  test('has rules of single methods and a rule for all other methods', () => {
    const methodRules = { 'GET /orders/{id}': isOwner, 'POST /': isAdmin };
    const stack = synthesize({ rule: isAdmin, methodRules }, ['GET /orders/{id}', 'POST /', 'GET /']);
    expect(resources(stack, AUTHORIZER)).toMatchObject([
      { Type: 'REQUEST', IdentitySource: 'method.request.header.Authorization' },
    ]);
    expect(policyOf(stack)).toMatchObject({
      routes: { 'GET /orders/{id}': { op: 'hasRole' }, 'POST /': { op: 'equals' } },
      defaultRoute: { as: 'POST /' },
    });
  });

  test('with caching, method and resource are part of the cache key, so methods do not share decisions', () => {
    const stack = synthesize({ methodRules: { 'GET /orders': isOwner }, resultsCacheTtl: Duration.seconds(60) });
    expect(resources(stack, AUTHORIZER)).toMatchObject([
      {
        Type: 'REQUEST',
        IdentitySource: 'method.request.header.Authorization,context.httpMethod,context.resourcePath',
        AuthorizerResultTtlInSeconds: 60,
      },
    ]);
    expect(policyOf(stack)).toMatchObject({
      cached: true,
      routes: { 'GET /orders': { op: 'hasRole' } },
      defaultRoute: 'signedIn',
    });
  });

  test('treats a cache duration that is known only at deployment as caching', () => {
    const stack = newStack();
    const seconds = new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber;
    const props = { methodRules: { 'GET /': isOwner }, resultsCacheTtl: Duration.seconds(seconds) };
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
    expect(JSON.stringify(resources(stack, AUTHORIZER)[0]?.IdentitySource)).toContain('context.resourcePath');
    expect(policyOf(stack).cached).toBe(true);
  });
});

describe('an invalid option', () => {
  test.each<[string, Partial<ClerkRestAuthorizerProps>]>([
    ['FrontendApiUrl.trailingSlash', { frontendApiUrl: `${CLERK.frontendApiUrl}/` }],
    ['Audience.empty', { audience: [] }],
    ['LambdaAuthorizer.cacheTooLong', { resultsCacheTtl: Duration.hours(2) }],
    ['TokenSource.webSocketOnly', { tokenSources: [TokenSource.webSocketProtocol()] }],
    ['TokenSource.cookieWithoutParties', { tokenSources: [TokenSource.cookie()] }],
    [
      'TokenSource.cache',
      { tokenSources: [TokenSource.cookie()], authorizedParties, resultsCacheTtl: Duration.seconds(1) },
    ],
  ])('fails with %s before anything is created', (id, props) => {
    const stack = newStack();
    expect(() => new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props })).toThrow(
      `cdk-clerk-authorizer:${id}]`,
    );
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources ?? {})).toEqual([]);
  });

  test('warns about a cache that outlives the token and about a loopback URL', () => {
    const annotations = Annotations.fromStack(
      synthesize({ resultsCacheTtl: Duration.seconds(61), frontendApiUrl: 'http://localhost:3000' }),
    );
    annotations.hasWarning('*', Match.stringLikeRegexp('LambdaAuthorizer.cacheOutlivesToken'));
    annotations.hasWarning('*', Match.stringLikeRegexp('FrontendApiUrl.loopback'));
  });
});

test('an authorizer of type REQUEST has a name of its own without authorizerName', () => {
  const [authorizer] = resources(synthesize({ methodRules: { 'GET /orders': isAdmin } }), AUTHORIZER);
  expect(authorizer?.Name).not.toContain('undefined');
});

test('an authorizer that belongs to no API has no id, and fails with the line to write', () => {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
  expect(stack.resolve([authorizer.authorizerId, authorizer.authorizerArn])).toEqual([]);
  expect(() => Template.fromStack(stack)).toThrow('write defaultMethodOptions: { authorizer }, or addMethod(');
});

test('sessionTokenClaims has the claims that the rules read', () => {
  const stack = newStack();
  const { sessionTokenClaims } = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, rule: isAdmin });
  expect(JSON.parse(stack.resolve(sessionTokenClaims))).toEqual({
    aud: CLERK.audience[0],
    metadata: '{{user.public_metadata}}',
  });
});
