import { App, Aspects, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, Cors, MockIntegration, RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer, type ClerkRestAuthorizerProps, TokenSource } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newStack, policyOf, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const isOwner = ClaimRule.hasRole('org:owner');
const authorizedParties = ['https://app.example.com'];
const AUTHORIZER = 'AWS::ApiGateway::Authorizer';

/** Creates a stack with a REST API of these methods. The authorizer is the default of all of them. */
function synthesize(props: Partial<ClerkRestAuthorizerProps> = {}, methods = ['GET /orders'], api: RestApiProps = {}) {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
  const restApi = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer }, ...api });
  for (const key of methods) {
    const [method, path] = key.split(' ') as [string, string];
    restApi.root.resourceForPath(path).addMethod(method, new MockIntegration());
  }
  return stack;
}

function authorizationOf(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(
    resources(stack, 'AWS::ApiGateway::Method').map((it) => [it.HttpMethod, it.AuthorizationType]),
  );
}

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

describe('methodRules', () => {
  const validate = (methodRules: Record<string, ClaimRule>, methods: string[]) => () =>
    Template.fromStack(synthesize({ methodRules }, methods));

  test('can name one HTTP method of an ANY method, or all of them', () => {
    expect(policyOf(synthesize({ methodRules: { 'GET /x': isOwner } }, ['ANY /x'])).routes).toEqual({
      'GET /x': isOwner._render(),
      'HEAD /x': { as: 'GET /x' },
    });
    const methodRules = { 'ANY /x': isOwner, 'PUT /x': isAdmin };
    expect(policyOf(synthesize({ methodRules }, ['ANY /x', 'GET /x'])).routes).toEqual({
      'GET /x': isOwner._render(),
      'HEAD /x': { as: 'GET /x' },
      'POST /x': { as: 'GET /x' },
      'PATCH /x': { as: 'GET /x' },
      'DELETE /x': { as: 'GET /x' },
      'OPTIONS /x': { as: 'GET /x' },
      'PUT /x': isAdmin._render(),
    });
    const reversed = { 'PUT /x': isAdmin, 'ANY /x': isOwner };
    expect(policyOf(synthesize({ methodRules: reversed }, ['ANY /x', 'GET /x'])).routes).toMatchObject({
      'PUT /x': isAdmin._render(),
      'GET /x': isOwner._render(),
    });
  });

  test.each([
    ['get /orders', 'GET /orders'],
    ['/orders', 'GET /orders'],
    ['GET orders', 'GET /orders'],
    ['GET /orders/', 'GET /orders'],
    ['POST  /orders', 'POST /orders'],
    ['FETCH /orders', 'GET /orders'],
    ['GET', 'GET /'],
    ['', 'GET /'],
    [' any //orders/{id}// ', 'ANY /orders/{id}'],
    ['GET /orders /refunds', 'GET /orders'],
    ['xGET /orders', 'GET /orders'],
    ['GET /orders\n/refunds', 'GET /'],
  ])('%j fails when it is written', (key, corrected) => {
    const create = () => new ClerkRestAuthorizer(newStack(), 'Clerk', { ...CLERK, methodRules: { [key]: isAdmin } });
    expect(create).toThrow(`got ${JSON.stringify(key)}; write '${corrected}' [`);
    expect(create).toThrow(diagnostic('RestAuthorizer.methodRule'));
  });

  test.each<Record<string, ClaimRule>>([{ 'GET /x': isOwner }, {}])(
    'fail if the authorizer belongs to no API',
    (methodRules) => {
      const stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules });
      new RestApi(stack, 'Other').root.addResource('x').addMethod('GET', new MockIntegration());
      expect(authorizer.node.validate()).toEqual([expect.stringMatching(/belongs to no API.*RestAuthorizer\.noApi/)]);
    },
  );

  test('fail at synthesis if the API has no such method, and show the closest one', () => {
    const fails = validate({ 'GET /orders/{orderId}': isOwner }, ['GET /orders/{id}', 'POST /invoices']);
    expect(fails).toThrow(
      /got "GET \/orders\/\{orderId\}"; write 'GET \/orders\/\{id\}' \[cdk-clerk-authorizer:RestAuthorizer\.unknownMethod\]/,
    );
  });

  test('may name with ANY the methods that a path has separately', () => {
    expect(validate({ 'ANY /x': isOwner }, ['GET /x', 'POST /x'])).not.toThrow();
  });

  test('fail at synthesis if the method is public, because the rule would not be enforced', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules: { 'GET /x': isOwner } });
    const api = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
    const x = api.root.addResource('x');
    x.addMethod('GET', new MockIntegration(), { authorizationType: AuthorizationType.NONE });
    x.addMethod('ANY', new MockIntegration());
    expect(() => Template.fromStack(stack)).toThrow(
      /GET \/x and this authorizer is not asked there.*write addMethod\('GET', .*RestAuthorizer\.unguardedMethod/,
    );
  });

  test("are checked against the methods of the authorizer's API only", () => {
    const stack = synthesize({ methodRules: { 'GET /other': isOwner } });
    new RestApi(stack, 'Other').root.addResource('other').addMethod('GET', new MockIntegration());
    expect(() => Template.fromStack(stack)).toThrow(/RestAuthorizer\.unknownMethod/);
  });
});

describe('as an authorizer of CDK', () => {
  test('works for single methods next to public ones', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const api = new RestApi(stack, 'Api');
    api.root.addMethod('GET', new MockIntegration(), { authorizer });
    api.root.addMethod('POST', new MockIntegration());
    expect(authorizationOf(stack)).toEqual({ GET: 'CUSTOM', POST: 'NONE' });
  });

  test('leaves CORS preflights public', () => {
    const stack = synthesize({}, ['GET /orders'], {
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowHeaders: ['authorization'] },
    });
    expect(authorizationOf(stack)).toEqual({ GET: 'CUSTOM', OPTIONS: 'NONE' });
  });

  test('cannot belong to two APIs', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    new RestApi(stack, 'First').root.addMethod('GET', new MockIntegration(), { authorizer });
    expect(() => new RestApi(stack, 'Second').root.addMethod('GET', new MockIntegration(), { authorizer })).toThrow(
      /two different rest APIs/,
    );
  });

  test('allows its API to call the function only as this authorizer', () => {
    const stack = synthesize();
    const [permission] = resources(stack, 'AWS::Lambda::Permission');
    const [authorizer] = Object.keys(Template.fromStack(stack).findResources(AUTHORIZER));
    expect(permission).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
    expect(JSON.stringify(permission?.SourceArn)).toContain(`"/authorizers/",{"Ref":"${authorizer}"}`);
  });

  test.each([true, false])('redeploys the API if the authorizer changes, with the feature flag %s', (flag) => {
    const deployment = (props: Partial<ClerkRestAuthorizerProps>) => {
      const app = new App({
        context: { '@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId': flag },
      });
      const stack = new Stack(app, 'Stack');
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'))[0];
    };
    const plain = deployment({});
    expect(deployment({})).toBe(plain);
    expect(deployment({ resultsCacheTtl: Duration.seconds(30) })).not.toBe(plain);
    expect(deployment({ tokenSources: [TokenSource.header('X-Token')] })).not.toBe(plain);
    expect(deployment({ methodRules: { 'GET /': isAdmin } })).not.toBe(plain);
    const query = (name: string) => deployment({ tokenSources: [TokenSource.queryString(name)] });
    expect(query('token')).not.toBe(query('jwt'));
    // A change of the function takes effect without a new deployment of the API.
    expect(deployment({ rule: isAdmin })).toBe(plain);
  });

  test('leaves the deployment of another API alone', () => {
    const deployments = (resultsCacheTtl: Duration) => {
      const stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, resultsCacheTtl });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      new RestApi(stack, 'Other').root.addMethod('GET', new MockIntegration());
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
    };
    const other = (ids: string[]) => ids.find((id) => id.startsWith('Other'));
    expect(other(deployments(Duration.seconds(30)))).toBe(other(deployments(Duration.seconds(0))));
  });

  test('has one aspect, however many methods it guards', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const { root } = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
    root.addMethod('GET', new MockIntegration());
    const { length } = Aspects.of(stack.node.root).all;
    root.addMethod('POST', new MockIntegration());
    expect(Aspects.of(stack.node.root).all).toHaveLength(length);
  });

  test('works with an API that is deployed elsewhere', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules: { 'GET /x': isAdmin } });
    const api = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc', rootResourceId: 'root' });
    api.root.addResource('x').addMethod('GET', new MockIntegration(), { authorizer });
    expect(resources(stack, AUTHORIZER)).toMatchObject([{ RestApiId: 'abc' }]);
  });

  test('accepts an authorizer name and has an id and an ARN', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, authorizerName: 'mine' });
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
    const [id] = Object.keys(Template.fromStack(stack).findResources(AUTHORIZER));
    expect(resources(stack, AUTHORIZER)).toMatchObject([{ Name: 'mine' }]);
    expect(stack.resolve(authorizer.authorizerId)).toEqual({ Ref: id });
    expect(JSON.stringify(stack.resolve(authorizer.authorizerArn))).toContain('authorizers/');
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

test.each([
  ['GET /x', 'ANY /x'],
  ['HEAD /x', 'GET /x'],
  ['ANY /x', 'POST /x'],
])('the rule for HEAD is that of %s beside %s, in any order', (key, other) => {
  const entries: [string, ClaimRule][] = [
    [key, isOwner],
    [other, isAdmin],
  ];
  for (const ordered of [entries, [...entries].reverse()]) {
    const { routes } = policyOf(synthesize({ methodRules: Object.fromEntries(ordered) }, ['ANY /x'])) as {
      routes: Record<string, { op?: string; as?: string }>;
    };
    const rule = routes['HEAD /x'];
    expect(rule?.as ? routes[rule.as] : rule).toEqual(isOwner._render());
  }
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

test('ANY stands for the methods without a rule of their own', () => {
  const methodRules = { 'ANY /x': isOwner, 'GET /x': isAdmin };
  const { routes } = policyOf(synthesize({ methodRules }, ['ANY /x']));
  const keys = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'HEAD'].map((verb) => `${verb} /x`);
  expect(Object.keys(routes as object)).toEqual(keys);
});

test('sessionTokenClaims has the claims that the rules read', () => {
  const stack = newStack();
  const { sessionTokenClaims } = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, rule: isAdmin });
  expect(JSON.parse(stack.resolve(sessionTokenClaims))).toEqual({
    aud: CLERK.audience[0],
    metadata: '{{user.public_metadata}}',
  });
});
