import { Aspects, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnRoute, WebSocketApi, WebSocketRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration, WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkWebSocketAuthorizer, type ClerkWebSocketAuthorizerProps, TokenSource } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { authorizationTypes, CLERK, newFunction, newStack, policyOf, resources } from '../../support/stack';

const newMock = () => new WebSocketMockIntegration('Mock');
const newAuthorizer = (props: Partial<ClerkWebSocketAuthorizerProps> = {}) =>
  new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, ...props });

function synthesize(props: Partial<ClerkWebSocketAuthorizerProps> = {}) {
  const stack = newStack();
  new WebSocketApi(stack, 'Api', {
    connectRouteOptions: { integration: newMock(), authorizer: newAuthorizer(props) },
    defaultRouteOptions: { integration: newMock() },
  });
  return stack;
}

/** Binds an authorizer as CDK does, to a route that is not rendered. */
function bindAlone(webSocketApi: WebSocketApi): void {
  const route = Object.assign(new Construct(webSocketApi, `Route${webSocketApi.node.children.length}`), {
    webSocketApi,
  });
  newAuthorizer().bind({ route: route as never, scope: webSocketApi });
}

describe('ClerkWebSocketAuthorizer', () => {
  test('protects $connect, and hence the API', () => {
    const stack = synthesize();
    expect(authorizationTypes(stack)).toEqual({ $connect: 'CUSTOM', $default: 'NONE' });
    const template = Template.fromStack(stack);
    const [authorizer] = Object.keys(template.findResources('AWS::ApiGatewayV2::Authorizer'));
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: '$connect',
      AuthorizerId: { Ref: authorizer },
    });
  });

  test('requires a signed-in caller, or a caller who meets a rule', () => {
    expect(policyOf(synthesize())).toEqual({
      v: 1,
      issuer: CLERK.frontendApiUrl,
      audience: CLERK.audience,
      tokenKinds: ['session'],
      unauthenticated: 'throw',
      routes: { $connect: 'signedIn' },
    });
    expect(policyOf(synthesize({ rule: ClaimRule.hasRole('org:admin') }))).toMatchObject({
      routes: { $connect: { op: 'hasRole', role: 'org:admin' } },
    });
  });

  test('makes API Gateway refuse handshakes without a token if there is one source', () => {
    const identitySource = (...tokenSources: TokenSource[]) => {
      const stack = synthesize({ tokenSources, authorizedParties: ['https://app.example.com'] });
      return resources(stack, 'AWS::ApiGatewayV2::Authorizer')[0]?.IdentitySource;
    };
    expect(resources(synthesize(), 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      { AuthorizerType: 'REQUEST', IdentitySource: ['route.request.header.Authorization'] },
    ]);
    expect(identitySource(TokenSource.queryString('token'))).toEqual(['route.request.querystring.token']);
    expect(identitySource(TokenSource.webSocketProtocol())).toEqual(['route.request.header.Sec-WebSocket-Protocol']);
    expect(identitySource(TokenSource.cookie())).toEqual([]);
    expect(identitySource(TokenSource.queryString('token'), TokenSource.webSocketProtocol())).toEqual([]);
  });

  test('writes the token sources to the policy', () => {
    const tokenSources = [TokenSource.webSocketProtocol(), TokenSource.queryString('token')];
    expect(policyOf(synthesize({ tokenSources })).tokenSources).toEqual([
      { in: 'protocol', name: 'sec-websocket-protocol' },
      { in: 'query', name: 'token' },
    ]);
  });

  test('allows API Gateway to call the function only as its authorizer', () => {
    const permissions = resources(synthesize(), 'AWS::Lambda::Permission');
    const [permission] = permissions.filter(({ SourceArn }) => JSON.stringify(SourceArn).includes('authorizers'));
    expect(permission).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
    expect(JSON.stringify(permission?.SourceArn)).toMatch(
      /"Ref":"Api\w+"},"\/authorizers\/",\{"Ref":"Api\w*Authorizer\w+"\}\]\]/,
    );
  });

  test('serves several APIs and creates one authorizer for each', () => {
    const stack = newStack();
    const authorizer = newAuthorizer();
    for (const id of ['First', 'Second']) {
      new WebSocketApi(stack, id, { connectRouteOptions: { integration: newMock(), authorizer } });
    }
    const names = resources(stack, 'AWS::ApiGatewayV2::Authorizer').map((it) => it.Name);
    expect(new Set(names).size).toBe(2);
  });

  test('accepts an authorizer name', () => {
    expect(resources(synthesize({ authorizerName: 'mine' }), 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      { Name: 'mine' },
    ]);
  });

  test('may be invoked through an alias, which provisioned concurrency needs', () => {
    const stack = synthesize({ aliasOptions: { provisionedConcurrentExecutions: 1 } });
    const [alias] = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Alias'));
    const [{ AuthorizerUri: uri }] = resources(stack, 'AWS::ApiGatewayV2::Authorizer') as [Record<string, unknown>];
    expect(JSON.stringify(uri)).toContain(`{"Ref":"${alias}"}`);
    const allowed = resources(stack, 'AWS::Lambda::Permission').map(({ FunctionName }) => FunctionName);
    expect(allowed).toContainEqual({ Ref: alias });
  });

  test('fails on another route than $connect, on a taken id and on invalid props', () => {
    const stack = newStack();
    const api = new WebSocketApi(stack, 'Api', {
      connectRouteOptions: { integration: newMock(), authorizer: newAuthorizer() },
    });
    expect(() => api.addRoute('x', { integration: newMock(), authorizer: newAuthorizer() } as never)).toThrow(
      /\$connect/,
    );
    const other = new WebSocketApi(stack, 'Other');
    bindAlone(other);
    expect(() => bindAlone(other)).toThrow(/HttpAuthorizer\.idTaken/);
    expect(() => newAuthorizer({ audience: [] })).toThrow(/Audience\.empty/);
    expect(() => newAuthorizer({ tokenSources: [TokenSource.cookie()] })).toThrow(/cookieWithoutParties/);
  });

  describe('fails at synthesis if $connect does not have it in the end:', () => {
    const connectOf = (stack: Stack) =>
      stack.node
        .findAll()
        .find((it): it is CfnRoute => it instanceof CfnRoute && it.routeKey === '$connect') as CfnRoute;

    test.each<[string, (stack: Stack) => void]>([
      ['an override', (stack) => connectOf(stack).addPropertyOverride('AuthorizationType', 'NONE')],
      ['another type', (stack) => connectOf(stack).addPropertyOverride('AuthorizationType', 'AWS_IAM')],
      ['a deletion', (stack) => connectOf(stack).addPropertyDeletionOverride('AuthorizationType')],
      ['another authorizer', (stack) => connectOf(stack).addPropertyOverride('AuthorizerId', 'abc')],
      [
        'an aspect',
        (stack) =>
          Aspects.of(stack).add({
            visit: (node) => {
              if (node instanceof CfnRoute) node.authorizationType = 'NONE';
            },
          }),
      ],
    ])('%s', (_, change) => {
      const stack = synthesize();
      change(stack);
      expect(() => Template.fromStack(stack)).toThrow(diagnostic('WebSocketAuthorizer.ignored'));
      expect(() => Template.fromStack(stack)).toThrow('the route $connect of Stack/Api does not have this authorizer');
    });

    test('bound without a route', () => {
      const stack = newStack();
      const webSocketApi = new WebSocketApi(stack, 'Api');
      bindAlone(webSocketApi);
      expect(() => Template.fromStack(stack)).toThrow(diagnostic('WebSocketAuthorizer.ignored'));
    });

    test('but not on an imported API with the route', () => {
      const stack = newStack();
      const webSocketApi = WebSocketApi.fromWebSocketApiAttributes(stack, 'Api', { webSocketId: 'abc' });
      new WebSocketRoute(stack, 'Connect', {
        webSocketApi,
        routeKey: '$connect',
        integration: newMock(),
        authorizer: newAuthorizer(),
      });
      expect(() => Template.fromStack(stack)).not.toThrow();
    });
  });

  test('warns about a loopback URL', () => {
    Annotations.fromStack(synthesize({ frontendApiUrl: 'http://localhost:3000' })).hasWarning(
      '*',
      Match.stringLikeRegexp('FrontendApiUrl.loopback'),
    );
  });
});

test('a stack output has the claims that the rule reads', () => {
  const stack = synthesize({ rule: ClaimRule.claim('metadata', 'role').equals('admin') });
  const [{ Value: value }] = Object.values(Template.fromStack(stack).findOutputs('*')) as [{ Value: string }];
  expect(JSON.parse(value)).toEqual({ aud: 'ClerkJwtAuthorizer', metadata: '{{user.public_metadata}}' });
});

test('warns about a rule that nobody meets', () => {
  const rule = ClaimRule.allOf(ClaimRule.hasRole('org:admin'), ClaimRule.noneOf(ClaimRule.hasRole('org:admin')));
  Annotations.fromStack(synthesize({ rule })).hasWarning('*', Match.stringLikeRegexp('ClaimRule.never'));
});

test('$connect guards the function of other routes, but not the URL of that function', () => {
  const stack = newStack();
  const handler = newFunction(stack);
  const integration = new WebSocketLambdaIntegration('Integration', handler);
  new WebSocketApi(stack, 'Api', {
    connectRouteOptions: { integration, authorizer: newAuthorizer() },
    defaultRouteOptions: { integration },
  });
  handler.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-clerk-authorizer:'));
  expect(warnings.map(({ entry }) => entry.data)).toEqual([expect.stringContaining('Access.functionUrl')]);
});

test.each(['methodRules', 'resultsCacheTtl', 'unauthenticatedResponse'])(
  'fails on %s, which it does not take',
  (prop) => {
    const props = { ...CLERK, [prop]: {} };
    expect(() => new ClerkWebSocketAuthorizer('Clerk', props)).toThrow(
      diagnostic('WebSocketAuthorizer.unsupportedProp'),
    );
    expect(() => new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, [prop]: undefined })).not.toThrow();
  },
);

test.each([
  ['access', "write rule: ClaimRule.hasRole('org:admin')"],
  ['defaultAccess', "write rule: ClaimRule.hasRole('org:admin')"],
  ['scopes', "write rule: ClaimRule.hasScope('orders:read')"],
  ['identitySource', "write tokenSources: [TokenSource.queryString('token')]"],
])('names the prop to write instead of %s', (prop, fix) => {
  const create = () => new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, [prop]: {} });
  expect(create).toThrow(`'${prop}' has no effect on ClerkWebSocketAuthorizer`);
  expect(create).toThrow(fix);
});

test('gives the alias and the URI that API Gateway invokes', () => {
  const stack = newStack();
  const authorizer = newAuthorizer({ aliasOptions: { provisionedConcurrentExecutions: 1 } });
  new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration: newMock(), authorizer } });
  const [alias] = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Alias'));
  expect(stack.resolve(authorizer.authorizerAlias?.functionArn)).toEqual({ Ref: alias });
  const [{ AuthorizerUri: uri }] = resources(stack, 'AWS::ApiGatewayV2::Authorizer') as [Record<string, unknown>];
  expect(stack.resolve(authorizer.authorizerUri)).toEqual(uri);
});
