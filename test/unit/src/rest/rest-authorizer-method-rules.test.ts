import { Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { synthesize } from '../../support/rest-authorizer';
import { CLERK, newStack, policyOf } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const isOwner = ClaimRule.hasRole('org:owner');

describe('methodRules', () => {
  const validate = (methodRules: Record<string, ClaimRule>, methods: string[]) => () =>
    Template.fromStack(synthesize({ methodRules }, methods));

  test('can name one HTTP method of an ANY method, or all of them', () => {
    expect(policyOf(synthesize({ methodRules: { 'GET /x': isOwner } }, ['ANY /x'])).routes).toEqual({
      'GET /x': isOwner._render(),
      'HEAD /x': { as: 'GET /x' },
    });
    const methodRules = { 'ANY /x': isOwner, 'PUT /x': isAdmin };
    expect(policyOf(synthesize({ methodRules }, ['ANY /x', 'GET /x'])).routes).toEqual({
      'GET /x': isOwner._render(),
      'HEAD /x': { as: 'GET /x' },
      'POST /x': { as: 'GET /x' },
      'PATCH /x': { as: 'GET /x' },
      'DELETE /x': { as: 'GET /x' },
      'OPTIONS /x': { as: 'GET /x' },
      'PUT /x': isAdmin._render(),
    });
    const reversed = { 'PUT /x': isAdmin, 'ANY /x': isOwner };
    expect(policyOf(synthesize({ methodRules: reversed }, ['ANY /x', 'GET /x'])).routes).toMatchObject({
      'PUT /x': isAdmin._render(),
      'GET /x': isOwner._render(),
    });
  });

  test.each([
    ['get /orders', 'GET /orders'],
    ['/orders', 'GET /orders'],
    ['GET orders', 'GET /orders'],
    ['GET /orders/', 'GET /orders'],
    ['POST  /orders', 'POST /orders'],
    ['FETCH /orders', 'GET /orders'],
    ['GET', 'GET /'],
    ['', 'GET /'],
    [' any //orders/{id}// ', 'ANY /orders/{id}'],
    ['GET /orders /refunds', 'GET /orders'],
    ['xGET /orders', 'GET /orders'],
    ['GET /orders\n/refunds', 'GET /'],
  ])('%j fails when it is written', (key, corrected) => {
    const create = () => new ClerkRestAuthorizer(newStack(), 'Clerk', { ...CLERK, methodRules: { [key]: isAdmin } });
    expect(create).toThrow(`got ${JSON.stringify(key)}; write '${corrected}' [`);
    expect(create).toThrow(diagnostic('RestAuthorizer.methodRule'));
  });

  test.each<Record<string, ClaimRule>>([{ 'GET /x': isOwner }, {}])(
    'fail if the authorizer belongs to no API',
    (methodRules) => {
      const stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules });
      new RestApi(stack, 'Other').root.addResource('x').addMethod('GET', new MockIntegration());
      expect(authorizer.node.validate()).toEqual([expect.stringMatching(/belongs to no API.*RestAuthorizer\.noApi/)]);
    },
  );

  test('fail at synthesis if the API has no such method, and show the closest one', () => {
    const fails = validate({ 'GET /orders/{orderId}': isOwner }, ['GET /orders/{id}', 'POST /invoices']);
    expect(fails).toThrow(
      /got "GET \/orders\/\{orderId\}"; write 'GET \/orders\/\{id\}' \[cdk-clerk-authorizer:RestAuthorizer\.unknownMethod\]/,
    );
  });

  test('may name with ANY the methods that a path has separately', () => {
    expect(validate({ 'ANY /x': isOwner }, ['GET /x', 'POST /x'])).not.toThrow();
  });

  test('fail at synthesis if the method is public, because the rule would not be enforced', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules: { 'GET /x': isOwner } });
    const api = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
    const x = api.root.addResource('x');
    x.addMethod('GET', new MockIntegration(), { authorizationType: AuthorizationType.NONE });
    x.addMethod('ANY', new MockIntegration());
    expect(() => Template.fromStack(stack)).toThrow(
      /GET \/x and this authorizer is not asked there.*write addMethod\('GET', .*RestAuthorizer\.unguardedMethod/,
    );
  });

  test("are checked against the methods of the authorizer's API only", () => {
    const stack = synthesize({ methodRules: { 'GET /other': isOwner } });
    new RestApi(stack, 'Other').root.addResource('other').addMethod('GET', new MockIntegration());
    expect(() => Template.fromStack(stack)).toThrow(/RestAuthorizer\.unknownMethod/);
  });
});

test.each([
  ['GET /x', 'ANY /x'],
  ['HEAD /x', 'GET /x'],
  ['ANY /x', 'POST /x'],
])('the rule for HEAD is that of %s beside %s, in any order', (key, other) => {
  const entries: [string, ClaimRule][] = [
    [key, isOwner],
    [other, isAdmin],
  ];
  for (const ordered of [entries, [...entries].reverse()]) {
    const { routes } = policyOf(synthesize({ methodRules: Object.fromEntries(ordered) }, ['ANY /x'])) as {
      routes: Record<string, { op?: string; as?: string }>;
    };
    const rule = routes['HEAD /x'];
    expect(rule?.as ? routes[rule.as] : rule).toEqual(isOwner._render());
  }
});

test('ANY stands for the methods without a rule of their own', () => {
  const methodRules = { 'ANY /x': isOwner, 'GET /x': isAdmin };
  const { routes } = policyOf(synthesize({ methodRules }, ['ANY /x']));
  const keys = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'GET', 'HEAD'].map((verb) => `${verb} /x`);
  expect(Object.keys(routes as object)).toEqual(keys);
});
