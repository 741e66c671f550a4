import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  type AddClerkRoutesOptions,
  ClaimRule,
  ClerkHttpLambdaAuthorizer,
  type ClerkProtectedHttpApiProps,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
  TokenKind,
  TokenSource,
} from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const isAdmin = ClaimRule.hasRole('org:admin');

/** A value that the type checker refuses. Programs in JavaScript, or run by tsx, are not type-checked. */
const wrong = (value: unknown) => value as never;

describe('a value of the wrong type fails', () => {
  test.each<[string, Partial<AddClerkRoutesOptions>, string]>([
    ['a rule as access', { access: wrong(isAdmin) }, 'access: RouteAccess.when(ClaimRule.hasRole'],
    ['a factory as access', { access: wrong(RouteAccess.when) }, 'access: RouteAccess.when(ClaimRule.hasRole'],
    [
      'one method',
      { methods: wrong('GET') },
      `'methods' is not of the type that it takes, got "string"; write methods: [HttpMethod.GET]`,
    ],
    ['a method that there is not', { methods: [wrong('get')] }, 'methods: [HttpMethod.GET]'],
  ])('%s', (_, options, fix) => {
    const add = () => newApi().addRoutes({ path: '/x', integration: newIntegration(), ...options });
    expect(add).toThrow(fix);
    expect(add).toThrow(diagnostic('Props.type'));
  });

  test.each(['scopes', 'rule'])('%s next to access', (name) => {
    const options = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), [name]: ['a'] };
    expect(() => newApi().addRoutes(options)).toThrow(diagnostic('Route.cdkOption'));
  });

  test.each<[string, Partial<ClerkProtectedHttpApiProps>, string]>([
    ['a rule as default access', { defaultAccess: wrong(isAdmin) }, 'defaultAccess: RouteAccess.when'],
    ['a PEM as keys', { keys: wrong('-----BEGIN PUBLIC KEY-----') }, 'ClerkKeys.fromPem'],
    ['one token source', { tokenSources: wrong(TokenSource.queryString('token')) }, 'tokenSources: ['],
    ['a log group as access logs', { accessLogs: wrong(new LogGroup(newStack(), 'Logs')) }, 'AccessLogs.toLogGroup'],
  ])('%s', (_, props, fix) => {
    expect(() => newApi(props)).toThrow(fix);
    expect(() => newApi(props)).toThrow(diagnostic('Props.type'));
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a claim without a comparison', ClaimRule.claim('metadata', 'role')],
    ['an access', RouteAccess.signedIn()],
  ])('%s as a rule', (_, rule) => {
    const message = diagnostic('Props.type');
    expect(() => RouteAccess.when(wrong(rule))).toThrow(message);
    expect(() => RouteAccess.when(wrong(rule))).toThrow(
      /^'rule' is not .*write ClaimRule\.claim\('metadata', 'role'\)/,
    );
    expect(() => new ClerkHttpLambdaAuthorizer('Clerk', CLERK).when(wrong(rule))).toThrow(message);
    const methodRules = { 'GET /x': wrong(rule) };
    expect(() => new ClerkRestAuthorizer(newStack(), 'Clerk', { ...CLERK, methodRules })).toThrow(message);
  });

  test.each(['optional', ClaimRule.claim('metadata', 'role')])('%s as the rule of a WebSocket API', (rule) => {
    const create = () => new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, rule: wrong(rule) });
    expect(create).toThrow(diagnostic('Props.type'));
  });

  test.each([
    ['object', ['orders:read']],
    ['string', 'orders:read'],
    ['number', 1],
    ['object', null],
    ['function', () => ({ scopes: ['orders:read'] })],
  ])('%s %j instead of the options of signedIn', (type, options) => {
    const create = () => RouteAccess.signedIn(wrong(options));
    expect(create).toThrow(diagnostic('Props.type'));
    expect(create).toThrow(
      `'options' is not of the type that it takes, got "${type}"; write RouteAccess.signedIn({ scopes`,
    );
  });
});

test('scopes fail if only session tokens are accepted, because they have no scopes', () => {
  const access = RouteAccess.signedIn({ scopes: ['x:read'] });
  const route = { path: '/x', integration: newIntegration(), access };
  expect(() => newApi({ denyImpersonation: true, routes: [route] })).toThrow(
    /^'scopes' of GET \/x are .*; write tokenKinds: \[TokenKind\.SESSION, TokenKind\.OAUTH\].*RouteAccess\.scopesNeedOAuth/,
  );
  expect(() => newApi({ tokenKinds: [TokenKind.SESSION], routes: [route] })).toThrow(/RouteAccess\.scopesNeedOAuth/);
  expect(() => newApi({ tokenKinds: [TokenKind.OAUTH], routes: [route] })).not.toThrow();
  expect(() => newApi({ routes: [{ ...route, integration: newIntegration() }] })).not.toThrow();
});
