import { App, Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { ClaimRule, type ClerkHttpLambdaAuthorizerProps } from '../../../../src';
import { addRoutes, newAuthorizer, synthesize } from '../../support/http-lambda-authorizer';
import { authorizationTypes, CLERK, newIntegration, newStack, policyOf, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const isOwner = ClaimRule.hasRole('org:owner');

describe('ClerkHttpLambdaAuthorizer', () => {
  test('needs one function, one authorizer and one permission, whatever the number of rules', () => {
    const stack = newStack();
    const authorizer = newAuthorizer();
    addRoutes(new HttpApi(stack, 'Api'), {
      '/signed-in': authorizer,
      '/also-signed-in': authorizer.signedIn(),
      '/admin': authorizer.when(isAdmin),
      '/owner': authorizer.when(isOwner),
      '/also-admin': authorizer.when(ClaimRule.claim('metadata', 'role').equals('admin')),
    });

    expect(Object.values(authorizationTypes(stack))).toEqual(Array(5).fill('CUSTOM'));
    expect(resources(stack, 'AWS::Lambda::Function')).toHaveLength(1);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(1);
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      {
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        AuthorizerResultTtlInSeconds: 0,
        IdentitySource: ['$request.header.Authorization'],
      },
    ]);
    expect(policyOf(stack)).toMatchObject({
      routes: {
        'GET /signed-in': 'signedIn',
        'GET /also-signed-in': 'signedIn',
        'GET /admin': { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
        'GET /owner': { op: 'hasRole', role: 'org:owner' },
        'GET /also-admin': { as: 'GET /admin' },
      },
    });
  });

  test('creates a second authorizer for optional routes, without identity source and caching, for the same function', () => {
    const stack = newStack();
    const authorizer = newAuthorizer({ resultsCacheTtl: Duration.seconds(30) });
    addRoutes(new HttpApi(stack, 'Api'), {
      '/feed': authorizer.optional(),
      '/other': authorizer.optional(),
      '/me': authorizer,
    });

    const authorizers = resources(stack, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizers).toHaveLength(2);
    expect(authorizers[0]).toMatchObject({ IdentitySource: [], AuthorizerResultTtlInSeconds: 0 });
    expect(authorizers[1]).toMatchObject({ AuthorizerResultTtlInSeconds: 30 });
    expect(authorizers[0]?.Name).not.toEqual(authorizers[1]?.Name);
    expect(authorizers[0]?.AuthorizerUri).toEqual(authorizers[1]?.AuthorizerUri);
    expect(policyOf(stack).routes).toEqual({
      'GET /feed': 'optional',
      'GET /other': 'optional',
      'GET /me': 'signedIn',
    });
  });

  test('allows API Gateway to call the function only as one of its authorizers', () => {
    const stack = newStack();
    const authorizer = newAuthorizer();
    addRoutes(new HttpApi(stack, 'Api'), { '/a': authorizer, '/b': authorizer.optional() });
    const permissions = resources(stack, 'AWS::Lambda::Permission');
    const permission = { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' };
    expect(permissions).toMatchObject([permission, permission]);
    const sources = permissions.map(({ SourceArn }) => JSON.stringify(SourceArn));
    const authorizers = Object.keys(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Authorizer'));
    expect(
      authorizers.map((id) => sources.filter((source) => source.includes(`"/authorizers/",{"Ref":"${id}"}`)).length),
    ).toEqual([1, 1]);
  });

  test('serves several APIs and writes each policy with the rules of its own routes', () => {
    const stack = newStack();
    const authorizer = newAuthorizer();
    addRoutes(new HttpApi(stack, 'First'), { '/a': authorizer });
    addRoutes(new HttpApi(stack, 'Second'), { '/b': authorizer });
    const routes = resources(stack, 'AWS::Lambda::Function').map((it) => JSON.stringify(it.Environment));
    expect(routes).toEqual([expect.stringContaining('GET /a'), expect.stringContaining('GET /b')]);
    expect(resources(stack, 'AWS::ApiGatewayV2::Authorizer')).toHaveLength(2);
  });

  test('protects a route in another stack than its API without a cyclic reference', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const routeStack = newStack('RouteStack', app);
    new HttpRoute(routeStack, 'Route', {
      httpApi: new HttpApi(apiStack, 'Api'),
      routeKey: HttpRouteKey.with('/a', HttpMethod.GET),
      integration: newIntegration(),
      authorizer: newAuthorizer(),
    });
    expect(resources(routeStack, 'AWS::ApiGatewayV2::Route')).toMatchObject([
      { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: expect.anything() } },
    ]);
    expect(resources(apiStack, 'AWS::Lambda::Function')).toEqual([]);
    expect(policyOf(routeStack).routes).toEqual({ 'GET /a': 'signedIn' });
  });

  test('uses token and route as cache key', () => {
    const [authorizer] = resources(
      synthesize({ resultsCacheTtl: Duration.seconds(60) }),
      'AWS::ApiGatewayV2::Authorizer',
    );
    expect(authorizer).toMatchObject({
      AuthorizerResultTtlInSeconds: 60,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
  });

  test('warns if the cache outlives the token, and fails above one hour', () => {
    const warning = Match.stringLikeRegexp('LambdaAuthorizer.cacheOutlivesToken');
    Annotations.fromStack(synthesize({ resultsCacheTtl: Duration.seconds(61) })).hasWarning('*', warning);
    Annotations.fromStack(synthesize({ resultsCacheTtl: Duration.seconds(60) })).hasNoWarning('*', warning);
    expect(() => newAuthorizer({ resultsCacheTtl: Duration.seconds(3600) })).not.toThrow();
    expect(() => newAuthorizer({ resultsCacheTtl: Duration.seconds(3601) })).toThrow(/LambdaAuthorizer\.cacheTooLong/);
  });

  test('fails at synthesis on scopes, which AWS refuses on a route with a Lambda authorizer', () => {
    const stack = newStack();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizationScopes: ['x:read'] });
    addRoutes(api, { '/x': newAuthorizer() });
    expect(() => Template.fromStack(stack)).toThrow(
      /GET--x has 'authorizationScopes', .*, got \["x:read"\]; .*ClaimRule\.hasScope\('x:read'\).*HttpLambdaAuthorizer\.scopes/,
    );
  });

  test('accepts an authorizer name', () => {
    const stack = newStack();
    const authorizer = newAuthorizer({ authorizerName: 'mine' });
    addRoutes(new HttpApi(stack, 'Api'), { '/a': authorizer, '/b': authorizer.optional() });
    const names = resources(stack, 'AWS::ApiGatewayV2::Authorizer').map((it) => it.Name);
    expect(names).toEqual(['mine', 'mine-optional']);
  });
});

describe('the function', () => {
  test('has the newest runtime and only the permission to write its own log', () => {
    const stack = synthesize();
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      MemorySize: 256,
      Timeout: 5,
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('Logs') } },
    });
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('Logs'), 'Arn'] },
          },
        ],
      },
    });
    expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 30 }]);
  });

  test('accepts function options, which cannot replace the policy', () => {
    const stack = newStack();
    const authorizer = newAuthorizer({
      runtime: Runtime.NODEJS_22_X,
      functionOptions: { memorySize: 512, vpc: new Vpc(stack, 'Vpc'), environment: { NODE_OPTIONS: '--no-warnings' } },
    });
    addRoutes(new HttpApi(stack, 'Api'), { '/x': authorizer });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs22.x',
      MemorySize: 512,
      VpcConfig: {},
      Environment: { Variables: { NODE_OPTIONS: '--no-warnings', CLERK_POLICY: Match.anyValue() } },
    });
    expect(JSON.stringify(resources(stack, 'AWS::IAM::Role'))).toContain('AWSLambdaVPCAccessExecutionRole');
    expect(() => newAuthorizer({ functionOptions: { environment: { CLERK_POLICY: '{}' } } })).toThrow(
      /LambdaAuthorizer\.policyVariable/,
    );
  });
});

describe('an invalid option fails with its id', () => {
  test.each<[string, Partial<ClerkHttpLambdaAuthorizerProps>]>([
    ['LambdaAuthorizer.noTokenKinds', { tokenKinds: [] }],
    ['LambdaAuthorizer.authorizedParties', { authorizedParties: [] }],
    ['LambdaAuthorizer.authorizedParties', { authorizedParties: ['https://app.example.com/'] }],
    ['LambdaAuthorizer.authorizedParties', { authorizedParties: ['https://*.example.com'] }],
    ['LambdaAuthorizer.authorizedParties', { authorizedParties: ['app.example.com'] }],
    ['LambdaAuthorizer.authorizedParties', { authorizedParties: [''] }],
    ['LambdaAuthorizer.missingAuthorizedParties', { allowMissingAuthorizedParty: true }],
    ['FrontendApiUrl.trailingSlash', { frontendApiUrl: `${CLERK.frontendApiUrl}/` }],
    ['Audience.empty', { audience: [] }],
  ])('%s: %j', (id, props) => {
    expect(() => newAuthorizer(props)).toThrow(`[cdk-clerk-authorizer:${id}]`);
  });

  test('shows the corrected origin', () => {
    expect(() => newAuthorizer({ authorizedParties: ['https://app.example.com/x'] })).toThrow(
      'got "https://app.example.com/x"; write \'https://app.example.com\'',
    );
  });
});
