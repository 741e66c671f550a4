import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { expect, test } from 'vitest';
import { ClaimRule, ClerkHttpLambdaAuthorizer, ClerkKeys, RouteAccess, TokenSource } from '../../../../src';
import { encodePolicy } from '../../../../src/policy/encode-policy';
import { diagnostic } from '../../support/diagnostic';
import { policy } from '../../support/handler';
import { newApi } from '../../support/stack';

const app = () => new App({ context: { 'aws:cdk:disable-asset-staging': true } });

test('a first run without looked-up values passes, and lists what is missing', () => {
  const root = app();
  const stack = new Stack(root, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
  const lookUp = (name: string) => StringParameter.valueFromLookup(stack, name);
  const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', {
    frontendApiUrl: lookUp('/clerk/url'),
    audience: lookUp('/clerk/audience').split(','),
    authorizedParties: [lookUp('/clerk/party'), `https://${lookUp('/clerk/host')}`],
    publishableKey: lookUp('/clerk/key'),
    tokenSources: [TokenSource.cookie()],
    keys: ClerkKeys.fromPem(lookUp('/clerk/pem'), `-----BEGIN PUBLIC KEY-----\n${lookUp('/clerk/body')}`),
  });
  expect(() => ClaimRule.inOrganization(lookUp('/clerk/organization'))).not.toThrow();
  const api = new HttpApi(stack, 'Api');
  const integration = new HttpUrlIntegration('Url', 'https://example.com');
  api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration, authorizer });
  const names = (root.synth().manifest.missing ?? []).map(
    ({ props }) => (props as { parameterName: string }).parameterName,
  );
  expect(names.sort()).toEqual(
    ['audience', 'body', 'host', 'key', 'organization', 'party', 'pem', 'url'].map((name) => `/clerk/${name}`),
  );
  // Without keys the function denies every request.
  expect(JSON.stringify(Template.fromStack(stack))).toContain('\\"keys\\":[]');
});

test('a dynamic reference of CloudFormation stays out of the JSON', () => {
  const reference = '{{resolve:ssm:/clerk/url}}';
  const { json, variables } = encodePolicy(policy({ issuer: reference }));
  expect(json).toContain('"issuer":{"env":"CLERK_VALUE_0"}');
  expect(variables).toEqual({ CLERK_VALUE_0: reference });
});

test('the items of a list that is known at deployment only are not taken one by one', () => {
  const stack = new Stack(app(), 'Stack');
  const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  const claim = ClaimRule.claim('group');
  for (const create of [
    () => newApi({ audience: [...list, 'orders'] }),
    () => newApi({ frontendApiUrl: list[0] }),
    () => newApi({ authorizedParties: ['https://app.example.com', ...list] }),
    () => newApi({ corsPreflight: { allowOrigins: [...list, 'https://app.example.com'] } }),
    () => claim.oneOf(...list, 'admins'),
    () => claim.equalTo(list[0]),
    () => ClaimRule.hasRole(list[0] ?? ''),
    () => ClaimRule.inOrganization('org_2b6fcd92dvf96q05x8e4a8xwvt', ...list),
    () => RouteAccess.signedIn({ scopes: ['orders:read', ...list] }),
  ]) {
    expect(create).toThrow(diagnostic('Props.listItem'));
    expect(create).toThrow('give the list alone, or take one item by Fn.select(0, list)');
  }
});

test('such a list may be given alone', () => {
  const stack = new Stack(app(), 'Stack');
  const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  const rules = [ClaimRule.claim('group').oneOf(...list), ClaimRule.inOrganization(...list)];
  const { json, variables } = encodePolicy(rules.map((rule) => rule._render()));
  expect(json).toBe(
    '[{"op":"oneOf","claim":["group"],"values":{"env":"CLERK_VALUE_0","as":"list"}},' +
      '{"op":"inOrganization","ids":{"env":"CLERK_VALUE_1","as":"list"}}]',
  );
  const items = { 'Fn::Join': ['\n,\n', { Ref: 'List' }] };
  expect(stack.resolve(variables)).toEqual({ CLERK_VALUE_0: items, CLERK_VALUE_1: items });
});
