import { HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpLambdaIntegration,
  HttpSqsIntegration,
  HttpUrlIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  type ClerkProtectedHttpApiProps,
  IdentityHeader,
  PreflightRoute,
  RouteAccess,
  TokenKind,
} from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { newApi, newFunction, newIntegration, newStack, resources } from '../../support/stack';

const { GET } = HttpMethod;
const { USER_ID, SESSION_ID, ORG_ID, ORG_ROLE } = IdentityHeader;
const inOrganization = ClaimRule.inOrganization();
const isAdmin = ClaimRule.hasRole('org:admin');
const hasMetadata = ClaimRule.claim('metadata').exists();

/** The mapping of each header for an API with one route, without the prefix of their names. */
function mappings(props: Partial<ClerkProtectedHttpApiProps>, access = RouteAccess.signedIn()): unknown {
  const stack = newStack();
  newApi(props, stack).addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), access });
  return resources(stack, 'AWS::ApiGatewayV2::Integration')[0]?.RequestParameters;
}

const removed = (...headers: IdentityHeader[]) =>
  Object.fromEntries(headers.map((header) => [`remove:header.${header}`, "''"]));

test('behind the JWT authorizer the user id is the claim sub, and every other header of the client is removed', () => {
  expect(mappings({ identityHeaders: [USER_ID] })).toEqual({
    'overwrite:header.x-clerk-user-id': '$context.authorizer.claims.sub',
    ...removed(SESSION_ID, ORG_ID, ORG_ROLE),
  });
});

test('behind the Lambda authorizer the headers have the values of its context', () => {
  const identityHeaders = [USER_ID, SESSION_ID, ORG_ID, ORG_ROLE];
  expect(mappings({ identityHeaders }, RouteAccess.when(isAdmin))).toEqual({
    'overwrite:header.x-clerk-user-id': '$context.authorizer.userId',
    'overwrite:header.x-clerk-session-id': '$context.authorizer.sessionId',
    'overwrite:header.x-clerk-org-id': '$context.authorizer.orgId',
    'overwrite:header.x-clerk-org-role': '$context.authorizer.orgRole',
  });
});

test('on a public route every header of the client is removed', () => {
  const expected = removed(USER_ID, SESSION_ID, ORG_ID, ORG_ROLE);
  expect(mappings({ identityHeaders: [USER_ID] }, RouteAccess.anyone())).toEqual(expected);
});

test('without the prop nothing is mapped', () => {
  expect(mappings({})).toBeUndefined();
});

test('one integration of the user becomes one for each authorizer, shared by its routes', () => {
  const stack = newStack();
  const api = newApi({ identityHeaders: [USER_ID], preflightRoute: PreflightRoute.BACK_END }, stack);
  const integration = newIntegration();
  api.addRoutes({ path: '/a', integration });
  api.addRoutes({ path: '/b', methods: [GET], integration, access: RouteAccess.when(hasMetadata) });
  api.addRoutes({ path: '/c', methods: [GET], integration, access: RouteAccess.anyone() });
  const ways = resources(stack, 'AWS::ApiGatewayV2::Integration').map(({ IntegrationUri, RequestParameters }) => [
    IntegrationUri,
    Object.entries(RequestParameters as object).find(([key]) => key.endsWith(USER_ID)),
  ]);
  expect(ways).toEqual([
    ['https://backend.example.com', ['overwrite:header.x-clerk-user-id', '$context.authorizer.claims.sub']],
    ['https://backend.example.com', ['remove:header.x-clerk-user-id', "''"]],
    ['https://backend.example.com', ['overwrite:header.x-clerk-user-id', '$context.authorizer.userId']],
  ]);
});

test('other mappings of the integration are kept', () => {
  const stack = newStack();
  const parameterMapping = new ParameterMapping().custom('overwrite:path', '$request.path');
  const integration = new HttpUrlIntegration('Proxy', 'https://backend.example.com', { parameterMapping });
  newApi({ identityHeaders: [USER_ID] }, stack).addRoutes({ path: '/x', methods: [GET], integration });
  expect(resources(stack, 'AWS::ApiGatewayV2::Integration')[0]?.RequestParameters).toMatchObject({
    'overwrite:path': '$request.path',
    'overwrite:header.x-clerk-user-id': '$context.authorizer.claims.sub',
  });
});

test('functions and service integrations are left as they are, on routes with optional sign-in too', () => {
  const stack = newStack();
  const api = newApi({ identityHeaders: [USER_ID, ORG_ID] }, stack);
  const methods = [GET];
  const access = RouteAccess.optional();
  api.addRoutes({ path: '/a', methods, access, handler: newFunction(stack) });
  const own = new HttpLambdaIntegration('B', newFunction(stack, 'B'));
  api.addRoutes({ path: '/b', methods, integration: own, access });
  api.addRoutes({
    path: '/c',
    methods,
    integration: new HttpSqsIntegration('C', { queue: new Queue(stack, 'Queue') }),
  });
  const integrations = resources(stack, 'AWS::ApiGatewayV2::Integration');
  expect(integrations.map(({ RequestParameters }) => Object.keys(RequestParameters ?? {}))).toEqual([
    [],
    [],
    ['QueueUrl', 'MessageBody'],
  ]);
  // One for the authorizer, one for `handler`, and the one that CDK's own integration creates.
  expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(3);
});

describe('a header without a value for some callers is an error', () => {
  test.each<[string, Partial<ClerkProtectedHttpApiProps>, RouteAccess?]>([
    ['IdentityHeaders.optional', { identityHeaders: [USER_ID] }, RouteAccess.optional()],
    ['IdentityHeaders.jwtAuthorizer', { identityHeaders: [USER_ID, SESSION_ID] }],
    ['IdentityHeaders.jwtAuthorizer', { identityHeaders: [ORG_ID] }],
    ['IdentityHeaders.unproven', { identityHeaders: [ORG_ID], useLambdaAuthorizer: true }],
    ['IdentityHeaders.unproven', { identityHeaders: [ORG_ID] }, RouteAccess.when(hasMetadata)],
    ['IdentityHeaders.unproven', { identityHeaders: [ORG_ROLE] }, RouteAccess.when(inOrganization)],
    [
      'IdentityHeaders.unproven',
      { identityHeaders: [ORG_ID] },
      RouteAccess.when(ClaimRule.anyOf(isAdmin, hasMetadata)),
    ],
    ['IdentityHeaders.unproven', { identityHeaders: [ORG_ID] }, RouteAccess.when(ClaimRule.noneOf(isAdmin))],
    ['IdentityHeaders.tokenKinds', { identityHeaders: [USER_ID], tokenKinds: [TokenKind.SESSION, TokenKind.M2M] }],
    ['IdentityHeaders.tokenKinds', { identityHeaders: [SESSION_ID], tokenKinds: [TokenKind.JWT_TEMPLATE] }],
    ['Props.type', { identityHeaders: [] }],
    ['Props.type', { identityHeaders: ['x-user-id' as IdentityHeader] }],
    ['Props.type', { identityHeaders: USER_ID as unknown as IdentityHeader[] }],
  ])('%s for %j', (id, props, access) => {
    expect(() => mappings(props, access)).toThrow(diagnostic(id));
  });

  test.each<[Partial<ClerkProtectedHttpApiProps>, RouteAccess]>([
    [{ identityHeaders: [ORG_ID] }, RouteAccess.when(inOrganization)],
    [{ identityHeaders: [ORG_ID] }, RouteAccess.when(ClaimRule.hasPermission('org:invoices:read'))],
    [{ identityHeaders: [ORG_ID, ORG_ROLE] }, RouteAccess.when(ClaimRule.allOf(hasMetadata, isAdmin))],
    [{ identityHeaders: [ORG_ID] }, RouteAccess.when(ClaimRule.anyOf(isAdmin, inOrganization))],
    [{ identityHeaders: [USER_ID], tokenKinds: [TokenKind.OAUTH, TokenKind.JWT_TEMPLATE] }, RouteAccess.signedIn()],
  ])('but %j is none where every caller has one', (props, access) => {
    expect(mappings(props, access)).toBeDefined();
  });

  test.each(['overwrite:header.X-Clerk-User-Id', 'append:header.x-clerk-org-id'])('%s is mapped twice', (key) => {
    const parameterMapping = new ParameterMapping().custom(key, '$context.requestId');
    const integration = new HttpUrlIntegration('Proxy', 'https://backend.example.com', { parameterMapping });
    const api = newApi({ identityHeaders: [USER_ID] });
    const add = () => api.addRoutes({ path: '/x', methods: [GET], integration });
    expect(add).toThrow(diagnostic('IdentityHeaders.mappedTwice'));
  });
});
