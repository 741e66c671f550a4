import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkHttpJwtAuthorizer,
  ClerkHttpLambdaAuthorizer,
  ClerkRestAuthorizer,
  type ClerkRestAuthorizerProps,
  RouteAccess,
  TokenKind,
} from '../../../../src';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

describe('sessionTokenClaims of an HTTP API', () => {
  test('is a stack output and a property', () => {
    const stack = newStack();
    const api = newApi({ audience: ['orders', 'other'] }, stack);
    expect(stack.resolve(api.sessionTokenClaims)).toBe('{"aud":"orders"}');
    Template.fromStack(stack).hasOutput('*', {
      Description: Match.stringLikeRegexp('Customize session token'),
      Value: '{"aud":"orders"}',
    });
  });

  test('contains the claims that the rules read', () => {
    const stack = newStack();
    const api = newApi({}, stack);
    const access = RouteAccess.when(
      ClaimRule.anyOf(
        isAdmin,
        ClaimRule.claim('tier').equals('gold'),
        ClaimRule.claim('aud').equals('x'),
        ClaimRule.hasRole('a'),
      ),
    );
    api.addRoutes({ path: '/x', integration: newIntegration(), access });
    expect(JSON.parse(stack.resolve(api.sessionTokenClaims))).toEqual({
      aud: 'ClerkJwtAuthorizer',
      metadata: '{{user.public_metadata}}',
      tier: '{{user.public_metadata.tier}}',
    });
  });

  test.each([
    ['https://example.com/role', 'role'],
    ['https://example.com/role/', 'role'],
    ['app.tier', 'tier'],
    ['employee-id', 'employee_id'],
    ['角色', 'value'],
  ])('has a shortcode that Clerk can read for %s', (name, member) => {
    const stack = newStack();
    const api = newApi({}, stack);
    const access = RouteAccess.when(ClaimRule.claim(name).equals('admin'));
    api.addRoutes({ path: '/x', integration: newIntegration(), access });
    expect(JSON.parse(stack.resolve(api.sessionTokenClaims))).toEqual({
      aud: 'ClerkJwtAuthorizer',
      [name]: `{{user.public_metadata.${member}}}`,
    });
  });

  test.each([
    [[TokenKind.M2M], 0],
    [[TokenKind.OAUTH, TokenKind.M2M], 0],
    [[TokenKind.OAUTH, TokenKind.SESSION], 1],
    [undefined, 1],
  ])('is printed only if session tokens are accepted: %j', (tokenKinds, count) => {
    const stack = newStack();
    newApi({ tokenKinds }, stack);
    const outputs = Template.fromStack(stack).findOutputs('*', {
      Description: Match.stringLikeRegexp('session token'),
    });
    expect(Object.keys(outputs)).toHaveLength(count);
  });

  test('works with unresolved tokens', () => {
    const stack = newStack();
    const audience = new CfnParameter(stack, 'Audience', { type: 'CommaDelimitedList' }).valueAsList;
    newApi({ audience, frontendApiUrl: new CfnParameter(stack, 'Url').valueAsString }, stack).addRoutes({
      path: '/x',
      integration: newIntegration(),
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Audience: { Ref: 'Audience' }, Issuer: { Ref: 'Url' } },
    });
    template.hasOutput('*', {
      Value: { 'Fn::Join': ['', ['{"aud":"', { 'Fn::Select': [0, { Ref: 'Audience' }] }, '"}']] },
    });
  });
});

describe('sessionTokenClaims of a REST API', () => {
  test('is a stack output with the claims that rules read', () => {
    const stack = newRestApi({ rule: isAdmin, methodRules: { 'GET /orders': ClaimRule.claim('tier').exists() } });
    const outputs = Template.fromStack(stack).findOutputs('*', {
      Description: Match.stringLikeRegexp('session token'),
    });
    const [{ Value: value }] = Object.values(outputs) as [{ Value: string }];
    expect(JSON.parse(value)).toEqual({
      aud: 'ClerkJwtAuthorizer',
      metadata: '{{user.public_metadata}}',
      tier: '{{user.public_metadata.tier}}',
    });
  });

  test('is no stack output if session tokens are refused', () => {
    const template = Template.fromStack(newRestApi({ tokenKinds: [TokenKind.OAUTH] }));
    expect(template.findOutputs('*', { Description: Match.stringLikeRegexp('session token') })).toEqual({});
  });
});

describe('one output for a Clerk instance', () => {
  const other = { frontendApiUrl: 'https://clerk.example.com', audience: ['ClerkJwtAuthorizer'] };
  const isGold = ClaimRule.claim('tier').equalTo('gold');

  test('has what all constructs of the stack need', () => {
    const stack = newRestApi({ rule: isAdmin });
    newApi({}, stack).addRoutes({ path: '/x', integration: newIntegration(), access: RouteAccess.when(isGold) });
    expect(outputs(stack)).toEqual([
      {
        aud: 'ClerkJwtAuthorizer',
        metadata: '{{user.public_metadata}}',
        tier: '{{user.public_metadata.tier}}',
      },
    ]);
  });

  test('is another one for another instance and for another stack', () => {
    const stack = newRestApi({ rule: isAdmin });
    newApi(other, stack);
    expect(outputs(stack)).toHaveLength(2);
    expect(outputs(newRestApi({}))).toHaveLength(1);
  });

  test.each([
    [['a', 'b'], ['b', 'c'], 'b'],
    [['a'], ['c', 'd'], ['c', 'a']],
    [['a'], ['a'], 'a'],
  ])('has an audience that all accept, or one for each: %j and %j', (one, two, aud) => {
    const stack = newRestApi({ audience: two });
    newApi({ audience: one }, stack);
    expect(outputs(stack)).toEqual([{ aud }]);
  });

  test.each<[string, (stack: Stack) => IHttpRouteAuthorizer, object]>([
    ['a JWT authorizer', () => new ClerkHttpJwtAuthorizer('Clerk', CLERK), {}],
    [
      'a Lambda authorizer',
      () => new ClerkHttpLambdaAuthorizer('Clerk', CLERK).when(isGold),
      { tier: '{{user.public_metadata.tier}}' },
    ],
  ])('is there for %s alone', (_, newAuthorizer, claims) => {
    const stack = newStack();
    const options = { methods: [HttpMethod.GET], integration: newIntegration(), authorizer: newAuthorizer(stack) };
    new HttpApi(stack, 'Api').addRoutes({ path: '/x', ...options });
    expect(outputs(stack)).toEqual([{ aud: 'ClerkJwtAuthorizer', ...claims }]);
  });

  test('is warned about if rules read a claim in two forms', () => {
    const stack = newRestApi({ rule: isAdmin });
    const access = RouteAccess.when(ClaimRule.claim('metadata').equalTo('admin'));
    newApi({}, stack).addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), access });
    const [warning, ...others] = contradictions(stack);
    expect(others).toEqual([]);
    expect(warning?.entry.data).toContain('the claim metadata as a value and, by metadata.role, as an object');
    expect(contradictions(newRestApi({ rule: isAdmin }))).toEqual([]);
  });

  function outputs(stack: Stack): unknown[] {
    const found = Template.fromStack(stack).findOutputs('*', { Description: Match.stringLikeRegexp('session token') });
    return Object.values(found).map(({ Value }) => JSON.parse(Value));
  }

  function contradictions(stack: Stack) {
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('SessionTokenClaims\\.contradiction'));
  }
});

function newRestApi(props: Partial<ClerkRestAuthorizerProps>): Stack {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
  new RestApi(stack, 'RestApi').root.addResource('orders').addMethod('GET', new MockIntegration(), { authorizer });
  return stack;
}
