import { Template } from 'aws-cdk-lib/assertions';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkGatewayResponses,
  ClerkHttpJwtAuthorizer,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  ProtectedResourceMetadata,
  RouteAccess,
  TokenSource,
} from '../../../../src';
import { diagnose } from '../../../../src/diagnostics/diagnostics';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const TAIL = 'c2VjcmV0';
const SECRETS = [
  `sk_live_${TAIL}`,
  `my_sk_test_${TAIL}`,
  `ak_${TAIL}`,
  `whsec_ab+cd/${TAIL}==`,
  `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${TAIL}\n-----END RSA PRIVATE KEY-----`,
];
const SECRET = SECRETS[0] as string;
const admin = ClaimRule.hasRole('org:admin');
const resource = 'https://mcp.example.com/mcp';

test.each<[string, () => unknown]>([
  ['audience', () => new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, audience: ['a', SECRET] })],
  ['authorizerName', () => new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, authorizerName: SECRET })],
  ['authorizedParties', () => newApi({ authorizedParties: [`https://${SECRET}.example.com`] })],
  ['apiName', () => newApi({ apiName: SECRET })],
  ['description', () => newApi({ description: `Key: ${SECRET}` })],
  ['functionOptions', () => newApi({ functionOptions: { environment: { KEY: SECRET } } })],
  ['path', () => newApi().addRoutes({ path: `/${SECRET}`, integration: newIntegration() })],
  ['scopes', () => RouteAccess.signedIn({ scopes: [SECRET] })],
  [
    'methodRules',
    () => new ClerkRestAuthorizer(newStack(), 'A', { ...CLERK, methodRules: { [`GET /${SECRET}`]: admin } }),
  ],
  ['audience', () => new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, audience: [SECRET] })],
  ['resourceName', () => ProtectedResourceMetadata.of({ resource, resourceName: SECRET })],
  ['scopesSupported', () => ProtectedResourceMetadata.of({ resource, scopesSupported: [SECRET] })],
  ['allowOrigin', () => gatewayResponses(`https://${SECRET}.example.com`)],
])('a secret in %s fails with Props.secret', (prop, build) => {
  const message = messageOf(build);
  expect(message).toContain(`'${prop}' contains what looks like a secret`);
  expect(message).toContain('[cdk-clerk-authorizer:Props.secret]');
  expect(message).not.toContain(TAIL);
});

test.each(SECRETS)('%j fails before a resource is created', (secret) => {
  const stack = newStack();
  const create = () => new ClerkRestAuthorizer(stack, 'A', { ...CLERK, audience: [secret] });
  expect(messageOf(create)).not.toContain(TAIL);
  expect(Object.keys(Template.fromStack(stack).toJSON().Resources ?? {})).toEqual([]);
});

test.each(SECRETS)('no part of a message repeats %j', (secret) => {
  const padded = `${'x'.repeat(100)} ${secret}`;
  for (const got of [secret, [secret], padded]) {
    const message = diagnose('Props.type', { what: `'a' holds '${secret}'`, got, fix: `write a: '${secret}' instead` });
    expect(message).toMatch(/^'a' holds '.*\(secret\)', got .*; write a: '.*\(secret\)' instead \[/);
    expect(message).not.toContain(TAIL);
  }
  expect(messageOf(() => TokenSource.header(secret))).not.toContain(TAIL);
  expect(messageOf(() => newApi({ frontendApiUrl: `https://x.example.com/${secret}` }))).not.toContain(TAIL);
});

test('words that only resemble a secret pass', () => {
  expect(() => newApi({ audience: ['task_live_edit', 'risk_test_1', 'weak_spot'] })).not.toThrow();
});

function gatewayResponses(allowOrigin: string): unknown {
  const stack = newStack();
  return new ClerkGatewayResponses(stack, 'Responses', { restApi: new RestApi(stack, 'Api'), allowOrigin });
}

function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('did not fail');
}
