import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import {
  ClerkHttpLambdaAuthorizer,
  type ClerkHttpLambdaAuthorizerProps,
  ClerkWebSocketAuthorizer,
  TokenSource,
} from '../../../../src';
import { authorizationTypes, CLERK, newApi, newIntegration, newStack, policyOf, resources } from '../../support/stack';

const authorizedParties = ['https://app.example.com'];
const AUTHORIZATION = TokenSource.header('Authorization');

/** Creates a stack with one API and one protected route. */
function synthesize(props: Partial<ClerkHttpLambdaAuthorizerProps>) {
  const stack = newStack();
  new HttpApi(stack, 'Api').addRoutes({
    path: '/x',
    methods: [HttpMethod.GET],
    integration: newIntegration(),
    authorizer: new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props }),
  });
  return stack;
}

describe('an HTTP API reads the token from', () => {
  test.each<[string, TokenSource[], unknown, string[]]>([
    ['Authorization', [TokenSource.header('authorization')], undefined, ['$request.header.authorization']],
    ['a header', [TokenSource.header('X-Token')], [{ in: 'header', name: 'x-token' }], ['$request.header.X-Token']],
    ['the query', [TokenSource.queryString('jwt')], [{ in: 'query', name: 'jwt' }], ['$request.querystring.jwt']],
    ['the session cookie', [TokenSource.cookie()], [{ in: 'cookie', name: '__session' }], []],
    ['another cookie', [TokenSource.cookie('token')], [{ in: 'cookie', name: 'token' }], []],
    [
      'several places',
      [AUTHORIZATION, TokenSource.cookie()],
      [
        { in: 'header', name: 'authorization' },
        { in: 'cookie', name: '__session' },
      ],
      [],
    ],
  ])('%s', (_, tokenSources, policy, identitySource) => {
    const stack = synthesize({ tokenSources, authorizedParties });
    expect(policyOf(stack).tokenSources).toEqual(policy);
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([{ IdentitySource: identitySource }]);
  });

  test('a query string parameter, which is part of the cache key', () => {
    const stack = synthesize({
      tokenSources: [TokenSource.queryString('jwt')],
      resultsCacheTtl: Duration.seconds(30),
    });
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      { IdentitySource: ['$request.querystring.jwt', '$context.routeKey'], AuthorizerResultTtlInSeconds: 30 },
    ]);
  });
});

describe('ClerkProtectedHttpApi', () => {
  const newRoutes = () => [{ path: '/x', methods: [HttpMethod.GET], integration: newIntegration() }];

  test('uses its Lambda authorizer for other sources than the Authorization header', () => {
    const stack = newStack();
    newApi({ routes: newRoutes(), tokenSources: [TokenSource.queryString('token')] }, stack);
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'CUSTOM' });
  });

  test('uses the JWT authorizer if the source is the default', () => {
    const stack = newStack();
    newApi({ routes: newRoutes(), tokenSources: [AUTHORIZATION] }, stack);
    expect(authorizationTypes(stack)).toEqual({ 'GET /x': 'JWT' });
  });

  test.each([
    [[AUTHORIZATION], ['*'], true],
    [[TokenSource.header('X-Token')], ['authorization'], true],
    [[TokenSource.header('X-Token')], ['*'], false],
    [[TokenSource.header('X-Token')], ['x-token'], false],
    [[TokenSource.cookie()], [], false],
  ])('warns when browsers may not send the header of the token: %#', (tokenSources, allowHeaders, warns) => {
    const stack = newStack();
    const corsPreflight = { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.ANY], allowHeaders };
    newApi({ tokenSources, authorizedParties, corsPreflight }, stack);
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('corsWithoutAuthorization'));
    expect(warnings).toHaveLength(warns ? 1 : 0);
  });
});

describe('an invalid source fails with its id', () => {
  test.each<[string, () => unknown]>([
    ['TokenSource.header', () => TokenSource.header('')],
    ['TokenSource.header', () => TokenSource.header('X Token')],
    ['TokenSource.header', () => TokenSource.header('Authorization:')],
    ['TokenSource.header', () => TokenSource.header(new CfnParameter(newStack(), 'Name').valueAsString)],
    ['TokenSource.cookie', () => TokenSource.cookie('a=b')],
    ['TokenSource.cookie', () => TokenSource.cookie('')],
    ['TokenSource.queryString', () => TokenSource.queryString('a&b')],
    ['TokenSource.queryString', () => TokenSource.queryString(undefined as unknown as string)],
  ])('%s: %s', (id, make) => {
    expect(make).toThrow(`[cdk-clerk-authorizer:${id}]`);
  });

  test('shows the source to use for a special header', () => {
    expect(() => TokenSource.header('Cookie')).toThrow('write TokenSource.cookie()');
    expect(() => TokenSource.header('sec-websocket-protocol')).toThrow('write TokenSource.webSocketProtocol()');
  });
});

describe('sources that cannot be combined fail with their id', () => {
  const resultsCacheTtl = Duration.seconds(60);

  test.each<[string, Partial<ClerkHttpLambdaAuthorizerProps>]>([
    ['TokenSource.none', { tokenSources: [] }],
    ['TokenSource.duplicate', { tokenSources: [AUTHORIZATION, TokenSource.header('AUTHORIZATION')] }],
    ['TokenSource.webSocketOnly', { tokenSources: [TokenSource.webSocketProtocol()] }],
    ['TokenSource.cookieWithoutParties', { tokenSources: [AUTHORIZATION, TokenSource.cookie()] }],
    ['TokenSource.cache', { tokenSources: [TokenSource.cookie()], authorizedParties, resultsCacheTtl }],
    ['TokenSource.cache', { tokenSources: [AUTHORIZATION, TokenSource.queryString('token')], resultsCacheTtl }],
  ])('%s: %#', (id, props) => {
    expect(() => new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props })).toThrow(`cdk-clerk-authorizer:${id}]`);
    expect(() => newApi({ ...props, routes: [] })).toThrow(`cdk-clerk-authorizer:${id}]`);
  });

  test('a cookie with a cache duration that is known only at deployment', () => {
    const seconds = new CfnParameter(newStack(), 'Seconds', { type: 'Number' }).valueAsNumber;
    expect(() =>
      synthesize({
        tokenSources: [TokenSource.cookie()],
        authorizedParties,
        resultsCacheTtl: Duration.seconds(seconds),
      }),
    ).toThrow(/TokenSource\.cache/);
  });

  test('a WebSocket API accepts the subprotocol source', () => {
    const tokenSources = [TokenSource.webSocketProtocol()];
    expect(() => new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, tokenSources })).not.toThrow();
  });
});
