import { App, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { expect, test } from 'vitest';
import { ClaimRule, ClerkHttpJwtAuthorizer, type ClerkProtectedHttpApiProps, RouteAccess } from '../../../../src';
import { CLERK, newApi, newIntegration } from '../../support/stack';

const PRODUCTION = { frontendApiUrl: 'https://clerk.example.com' };
const DEVELOPMENT = { frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev' };

/** The warnings of an API whose authorizer is in use, without what is before and after the name. */
function warnings(stack: Stack, props: Partial<ClerkProtectedHttpApiProps>): unknown[] {
  newApi({ ...props, useLambdaAuthorizer: true }, stack).addRoutes({
    path: '/x',
    methods: [HttpMethod.GET],
    integration: newIntegration(),
  });
  return found(stack);
}

function found(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => /cdk-clerk-authorizer:(\w+\.\w+)/.exec(entry.data as string)?.[1]);
}

function inStage(stage: string, id = 'Orders'): Stack {
  return new Stack(new Stage(new App(), stage), id);
}

test.each([
  ['Prod', 'Orders'],
  ['Dev', 'OrdersProd'],
  ['app', 'orders-production'],
  ['app', 'PROD-orders'],
])('a development instance in the stage %s and the stack %s', (stage, id) => {
  expect(warnings(inStage(stage, id), DEVELOPMENT)).toEqual(['FrontendApiUrl.developmentInstance']);
  expect(warnings(inStage(stage, id), PRODUCTION)).toEqual([]);
});

test.each([
  ['Dev', 'Orders'],
  ['app', 'orders-dev'],
  ['app', 'OrdersSandbox'],
])('a production instance in the stage %s and the stack %s', (stage, id) => {
  expect(warnings(inStage(stage, id), PRODUCTION)).toEqual(['FrontendApiUrl.productionInstance']);
  expect(warnings(inStage(stage, id), DEVELOPMENT)).toEqual([]);
});

test.each(['Products', 'DevPortal', 'Staging', 'Reproduce', 'Developer'])('the name %s says nothing', (name) => {
  expect(warnings(inStage(name, name), DEVELOPMENT)).toEqual([]);
  expect(warnings(inStage(name, name), PRODUCTION)).toEqual([]);
});

test('the context says more than names', () => {
  const context = { 'cdk-clerk-authorizer:environment': 'production' };
  const stack = () => new Stack(new App({ context }), 'OrdersDev');
  expect(warnings(stack(), PRODUCTION)).toEqual([]);
  expect(warnings(stack(), DEVELOPMENT)).toEqual(['FrontendApiUrl.developmentInstance']);
});

test.each([
  [DEVELOPMENT, 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', ['PublishableKey.otherInstance']],
  [DEVELOPMENT, 'pk_test_c2Vuc2libGUtc2t1bmstNDkuY2xlcmsuYWNjb3VudHMuZGV2JA', []],
  [PRODUCTION, 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', []],
  [PRODUCTION, 'pk_test_c2Vuc2libGUtc2t1bmstNDkuY2xlcmsuYWNjb3VudHMuZGV2JA', ['PublishableKey.otherInstance']],
])('%j with the key %s', (props, publishableKey, expected) => {
  expect(warnings(inStage('app'), { ...props, publishableKey })).toEqual(expected);
});

test.each([
  ['https://clerk.example.com', ['Audience.issuer']],
  ['https://clerk.example.com/', ['Audience.issuer']],
  ['https://api.example.com', []],
])('the audience %s', (audience, expected) => {
  expect(warnings(inStage('app'), { ...PRODUCTION, audience: [audience] })).toEqual(expected);
});

test('two authorizers of one instance give one warning', () => {
  const stack = inStage('Prod');
  const api = newApi({}, stack);
  const route = { methods: [HttpMethod.GET], integration: newIntegration() };
  api.addRoutes({ ...route, path: '/x' });
  api.addRoutes({ ...route, path: '/y', access: RouteAccess.when(ClaimRule.hasRole('org:admin')) });
  expect(found(stack)).toEqual(['FrontendApiUrl.developmentInstance']);
});

test('the JWT authorizer alone is looked at, too', () => {
  const stack = inStage('Prod');
  const authorizer = new ClerkHttpJwtAuthorizer('Jwt', { ...CLERK, audience: [CLERK.frontendApiUrl] });
  const options = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer };
  new HttpApi(stack, 'Api').addRoutes(options);
  expect(found(stack)).toEqual(['Audience.issuer', 'FrontendApiUrl.developmentInstance']);
});
