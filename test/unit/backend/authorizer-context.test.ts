import { describe, expect, test } from 'vitest';
import { GetAuthError, getAuth } from '../../../backend';
import { type BackEndEvent, RECORDED, recorded, withAuthorizer } from '../support/back-end-events';

function errorOf(event: unknown): GetAuthError {
  try {
    getAuth(event as BackEndEvent);
  } catch (error) {
    if (error instanceof GetAuthError) return error;
    throw error;
  }
  throw new Error('getAuth() did not throw');
}

/** The recorded context after some changes, for the kind of API that has it nested and for those that have it flat. */
const nested = (changes: object) =>
  withAuthorizer('http-api-lambda', {
    lambda: { ...recorded('http-api-lambda').requestContext.authorizer.lambda, ...changes },
  });
const flat = (changes: object) =>
  withAuthorizer('rest-api', { ...recorded('rest-api').requestContext.authorizer, ...changes });
const webSocket = (changes: object) =>
  withAuthorizer('websocket-message', { ...recorded('websocket-message').requestContext.authorizer, ...changes });

const KINDS = [
  ['requestContext.authorizer.lambda', nested],
  ['requestContext.authorizer', flat],
  ['requestContext.authorizer', webSocket],
] as const;

const NOT_TEXT = [null, 1, true, [], ['user_1'], {}, { length: 1 }];

describe.each(KINDS)('%s', (at, event) => {
  test.each(
    [
      ...['userId', 'sessionId', 'orgId', 'orgSlug', 'orgRole', 'tokenKind'].flatMap((name) =>
        NOT_TEXT.map((value): [string, unknown] => [name, value]),
      ),
      ...[undefined, 'users', ''].map((kind): [string, unknown] => ['tokenKind', kind]),
      ...[undefined, null, 'yes', '', 1, 0, {}].map((value): [string, unknown] => ['isAuthenticated', value]),
      ...[null, 1, {}, [1], ['org:a:b', null]].map((value): [string, unknown] => ['permissions', value]),
      ...[undefined, null, 1, true, [], 'text', '[]', 'null', '1', '{'].map((value): [string, unknown] => [
        'claims',
        value,
      ]),
    ].filter(([name, value]) => !(event !== nested && name === 'permissions' && typeof value === 'string')),
  )('%s of %j is an error that names it', (name, value) => {
    const error = errorOf(event({ [name]: value }));
    expect([error.code, error.field]).toEqual(['context-invalid', `${at}.${name}`]);
    expect(error.message).toMatch(/ must be .*, got \w+; give the route an authorizer of cdk-clerk-authorizer \[/);
  });

  test.each([
    ['userId', 'user_2'],
    ['userId', undefined],
    ['sessionId', 'sess_2'],
    ['sessionId', undefined],
    ['orgId', 'org_2'],
    ['orgId', undefined],
  ])('%s of %j contradicts the claims', (name, value) => {
    expect(errorOf(event({ [name]: value })).field).toBe(`${at}.${name}`);
  });

  test('claims longer than any token are an error', () => {
    const claims = { sub: 'user_1', sid: 'sess_1', padding: 'x'.repeat(8192) };
    const error = errorOf(event({ claims: event === nested ? claims : JSON.stringify(claims) }));
    expect([error.code, error.field]).toEqual(['context-invalid', `${at}.claims`]);
  });

  test('claims nested beyond any token are an error', () => {
    const depth = 100_000;
    const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const error = errorOf(event({ claims: event === nested ? { deep: JSON.parse(text) } : `{"deep":${text}}` }));
    expect([error.code, error.field]).toEqual(['context-invalid', `${at}.claims`]);
  });

  test.each(['sub', 'sid'])('claims without %s are an error', (name) => {
    const claims = { sub: 'user_1', sid: 'sess_1', [name]: undefined };
    const ids = { userId: claims.sub, sessionId: claims.sid, orgId: undefined };
    const error = errorOf(event({ ...ids, claims: event === nested ? claims : JSON.stringify(claims) }));
    expect([error.code, error.field]).toEqual(['context-invalid', `${at}.claims.${name}`]);
  });

  test('permissions may be left out', () => {
    expect(getAuth(event({ permissions: undefined })).orgPermissions).toHaveLength(3);
  });

  test('a malformed organization gives nothing that has() could grant', () => {
    const claims = { sub: 'user_1', sid: 'sess_1', v: 2, o: 'org_1', fea: 'u:export', fva: [0, 0] };
    const ids = { userId: 'user_1', sessionId: 'sess_1', orgId: undefined };
    const auth = getAuth(event({ ...ids, claims: event === nested ? claims : JSON.stringify(claims) }));
    expect([auth.userId, auth.orgId]).toEqual(['user_1', undefined]);
    expect([auth.has({ feature: 'export' }), auth.has({ reverification: 'lax' })]).toEqual([false, false]);
  });
});

test('the context of another authorizer is an error that names what is missing', () => {
  const error = errorOf(withAuthorizer('rest-api', { principalId: 'user_1', integrationLatency: 12 }));
  expect(error.message).toBe(
    "'requestContext.authorizer.isAuthenticated' must be a boolean, got nothing; give the route an authorizer of cdk-clerk-authorizer [context-invalid]",
  );
});

describe('what is no event of a route', () => {
  test.each([undefined, null, 'text', 1, [], () => {}])('%j', (event) => {
    expect([errorOf(event).code, errorOf(event).field]).toEqual(['event-unsupported', 'event']);
  });

  test.each([undefined, null, 'text', []])('a requestContext of %j', (requestContext) => {
    const error = errorOf({ ...recorded('rest-api'), requestContext });
    expect([error.code, error.field]).toEqual(['event-unsupported', 'requestContext']);
  });

  test.each(['1.0', 2, null, ''])('payload format %j', (version) => {
    const error = errorOf({ ...recorded('http-api-lambda'), version });
    expect([error.code, error.field]).toEqual(['event-unsupported', 'version']);
  });

  test.each(RECORDED)('%s with an authorizer that is no object', (name) => {
    const error = errorOf(withAuthorizer(name, 'text'));
    expect([error.code, error.field]).toEqual(['event-unsupported', 'requestContext.authorizer']);
  });

  test('a context that is no object', () => {
    const error = errorOf(withAuthorizer('http-api-lambda', { lambda: 'text' }));
    expect([error.code, error.field]).toEqual(['event-unsupported', 'requestContext.authorizer.lambda']);
  });
});
