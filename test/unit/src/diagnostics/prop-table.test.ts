import type { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { describe, expect, test } from 'vitest';
import {
  AccessLogs,
  ClaimRule,
  ClerkGatewayResponses,
  ClerkHttpJwtAuthorizer,
  ClerkHttpLambdaAuthorizer,
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ClerkWebSocketAuthorizer,
  ProtectedResourceMetadata,
  Reverification,
  RouteAccess,
} from '../../../../src';
import { CHECKS } from '../../../../src/diagnostics/prop-table';
import { PROTECTED_HTTP_API, ROUTES } from '../../../../src/http/protected-http-api-prop-table';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

/** Props that the type checker refuses. Programs in JavaScript are not type-checked, nor are props in a variable. */
type Props = Record<string, unknown>;
const rule = ClaimRule.hasRole('org:admin');
const metadata = ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp' });

/** Each way to give props to this package. All of them use what they create, so that synthesis can warn. */
const OWNERS: Record<string, (props: Props, stack: Stack) => void> = {
  ClerkProtectedHttpApi: (props, stack) => void new ClerkProtectedHttpApi(stack, 'Api', { ...CLERK, ...props }),
  addRoutes: (props, stack) =>
    void newApi({}, stack).addRoutes({ path: '/x', integration: newIntegration(), ...props }),
  routes: (props, stack) => void newApi({ routes: [{ path: '/x', integration: newIntegration(), ...props }] }, stack),
  ClerkHttpJwtAuthorizer: (props, stack) => route(stack, new ClerkHttpJwtAuthorizer('Jwt', { ...CLERK, ...props })),
  ClerkHttpLambdaAuthorizer: (props, stack) =>
    route(stack, new ClerkHttpLambdaAuthorizer('Lambda', { ...CLERK, ...props })),
  ClerkRestAuthorizer: (props, stack) => {
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, ...props });
    newRestApi(stack).root.addMethod('GET', new MockIntegration(), { authorizer });
  },
  ClerkWebSocketAuthorizer: (props, stack) => {
    const authorizer = new ClerkWebSocketAuthorizer('Authorizer', { ...CLERK, ...props });
    const integration = new WebSocketMockIntegration('Mock');
    new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration, authorizer } });
  },
  ClerkGatewayResponses: (props, stack) =>
    void new ClerkGatewayResponses(stack, 'Responses', { restApi: newRestApi(stack), ...props }),
  ClerkRestMetadataEndpoint: (props, stack) => {
    const { frontendApiUrl } = CLERK;
    new ClerkRestMetadataEndpoint(stack, 'Metadata', {
      restApi: newRestApi(stack),
      frontendApiUrl,
      metadata,
      ...props,
    });
  },
};

function route(stack: Stack, authorizer: ClerkHttpJwtAuthorizer | ClerkHttpLambdaAuthorizer): void {
  const options = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer };
  new HttpApi(stack, 'HttpApi').addRoutes(options);
}

function newRestApi(stack: Stack): RestApi {
  const api = new RestApi(stack, 'RestApi');
  api.root.addResource('open').addMethod('GET', new MockIntegration());
  return api;
}

describe('a check that belongs elsewhere is an error', () => {
  test.each<[string, Props, string, string]>([
    ['ClerkProtectedHttpApi', { rule }, 'Props.misplaced', 'write defaultAccess: RouteAccess.when('],
    ['ClerkProtectedHttpApi', { methodRules: { 'GET /x': rule } }, 'Props.misplaced', 'access: …'],
    ['ClerkProtectedHttpApi', { scopes: ['x:read'] }, 'Props.misplaced', 'RouteAccess.signedIn({ scopes'],
    ['addRoutes', { rule }, 'Route.cdkOption', 'write access: RouteAccess.when('],
    ['addRoutes', { scopes: ['x:read'] }, 'Route.cdkOption', 'write access: RouteAccess.signedIn({ scopes'],
    ['addRoutes', { authorizedParties: ['https://example.com'] }, 'Route.cdkOption', "remove 'authorizedParties'"],
    ['routes', { rule }, 'Route.cdkOption', 'write access: RouteAccess.when('],
    ['routes', { denyImpersonation: true }, 'Route.cdkOption', "remove 'denyImpersonation'"],
    ['ClerkHttpJwtAuthorizer', { rule }, 'Props.misplaced', 'use ClerkHttpLambdaAuthorizer'],
    [
      'ClerkHttpJwtAuthorizer',
      { authorizedParties: ['https://example.com'] },
      'Props.misplaced',
      'use ClerkHttpLambda',
    ],
    ['ClerkHttpJwtAuthorizer', { tokenKinds: ['session'] }, 'Props.misplaced', 'use ClerkHttpLambda'],
    ['ClerkHttpLambdaAuthorizer', { rule }, 'Props.misplaced', 'write authorizer.when('],
    ['ClerkHttpLambdaAuthorizer', { defaultAccess: RouteAccess.signedIn() }, 'Props.misplaced', 'authorizer.when('],
    ['ClerkRestAuthorizer', { scopes: ['x:read'] }, 'Props.misplaced', 'write rule: ClaimRule.hasScope('],
    ['ClerkWebSocketAuthorizer', { methodRules: {} }, 'WebSocketAuthorizer.unsupportedProp', 'write rule:'],
    ['ClerkWebSocketAuthorizer', { access: RouteAccess.signedIn() }, 'WebSocketAuthorizer.unsupportedProp', 'rule:'],
    ['ClerkGatewayResponses', { rule }, 'Props.misplaced', 'give it to ClerkRestAuthorizer'],
    ['ClerkRestMetadataEndpoint', { methodRules: {} }, 'Props.misplaced', 'give it to ClerkRestAuthorizer'],
  ])('%s %j', (owner, props, id, fix) => {
    const create = () => OWNERS[owner]?.(props, newStack());
    expect(create).toThrow(diagnostic(id));
    expect(create).toThrow(`'${Object.keys(props)[0]}' has no effect on`);
    expect(create).toThrow(fix);
  });

  test('unless it is undefined', () => {
    for (const create of Object.values(OWNERS)) {
      expect(() => create({ rule: undefined, scopes: undefined }, newStack())).not.toThrow();
    }
  });

  test('every prop that decides who may call is in the list', () => {
    const plain = Object.keys({ ...PROTECTED_HTTP_API.types, ...ROUTES.types }).filter(
      (name) => !CHECKS.includes(name),
    );
    expect(plain.sort()).toMatchInlineSnapshot(`
      [
        "accessLogs",
        "aliasOptions",
        "anonymousLogs",
        "apiName",
        "corsPreflight",
        "defaultDomainMapping",
        "description",
        "detailedMetricsEnabled",
        "disableExecuteApiEndpoint",
        "functionOptions",
        "handler",
        "httpApi",
        "integration",
        "methods",
        "path",
        "protectedResourceMetadata",
        "publishableKey",
        "reportOnlyRules",
        "routes",
        "runtime",
        "throttle",
      ]
    `);
  });
});

describe('a prop that is almost spelt like one of ours', () => {
  test.each<[string, Props, string]>([
    ['ClerkProtectedHttpApi', { authorisedParties: ['https://example.com'] }, "write 'authorizedParties'"],
    ['ClerkProtectedHttpApi', { tokenKind: ['session'] }, "write 'tokenKinds'"],
    ['ClerkProtectedHttpApi', { rul: rule }, 'write defaultAccess: RouteAccess.when('],
    ['addRoutes', { acess: RouteAccess.signedIn() }, "write 'access'"],
    ['routes', { method: ['GET'] }, "write 'methods'"],
    ['ClerkHttpJwtAuthorizer', { identitySources: ['$request.header.X'] }, "write 'identitySource'"],
    ['ClerkHttpLambdaAuthorizer', { denyImpersonations: true }, "write 'denyImpersonation'"],
    ['ClerkRestAuthorizer', { rules: [rule] }, "write 'rule'"],
    ['ClerkRestAuthorizer', { methodRule: { 'GET /x': rule } }, "write 'methodRules'"],
    ['ClerkWebSocketAuthorizer', { tokenSource: [] }, "write 'tokenSources'"],
    ['ClerkGatewayResponses', { allowedOrigin: 'https://example.com' }, "write 'allowOrigin'"],
    ['ClerkRestMetadataEndpoint', { methodRule: {} }, 'give it to ClerkRestAuthorizer'],
  ])('is warned about: %s %j', (owner, props, fix) => {
    const stack = newStack();
    OWNERS[owner]?.(props, stack);
    const [{ entry } = { entry: undefined }, ...others] = misspelt(stack);
    expect(others).toEqual([]);
    expect(entry?.data).toContain(`has no prop '${Object.keys(props)[0]}'`);
    expect(entry?.data).toContain(fix);
  });

  test.each(Object.keys(OWNERS))('other names are quiet: %s', (owner) => {
    const stack = newStack();
    OWNERS[owner]?.({ stage: 'dev', tags: {}, env: {}, team: 'orders', vpcId: 'vpc-1', name: 'x' }, stack);
    expect(misspelt(stack)).toEqual([]);
  });

  test('settings of the instance may be given to constructs beside an authorizer', () => {
    const stack = newStack();
    const settings = { ...CLERK, tokenKinds: ['oauth'], authorizedParties: ['https://example.com'] };
    OWNERS.ClerkGatewayResponses?.(settings, stack);
    OWNERS.ClerkRestMetadataEndpoint?.(settings, newStack('Other'));
    expect(misspelt(stack)).toEqual([]);
  });

  test.each<[string, () => unknown, string]>([
    ['scope', () => RouteAccess.signedIn({ scope: ['x:read'] } as never), "write 'scopes'"],
    [
      'scopeSupported',
      () => ProtectedResourceMetadata.of({ resource: 'https://x.example.com', scopeSupported: ['a'] } as never),
      "write 'scopesSupported'",
    ],
  ])('is an error as an option of a value: %s', (name, create, fix) => {
    expect(create).toThrow(diagnostic('Props.unknownOption'));
    expect(create).toThrow(`no option '${name}'`);
    expect(create).toThrow(fix);
  });
});

describe('a prop of the wrong type', () => {
  test.each<[string, Props, string]>([
    ['ClerkProtectedHttpApi', { tokenKinds: ['session_token'] }, 'write tokenKinds: [TokenKind.SESSION'],
    ['ClerkProtectedHttpApi', { tokenKinds: 'session' }, 'write tokenKinds: [TokenKind.SESSION'],
    ['ClerkProtectedHttpApi', { tokenKinds: new Set(['session']) }, 'write tokenKinds: [TokenKind.SESSION'],
    ['ClerkProtectedHttpApi', { denyImpersonation: 'false' }, 'write denyImpersonation: true'],
    ['ClerkHttpLambdaAuthorizer', { reportOnlyRules: 'false' }, 'write reportOnlyRules: true'],
    ['ClerkRestAuthorizer', { reportOnlyRules: 0 }, 'write reportOnlyRules: true'],
    ['ClerkWebSocketAuthorizer', { anonymousLogs: 'yes' }, 'write anonymousLogs: true'],
    ['ClerkProtectedHttpApi', { useLambdaAuthorizer: 1 }, 'write useLambdaAuthorizer: true'],
    ['ClerkProtectedHttpApi', { preflightRoute: 'none' }, 'write preflightRoute: PreflightRoute.'],
    ['ClerkProtectedHttpApi', { resultsCacheTtl: 60 }, 'write resultsCacheTtl: Duration.seconds('],
    ['ClerkProtectedHttpApi', { unauthenticatedResponse: 401 }, 'write unauthenticatedResponse: Unauthenticated'],
    ['ClerkProtectedHttpApi', { routes: { path: '/x' } }, 'write routes: ['],
    ['ClerkProtectedHttpApi', { protectedResourceMetadata: { resource: 'https://x.example.com' } }, 'Metadata.of('],
    ['ClerkProtectedHttpApi', { httpApi: 'a1b2c3' }, 'give an HttpApi'],
    ['addRoutes', { handler: 'arn:aws:lambda:us-east-1:1:function:x' }, 'write handler: myFunction'],
    ['ClerkHttpLambdaAuthorizer', { allowMissingAuthorizedParty: 'no' }, 'write allowMissingAuthorizedParty: true'],
    ['ClerkHttpLambdaAuthorizer', { functionOptions: [] }, 'write functionOptions: {'],
    ['ClerkRestAuthorizer', { methodRules: new Map([['GET /x', rule]]) }, 'write methodRules: {'],
    ['ClerkRestAuthorizer', { methodRules: [rule] }, 'write methodRules: {'],
    ['ClerkRestAuthorizer', { rule: null }, 'write ClaimRule.claim('],
    ['ClerkRestAuthorizer', { resultsCacheTtl: '60' }, 'write resultsCacheTtl: Duration.seconds('],
    ['ClerkWebSocketAuthorizer', { denyImpersonation: 1 }, 'write denyImpersonation: true'],
    ['ClerkGatewayResponses', { restApi: 'a1b2c3' }, 'give a RestApi'],
    ['ClerkGatewayResponses', { allowCredentials: 'true' }, 'write allowCredentials: true'],
    ['ClerkRestMetadataEndpoint', { metadata: { resource: 'https://x.example.com' } }, 'Metadata.of('],
  ])('%s %j', (owner, props, fix) => {
    const create = () => OWNERS[owner]?.(props, newStack());
    expect(create).toThrow(diagnostic('Props.type'));
    expect(create).toThrow(fix);
  });

  test.each<[string, () => unknown, string]>([
    ['no props', () => new ClerkProtectedHttpApi(newStack(), 'Api', undefined as never), 'give the props'],
    [
      'a preset by name',
      () => ClaimRule.reverified('strict' as never),
      'write ClaimRule.reverified(Reverification.strict())',
    ],
    ['a level alone', () => Reverification.custom('second_factor' as never), 'write Reverification.custom({'],
    ['the name of a log group', () => AccessLogs.toLogGroup('/aws/api' as never), 'give a LogGroup'],
    ['days as a text', () => AccessLogs.retainedFor('30' as never), 'write AccessLogs.retainedFor('],
  ])('%s', (_, create, fix) => {
    expect(create).toThrow(diagnostic('Props.type'));
    expect(create).toThrow(fix);
  });
});

function misspelt(stack: Stack) {
  (stack.node.root as App).synth();
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Props\\.misspelt'));
}
