import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer, ClerkWebSocketAuthorizer, RouteAccess } from '../../../../src';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const role = ClaimRule.claim('metadata', 'role');
const level = ClaimRule.claim('metadata', 'level');
const allOf = (...rules: ClaimRule[]) => ClaimRule.allOf(...rules);
const anyOf = (...rules: ClaimRule[]) => ClaimRule.anyOf(...rules);
const noneOf = (...rules: ClaimRule[]) => ClaimRule.noneOf(...rules);
const hasRole = (name: string) => ClaimRule.hasRole(name);
const hasPermission = (name: string) => ClaimRule.hasPermission(name);
const inOrganization = (...ids: string[]) => ClaimRule.inOrganization(...ids);
const [admin, member] = [hasRole('org:admin'), hasRole('org:member')];
const [acme, other] = ['org_2b6fcd92dvf96q05x8e4a8xwvt', 'org_3b6fcd92dvf96q05x8e4a8xwvt'] as const;
const late = '{{resolve:ssm:/clerk/role}}';

test.each<[ClaimRule, string, string]>([
  [allOf(admin, member), 'hasRole("org:admin")', 'hasRole("org:member")'],
  [allOf(admin, hasPermission('org:a:b'), member), 'hasRole("org:admin")', 'hasRole("org:member")'],
  [allOf(role.equalTo('a'), role.equalTo('b')), 'equals("metadata", "role", "a")', '"b"'],
  [allOf(role.equalTo('a'), role.oneOf('b', 'c')), '"a"', 'oneOf("metadata", "role", "b", "c")'],
  [allOf(level.atLeast(5), level.atMost(3)), 'atLeast("metadata", "level", 5)', 'atMost("metadata", "level", 3)'],
  [allOf(level.equalTo(2), level.atLeast(5)), '2', 'atLeast'],
  [allOf(level.oneOf('5', 3), level.atLeast(5)), '"5"', 'atLeast'],
  [allOf(inOrganization(acme), inOrganization(other)), acme, other],
  [allOf(admin, noneOf(admin, member)), 'hasRole("org:admin")', 'noneOf(hasRole("org:admin"), hasRole('],
  [noneOf(role.exists(), noneOf(role.exists())), 'exists("metadata", "role")', 'noneOf(exists('],
  [anyOf(hasPermission('org:a:b'), allOf(admin, member)), 'hasRole("org:admin")', 'hasRole("org:member")'],
])('a rule that is never met is warned about: %#', (rule, one, two) => {
  const [message, ...others] = warnings(rule);
  expect(others).toEqual([]);
  expect(message).toContain('[ack: cdk-clerk-authorizer:ClaimRule.never]');
  expect(message).toContain('a rule is never met');
  expect(message?.split(' contradict each other: ')[1]).toContain(one);
  expect(message).toContain(two);
  expect(message).toContain('; use ClaimRule.anyOf()');
});

test.each<[ClaimRule]>([
  [anyOf(admin, noneOf(admin))],
  [anyOf(noneOf(role.equalTo('a')), role.equalTo('a'))],
  [anyOf(level.atLeast(3), level.atMost(5))],
  [anyOf(level.atMost(5), level.atLeast(5))],
])('a rule that checks nothing is warned about: %#', (rule) => {
  const [message, ...others] = warnings(rule);
  expect(others).toEqual([]);
  expect(message).toContain('[ack: cdk-clerk-authorizer:ClaimRule.always]');
  expect(message).toContain('; use ClaimRule.allOf()');
});

test.each<[ClaimRule]>([
  [anyOf(admin, member)],
  [noneOf(admin, member)],
  [allOf(admin, hasRole('admin'))],
  [allOf(admin, noneOf(member))],
  [anyOf(admin, noneOf(admin, member))],
  [allOf(role.equalTo('a'), role.oneOf('a', 'b'))],
  [allOf(role.contains('a'), role.contains('b'))],
  [allOf(role.equalTo('a'), role.equalTo(late))],
  [allOf(role.equalTo('a'), level.equalTo('b'))],
  [allOf(level.atLeast(3), level.atMost(3))],
  [allOf(level.equalTo(5), level.atLeast(5))],
  [anyOf(level.atLeast(5), level.atMost(3))],
  [anyOf(level.atLeast(3), ClaimRule.claim('age').atMost(5))],
  [allOf(inOrganization(acme), inOrganization(acme, other))],
  [allOf(inOrganization(acme), inOrganization())],
  [ClaimRule.claim('metadata', 'unsafe').exists()],
])('other rules are quiet: %#', (rule) => {
  expect(warnings(rule)).toEqual([]);
});

test.each([['unsafe_metadata', 'role'], ['unsafeMetadata'], ['profile', 'unsafe_metadata']])(
  'unsafe metadata is warned about: %s %s',
  (...path) => {
    const [message, ...others] = warnings(anyOf(admin, ClaimRule.claim(...path).equalTo('admin')));
    expect(others).toEqual([]);
    expect(message).toContain(`users can change themselves in the front end, got "${path.filter(Boolean).join('.')}"`);
    expect(message).toContain("write ClaimRule.claim('metadata', 'role')");
  },
);

test('on every kind of API, and once where many routes have the rule', () => {
  const rule = allOf(admin, member);
  expect(warnings(rule)).toHaveLength(1);
  const rest = newStack();
  const authorizer = new ClerkRestAuthorizer(rest, 'Authorizer', { ...CLERK, methodRules: { 'GET /': rule } });
  new RestApi(rest, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
  expect(found(rest)).toHaveLength(1);
  const webSocket = newStack();
  const connect = new ClerkWebSocketAuthorizer('Authorizer', { ...CLERK, rule });
  const integration = new WebSocketMockIntegration('Mock');
  new WebSocketApi(webSocket, 'Api', { connectRouteOptions: { integration, authorizer: connect } });
  expect(found(webSocket)).toHaveLength(1);
});

function warnings(rule: ClaimRule): string[] {
  const stack = newStack();
  const options = { methods: [HttpMethod.GET, HttpMethod.POST], integration: newIntegration() };
  newApi({}, stack).addRoutes({ ...options, path: '/x', access: RouteAccess.when(rule) });
  return found(stack);
}

function found(stack: Stack): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('ClaimRule'))
    .map(({ entry }) => entry.data as string);
}
