import { expect, test } from 'vitest';
import { type ApiKind, routeKey } from '../../../../src/access/api-route';
import { findAll } from '../../../../src/access/find-all';
import { findDirectAccess } from '../../../../src/access/find-direct-access';
import { api, OPEN, OPTIONAL, route, SIGNED_IN } from '../../support/api';

function conflicts(keys: string[], kind: ApiKind = 'http'): string[] {
  const findings = findAll(
    api(
      keys.map((key) => route(key, SIGNED_IN)),
      kind,
    ),
  );
  return findings.map((it) => ('routes' in it ? `${it.kind}: ${it.routes.map(routeKey).join(', ')}` : it.kind));
}

test.each<[string, string[], ApiKind?]>([
  ['duplicate: GET /x, GET /x', ['GET /x', 'POST /x', 'GET /x']],
  ['duplicate: $default, $default', ['$default', '$default']],
  ['duplicate: ANY /x, ANY /x', ['ANY /x', 'ANY /x'], 'rest'],
  ['duplicate: $connect, $connect', ['$connect', '$connect'], 'websocket'],
  [
    'conflictingParameterNames: GET /orgs/{orgId}/stages/{stageId}, GET /orgs/{orgId}/stages/{stage_id}',
    ['GET /orgs/{orgId}/stages/{stageId}', 'GET /orgs/{orgId}/stages/{stage_id}'],
  ],
  ['conflictingParameterNames: GET /a/{b+}, GET /a/{c+}', ['GET /a/{b+}', 'GET /a/{c+}']],
  ['conflictingParameterNames: GET /a/{b}, POST /a/{c}/d', ['GET /a/{b}', 'POST /a/{c}/d'], 'rest'],
])('%s', (expected, keys, kind) => {
  expect(conflicts(keys, kind)).toEqual([expected]);
});

test.each<[string[], ApiKind?]>([
  [['GET /a/{b}', 'POST /a/{c}']],
  [['GET /a/{b}', 'GET /a/{b}/c', 'GET /a/{proxy+}']],
  [['GET /a/{b}', 'POST /a/{b}/c', 'ANY /a/{proxy+}', 'GET /x/{c}'], 'rest'],
  [['GET /a/bc/{d}', 'GET /ab/c/{e}'], 'rest'],
  [['{a}', '{b}'], 'websocket'],
])('%s live together', (keys, kind) => {
  expect(conflicts(keys, kind)).toEqual([]);
});

test('quotas are counted over what there is in the end', () => {
  const routes = Array.from({ length: 300 }, (_, index) => route(`GET /items${index}`, OPEN));
  const authorizers = Array.from({ length: 10 }, (_, index) => ({ id: `A${index}`, audiences: 50 }));
  const busy = { ...routes[0], scopes: 10 };
  expect(findAll(api([busy, ...routes.slice(1)], 'http', { authorizers, integrations: 300 }))).toEqual([]);

  const more = [...routes, route('GET /scoped', SIGNED_IN, { scopes: 11 })];
  const crowd = [...authorizers, { id: 'Jwt', audiences: 51 }];
  expect(findAll(api(more, 'http', { authorizers: crowd, integrations: 301 }))).toEqual([
    { kind: 'quota', quota: 'routes per API', limit: 300, count: 301, subject: undefined },
    { kind: 'quota', quota: 'integrations per API', limit: 300, count: 301, subject: undefined },
    { kind: 'quota', quota: 'authorizers per API', limit: 10, count: 11, subject: undefined },
    { kind: 'quota', quota: 'scopes per route', limit: 10, count: 11, subject: 'GET /scoped' },
    { kind: 'quota', quota: 'audiences per authorizer', limit: 50, count: 51, subject: 'Jwt' },
  ]);
});

test('a REST API counts resources, one for each prefix of a path', () => {
  const routes = Array.from({ length: 149 }, (_, index) => route(`GET /a/b${index}/c`, OPEN));
  const verbs = routes.map((it) => ({ ...it, method: 'POST' }));
  const root = route('GET /', OPEN); // comes with the API
  expect(findAll(api([...routes, ...verbs, root, route('GET /d', OPEN)], 'rest'))).toEqual([]);
  expect(findAll(api([...routes, route('GET /d/e', OPEN)], 'rest'))).toMatchObject([
    { quota: 'resources per API', count: 301 },
  ]);
});

test('a function URL is reported once, with all guarded routes of its back end', () => {
  const backEnd = 'Function';
  const routes = [
    route('GET /a', SIGNED_IN, { backEnd }),
    route('GET /b', OPTIONAL, { backEnd }),
    route('ANY /c', OPTIONAL, { backEnd, accessByMethod: { GET: OPTIONAL, POST: SIGNED_IN } }),
    route('GET /d', SIGNED_IN),
  ];
  const directAccess = [
    { kind: 'functionUrl', backEnd, source: 'Url' },
    { kind: 'functionUrl', backEnd: 'Other', source: 'OtherUrl' },
  ] as const;
  const found = findDirectAccess(api(routes, 'rest', { directAccess }));
  expect(found).toEqual([{ kind: 'functionUrl', routes: [routes[0], routes[2]], source: 'Url' }]);
});
