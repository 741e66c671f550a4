import { describe, expect, test } from 'vitest';
import { AccessTable } from '../../../../src/access/access-table';
import { type ApiKind, routeKey } from '../../../../src/access/api-route';
import { api, OPEN, route, rule, SIGNED_IN } from '../../support/api';

/** The key of the route that takes a request. */
function taken(keys: string[], request: string, kind: ApiKind = 'http'): string {
  const [method, path] = request.split(' ');
  const found = new AccessTable(
    api(
      keys.map((key) => route(key, OPEN)),
      kind,
    ),
  ).routeOf(method, path);
  return typeof found === 'string' ? found : routeKey(found);
}

describe('HTTP APIs', () => {
  // The example of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
  const DOCUMENTED = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];

  test.each([
    ['GET /pets/dog/1', 'GET /pets/dog/1'],
    ['GET /pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET /pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST /test/5', 'ANY /{proxy+}'],
    ['POST /pets/dog/1', 'ANY /{proxy+}'],
    ['GET /', '$default'],
  ])('%s of the documentation', (request, expected) => {
    expect(taken(DOCUMENTED, request)).toBe(expected);
    expect(taken([...DOCUMENTED].reverse(), request)).toBe(expected);
  });

  test.each([
    ['a method before ANY', ['ANY /x', 'GET /x'], 'GET /x', 'GET /x'],
    ['ANY for the methods that have no route', ['ANY /x', 'GET /x'], 'TRACE /x', 'ANY /x'],
    ['a full match before a greedy one, whatever their methods', ['GET /{proxy+}', 'ANY /x'], 'GET /x', 'ANY /x'],
    [
      'a full match with parameters before a longer greedy one',
      ['GET /a/{proxy+}', 'GET /{x}/b'],
      'GET /a/b',
      'GET /{x}/b',
    ],
    ['the longer prefix of two greedy ones', ['GET /{proxy+}', 'ANY /a/{proxy+}'], 'GET /a/b', 'ANY /a/{proxy+}'],
    ['a static segment before a parameter', ['GET /{x}/b', 'GET /a/{y}'], 'GET /a/b', 'GET /a/{y}'],
    ['another path where the static one lacks the method', ['POST /a/{y}', 'GET /{x}/b'], 'GET /a/b', 'GET /{x}/b'],
    ['no route below a greedy parameter without a segment', ['ANY /a/{proxy+}'], 'GET /a', 'noRoute'],
    ['no route at the root below a greedy parameter', ['ANY /{proxy+}'], 'GET /', 'noRoute'],
    ['no parameter for an empty segment', ['GET /items/{id}'], 'GET /items/', 'noRoute'],
    ['no route for another method', ['GET /x'], 'POST /x', 'noRoute'],
  ])('%s', (_, keys, request, expected) => {
    expect(taken(keys, request)).toBe(expected);
    expect(taken([...keys].reverse(), request)).toBe(expected);
  });

  test('what cannot be seen is not said to be closed', () => {
    const table = new AccessTable(api([route('GET /x', SIGNED_IN)], 'http', { hidden: ['imported'] }));
    expect(table.accessOf('GET', '/x')).toEqual(SIGNED_IN);
    expect(table.accessOf('GET', '/y')).toBe('notVisible');
  });
});

describe('REST APIs', () => {
  // Seen on AWS: https://github.com/ministackorg/ministack/pull/1423
  const MEASURED = ['ANY /{proxy+}', 'GET /jobs/{operation_type}', 'OPTIONS /cors_only'];

  test.each([
    ['GET /jobs/reboot', 'GET /jobs/{operation_type}'],
    ['GET /jobs', 'ANY /{proxy+}'],
    ['POST /jobs/reboot', 'ANY /{proxy+}'],
    ['GET /cors_only', 'ANY /{proxy+}'],
    ['TRACE /jobs', 'noRoute'],
  ])('%s as measured', (request, expected) => {
    expect(taken(MEASURED, request, 'rest')).toBe(expected);
  });

  test('a specific resource comes before a generic one at the same level', () => {
    expect(taken(['GET /a/{proxy+}', 'GET /{x}/b'], 'GET /a/b', 'rest')).toBe('GET /a/{proxy+}');
  });

  test('an authorizer may ask something else for a method of ANY', () => {
    const admin = rule('admin');
    const table = new AccessTable(api([route('ANY /x', SIGNED_IN, { accessByMethod: { GET: admin } })], 'rest'));
    expect(table.accessOf('GET', '/x')).toEqual(admin);
    expect(table.accessOf('POST', '/x')).toEqual(SIGNED_IN);
  });
});

describe('WebSocket APIs', () => {
  const table = new AccessTable(
    api([route('$connect', SIGNED_IN), route('send', OPEN), route('$default', OPEN)], 'websocket'),
  );

  test('a message takes its route or $default', () => {
    expect(table.routeOf('', 'send')).toMatchObject({ path: 'send' });
    expect(table.routeOf('', 'unknown')).toMatchObject({ path: '$default' });
  });

  test('$connect decides for every message', () => {
    expect(table.accessOf('', 'send')).toEqual(SIGNED_IN);
    expect(new AccessTable(api([route('send', OPEN)], 'websocket')).accessOf('', 'send')).toEqual(OPEN);
  });
});
