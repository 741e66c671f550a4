import { App, Stack } from 'aws-cdk-lib';
import {
  type AuthorizationType,
  CfnAuthorizer,
  type CfnMethod,
  LambdaIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalAuthorizer, type LocalClerk, startLocalClerk } from '../../../testing';
import { CLERK, newFunction } from '../support/stack';

/* The JWT authorizer that REST APIs have since 2026. The CDK has no properties for it yet. */

const ISSUER = { Issuer: CLERK.frontendApiUrl, Audiences: CLERK.audience };

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function authorizerOf(Issuers: object[], DefaultAlgorithms = ['RS256']): LocalAuthorizer {
  const stack = new Stack(new App(), 'Stack');
  const api = new RestApi(stack, 'Api');
  const authorizer = new CfnAuthorizer(stack, 'Jwt', {
    restApiId: api.restApiId,
    name: 'Clerk',
    type: 'JWT',
    identitySource: 'method.request.header.X-Token',
  });
  authorizer.addPropertyOverride('JwtConfiguration', { DefaultAlgorithms, Issuers });
  const jwt = { authorizerId: authorizer.ref, authorizationType: 'JWT' as AuthorizationType };
  const integration = new LambdaIntegration(newFunction(stack));
  const orders = api.root.addResource('orders');
  orders.addMethod('GET', integration, { authorizer: jwt });
  const post = orders.addMethod('POST', integration, { authorizer: jwt });
  (post.node.defaultChild as CfnMethod).addPropertyOverride('AuthorizationScopes', ['orders:write']);
  return LocalAuthorizer.fromStack(stack, { clerk });
}

test('accepts a token in its header, and passes claims on with their types', async () => {
  const local = authorizerOf([ISSUER]);
  const token = await local.issueFor('GET /orders').session({ claims: { metadata: { role: 'admin' }, fva: [1, -1] } });
  expect(await local.call('GET /orders', { token })).toMatchObject({
    status: 200,
    context: { claims: { metadata: { role: 'admin' }, fva: [1, -1] } },
    isModel: true,
  });
  expect(await local.call('GET /orders', { headers: { 'X-Token': `Bearer ${token}` } })).toMatchObject({ status: 200 });
  expect(await local.call('GET /orders', { headers: { Authorization: token } })).toMatchObject({ status: 401 });
});

test('requires one of the scopes', async () => {
  const local = authorizerOf([ISSUER]);
  const issue = local.issueFor('POST /orders');
  const scopes = ['orders:read', 'orders:read orders:write'];
  const tokens = await Promise.all(scopes.map((scope) => issue.session({ claims: { scope } })));
  const answers = await Promise.all(tokens.map((token) => local.call('POST /orders', { token })));
  expect(answers.map(({ status, reason }) => [status, reason])).toEqual([
    [403, 'rule-not-met'],
    [200, undefined],
  ]);
});

test('requires the audience in aud', async () => {
  const local = authorizerOf([ISSUER]);
  const token = await local
    .issueFor('GET /orders')
    .session({ claims: { aud: undefined, client_id: CLERK.audience[0] } });
  expect(await local.call('GET /orders', { token })).toMatchObject({ status: 401, reason: 'audience-missing' });
});

test('accepts the algorithms that it lists', async () => {
  const local = authorizerOf([ISSUER], ['RS512']);
  const token = await local.issueFor('GET /orders').session();
  expect(await local.call('GET /orders', { token })).toMatchObject({ status: 401, reason: 'token-invalid-algorithm' });
});

test.each([
  ['several issuers', [ISSUER, { ...ISSUER, Issuer: 'https://clerk.example.com' }]],
  ['additional claims', [{ ...ISSUER, AdditionalClaims: [{ ClaimName: 'azp', Format: 'SINGLE_STRING' }] }]],
  ['no issuer', []],
])('is not modelled with %s', async (_, issuers) => {
  await expect(authorizerOf(issuers).call('GET /orders')).rejects.toThrow(
    'The JWT authorizer of a REST API is looked into here only if it has one issuer and no additional claims.',
  );
});
