// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the syntax of API Gateway
import { describe, expect, test } from 'vitest';
import type { Access, ApiRoute } from '../../../../src/access/api-route';
import { findIdentityMistakes } from '../../../../src/access/find-identity-mistakes';
import { api, IAM, OPEN, OPTIONAL, route, rule, SIGNED_IN } from '../../support/api';

const FOREIGN: Access = { kind: 'lambda', authorizer: 'Foreign' };
const LAMBDA = rule('{}');

function mistakes(...routes: ApiRoute[]): string[] {
  return findIdentityMistakes(api(routes)).map((it) =>
    it.kind === 'missingValue' ? it.variable : `${it.header} by ${it.routes.map(({ source }) => source)}`,
  );
}

describe('a variable without a value', () => {
  const mapped = (access: Access, variable: string) => route('GET /x', access, { mapping: { MessageBody: variable } });

  test.each<[string, Access, string]>([
    ['userId', SIGNED_IN, '$context.authorizer.userId'],
    ['orgId', SIGNED_IN, '{"org": "${context.authorizer.orgId}"}'],
    ['jwt.claims.sub', SIGNED_IN, '$context.authorizer.jwt.claims.sub'],
    ['claims.sub', LAMBDA, '$context.authorizer.claims.sub'],
    ['claims.sub', OPTIONAL, '$context.authorizer.claims.sub'],
    ['userId', OPTIONAL, '$context.authorizer.userId'],
    ['lambda.userId', LAMBDA, '$context.authorizer.lambda.userId'],
    ['claims.sub', OPEN, '$context.authorizer.claims.sub'],
    ['userId', OPEN, '$context.authorizer.userId'],
  ])('%s', (variable, access, text) => {
    expect(mistakes(mapped(access, text))).toEqual([variable]);
  });

  test.each<[Access, string]>([
    [SIGNED_IN, '$context.authorizer.claims.sub'],
    [SIGNED_IN, '$context.authorizer.claims.userId'],
    [SIGNED_IN, '$context.authorizer.claims.jwt.id'],
    [LAMBDA, '$context.authorizer.userId'],
    [OPTIONAL, '$context.authorizer.isAuthenticated'],
    [FOREIGN, '$context.authorizer.claims.sub'],
    [IAM, '$context.authorizer.userId'],
    [OPEN, '$context.requestId'],
  ])('is not reported for %j and %s', (access, text) => {
    expect(mistakes(mapped(access, text))).toEqual([]);
  });

  test('is reported with its route', () => {
    const weak = mapped(OPTIONAL, '$context.authorizer.userId');
    expect(findIdentityMistakes(api([weak]))).toEqual([{ kind: 'missingValue', routes: [weak], variable: 'userId' }]);
  });

  test('is not looked for in REST APIs, whose variables are others', () => {
    const routes = [mapped(LAMBDA, '$context.authorizer.claims.sub')];
    expect(findIdentityMistakes(api(routes, 'rest'))).toEqual([]);
  });
});

describe('a header that a back end trusts', () => {
  const BACK_END = '["https://backend.example.com/a"]';
  const SUB = '$context.authorizer.claims.sub';
  const guard = route('GET /a', SIGNED_IN, { backEnd: BACK_END, mapping: { 'overwrite:header.X-User': SUB } });
  const other = (mapping?: ApiRoute['mapping'], backEnd = '["https://backend.example.com/b"]', access = OPEN) =>
    route('GET /b', access, { backEnd, mapping });

  test.each<[string, ApiRoute]>([
    ['a public route', other()],
    ['a route with other mappings', other({ 'overwrite:header.x-other': 'x', 'overwrite:path': '/x' })],
    ['a route that appends it', other({ 'append:header.x-user': 'nobody' })],
    ['a guarded route', other(undefined, BACK_END, IAM)],
    ['a route that passes it on', other({ 'overwrite:header.x-user': '$request.header.x-user' })],
    ['a route that takes it from elsewhere', other({ 'overwrite:header.x-user': 'user-${request.querystring.user}' })],
  ])('arrives as clients send it by %s', (_, weak) => {
    expect(mistakes(guard, weak)).toEqual(['x-user by GET /b']);
  });

  test.each<[string, ApiRoute]>([
    ['removed', other({ 'remove:header.x-user': "''" })],
    ['overwritten before a value is appended', other({ 'append:header.x-user': 'a', 'overwrite:header.x-user': 'b' })],
    ['overwritten', other({ 'overwrite:header.X-USER': 'nobody' })],
    ['sent to another host', other(undefined, '["https://other.example.com/a"]')],
    ['sent to a host with the same first letter', other(undefined, '["https://b.example.com/a"]')],
  ])('does not where it is %s', (_, safe) => {
    expect(mistakes(guard, safe)).toEqual([]);
  });

  test('is not one of the messages of a WebSocket API, which have no headers', () => {
    expect(findIdentityMistakes(api([guard, other()], 'websocket'))).toEqual([]);
  });

  describe('on a REST API', () => {
    const KEY = 'integration.request.header.x-user';
    const userId = 'context.authorizer.userId';
    const guarded = route('GET /a', LAMBDA, { backEnd: BACK_END, mapping: { [KEY]: userId } });
    const found = (mapping?: ApiRoute['mapping'], extra: Partial<ApiRoute> = {}) =>
      findIdentityMistakes(api([guarded, { ...other(mapping), ...extra }], 'rest')).length;

    test.each<[string, ApiRoute['mapping'], Partial<ApiRoute>]>([
      ['a public method', undefined, {}],
      ['a method with other mappings', { 'integration.request.header.x-other': "'x'" }, {}],
      ['a method that passes it on', { [KEY]: 'method.request.header.x-user' }, {}],
      [
        'a method that passes it on and nothing else',
        { [KEY]: 'method.request.header.x-user' },
        { dropsHeaders: true },
      ],
      ['a public method without an authorizer to map', { [KEY]: userId }, {}],
    ])('arrives as clients send it by %s', (_, mapping, extra) => {
      expect(found(mapping, extra)).toBe(1);
    });

    test.each<[string, ApiRoute['mapping'], Partial<ApiRoute>]>([
      ['a static value', { [KEY]: "'nobody'" }, {}],
      ['mapped from the authorizer', { [KEY]: userId }, { access: LAMBDA }],
      ['dropped with all headers that are not mapped', undefined, { dropsHeaders: true }],
    ])('does not where it is %s', (_, mapping, extra) => {
      expect(found(mapping, extra)).toBe(0);
    });
  });

  test('is reported with the route that sets it', () => {
    const weak = other();
    expect(findIdentityMistakes(api([guard, weak]))).toEqual([
      { kind: 'trustedHeader', header: 'x-user', routes: [weak], guard, key: 'overwrite:header.X-User' },
    ]);
  });

  test.each([
    ['two paths of one http host', '["http://internal.example.com/a"]', '["http://internal.example.com/b"]', true],
    ['one function', 'Function', 'Function', true],
    ['two functions', 'Function', 'OtherFunction', false],
  ])('back ends are compared: %s', (_, guarded, open, isSame) => {
    const found = mistakes({ ...guard, backEnd: guarded }, other(undefined, open));
    expect(found).toEqual(isSame ? ['x-user by GET /b'] : []);
  });

  test('is not one that an optional route sets, which is not guarded', () => {
    const mapping = { 'overwrite:header.x-user': '$context.authorizer.isAuthenticated' };
    expect(mistakes(route('GET /a', OPTIONAL, { backEnd: BACK_END, mapping }), other())).toEqual([]);
  });

  test('may come from any claim of a token: only the context of the Lambda authorizer lacks an organization', () => {
    const mapping = { 'overwrite:header.x-org': '$context.authorizer.claims.orgId' };
    expect(mistakes(route('GET /a', SIGNED_IN, { backEnd: BACK_END, mapping }))).toEqual([]);
  });

  test('arrives with that of the client if the value is appended', () => {
    const appending = route('GET /a', SIGNED_IN, { backEnd: BACK_END, mapping: { 'append:header.x-user': SUB } });
    expect(mistakes(appending)).toEqual(['x-user by GET /a']);
  });

  describe('about the organization', () => {
    const withOrganization = (access: Access, variable: string) =>
      route('GET /a', access, {
        backEnd: BACK_END,
        mapping: { 'overwrite:header.x-org': `$context.authorizer.${variable}` },
      });
    const requires = (op: object) => rule(JSON.stringify(op));
    const signedIn: Access = { ...LAMBDA, requirement: { level: 'signedIn', issuer: 'https://clerk.example.com' } };

    test.each<[Access, string]>([
      [signedIn, 'orgId'],
      [requires({ op: 'exists', claim: ['o'] }), 'orgSlug'],
      [requires({ op: 'inOrganization' }), 'orgRole'],
    ])('arrives from callers without one: %j, %s', (access, variable) => {
      expect(mistakes(withOrganization(access, variable))).toEqual(['x-org by GET /a']);
    });

    test.each<[Access, string]>([
      [requires({ op: 'inOrganization' }), 'orgId'],
      [requires({ op: 'hasRole', role: 'org:admin' }), 'orgRole'],
      [FOREIGN, 'orgId'],
    ])('does not if the rule requires one: %j, %s', (access, variable) => {
      expect(mistakes(withOrganization(access, variable))).toEqual([]);
    });
  });

  test('is one whose value comes from the authorizer', () => {
    const mapping = { 'overwrite:header.x-request': '$context.requestId' };
    expect(mistakes(route('GET /a', SIGNED_IN, { backEnd: BACK_END, mapping }), other())).toEqual([]);
  });
});
