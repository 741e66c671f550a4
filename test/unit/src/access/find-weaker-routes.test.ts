import { describe, expect, test } from 'vitest';
import { AccessTable } from '../../../../src/access/access-table';
import { type ApiKind, type ApiRoute, routeKey } from '../../../../src/access/api-route';
import { findWeakerRoutes } from '../../../../src/access/find-weaker-routes';
import { api, IAM, OPEN, OPTIONAL, route, rule, SIGNED_IN } from '../../support/api';

const ADMIN = rule('admin');
const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Findings as text: kind, weaker routes, and what falls to them. */
function found(routes: ApiRoute[], kind: ApiKind = 'http'): string[] {
  return findWeakerRoutes(new AccessTable(api(routes, kind))).map((finding) => {
    const falls = finding.falls.map(({ methods, path }) => `${methods.join(',')} ${path}`);
    return `${finding.kind}: ${falls.join('; ')} -> ${finding.routes.map(routeKey).join(', ')}`;
  });
}

/** The routes of a protected path without listed methods. */
function split(path: string, access = SIGNED_IN): ApiRoute[] {
  const responder = route(`ANY ${path}`, OPEN, { isFixedAnswer: true, origin: 'derived' });
  return [...VERBS.map((verb) => route(`${verb} ${path}`, access, { backEnd: 'h' })), responder];
}

describe('methods that fall to a weaker route (A2)', () => {
  test('a public catch-all answers what a guarded path does not list', () => {
    expect(found([route('GET /admin', ADMIN), route('ANY /{proxy+}', OPEN)])).toEqual([
      'fallsToWeakerRoute: HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods /admin -> ANY /{proxy+}',
    ]);
  });

  test('members reach what only admins may read', () => {
    expect(found([...split('/{proxy+}'), route('GET /admin/{proxy+}', ADMIN)])).toEqual([
      'fallsToWeakerRoute: HEAD,POST,PUT,PATCH,DELETE /admin/{proxy+} -> HEAD /{proxy+}, POST /{proxy+}, PUT /{proxy+}, PATCH /{proxy+}, DELETE /{proxy+}',
    ]);
  });

  test('one catch-all gives one finding, for all paths', () => {
    const routes = [route('GET /a', SIGNED_IN), route('POST /b/{id}', ADMIN), route('$default', OPEN)];
    expect(found(routes)).toEqual([
      expect.stringMatching(/^fallsToWeakerRoute: HEAD.* \/a; GET,.* \/b\/\{id} -> \$default$/),
    ]);
  });

  test('a parameter of the path takes any value', () => {
    expect(found([route('GET /b/{id}', ADMIN), route('$default', OPEN)])).toEqual([
      'fallsToWeakerRoute: HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods /b/{id} -> $default',
    ]);
  });

  test('all guarded routes of the path are named, once', () => {
    const guards = [route('GET /x', SIGNED_IN), route('POST /x', ADMIN)];
    const [{ falls }] = findWeakerRoutes(new AccessTable(api([...guards, route('$default', OPEN)])));
    expect(falls).toHaveLength(1);
    expect(falls[0].guards).toEqual(guards);
  });

  test('REST: an ANY that asks for more on one method', () => {
    const code = { backEnd: 'h' };
    const guard = route('ANY /admin/{proxy+}', OPTIONAL, { ...code, accessByMethod: { DELETE: ADMIN } });
    expect(found([guard, route('ANY /{proxy+}', OPTIONAL, code)], 'rest')).toEqual([
      'fallsToWeakerRoute: DELETE /admin -> ANY /{proxy+}',
    ]);
  });

  test('an open ANY beside a guarded method of the same path', () => {
    expect(found([route('GET /x', IAM), route('ANY /x', OPEN)])).toEqual([
      'fallsToWeakerRoute: HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods /x -> ANY /x',
    ]);
  });

  test('the path below which a greedy one stands, if both lead to the same code', () => {
    const routes = [...split('/{proxy+}'), ...split('/admin/{proxy+}', ADMIN)];
    expect(found(routes)).toEqual([
      expect.stringMatching(/^fallsToWeakerRoute: GET,HEAD,.* \/admin -> GET \/\{proxy\+}/),
    ]);
    expect(found([...routes, ...split('/admin', ADMIN)])).toEqual([]);
  });

  test('REST: a resource without the method leaves it to a proxy resource', () => {
    expect(found([route('GET /admin', ADMIN), route('ANY /{proxy+}', OPEN)], 'rest')).toEqual([
      'fallsToWeakerRoute: HEAD,POST,PUT,PATCH,DELETE,OPTIONS /admin -> ANY /{proxy+}',
    ]);
  });
});

describe('open routes to guarded code (A1)', () => {
  const guarded = route('GET /x', SIGNED_IN, { backEnd: 'h' });

  test.each([
    ['ANY /x', 'HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods'],
    ['OPTIONS /x', 'OPTIONS'],
    ['OPTIONS /{proxy+}', 'OPTIONS'],
    ['$default', 'HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods'],
  ])('%s', (key, methods) => {
    expect(found([guarded, route(key, OPEN, { backEnd: 'h' })])).toEqual([
      `openRouteToGuardedBackEnd: ${methods} /x -> ${key}`,
    ]);
  });

  test('the root, which a greedy path does not cover', () => {
    const routes = [...split('/{proxy+}'), route('$default', OPEN, { backEnd: 'h' })];
    expect(found(routes)).toEqual([
      'openRouteToGuardedBackEnd: GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS,other methods / -> $default',
    ]);
  });

  test('the code of one of several guarded routes', () => {
    const other = route('POST /x', SIGNED_IN, { backEnd: 'g' });
    expect(found([guarded, other, route('OPTIONS /x', OPEN, { backEnd: 'h' })])).toEqual([
      'openRouteToGuardedBackEnd: OPTIONS /x -> OPTIONS /x',
    ]);
  });

  test('the code of one of several paths', () => {
    const routes = [guarded, route('GET /y', SIGNED_IN), route('$default', OPEN, { backEnd: 'h' })];
    expect(found(routes)).toEqual([expect.stringMatching(/^openRouteToGuardedBackEnd: .* \/x; .* \/y -> \$default$/)]);
  });

  test('methods that no route names, if every verb is guarded', () => {
    const routes = [...split('/x').slice(0, 6), route('ANY /{proxy+}', OPEN, { backEnd: 'h' })];
    expect(found(routes)).toEqual(['openRouteToGuardedBackEnd: OPTIONS,other methods /x -> ANY /{proxy+}']);
  });

  test('a derived route stays apart from those that were asked for', () => {
    const routes = [
      guarded,
      route('ANY /x', OPEN, { backEnd: 'h', origin: 'derived' }),
      route('OPTIONS /x', OPEN, { backEnd: 'h' }),
    ];
    const findings = findWeakerRoutes(new AccessTable(api(routes)));
    expect(findings.map(({ routes: [first] }) => first.origin)).toEqual(['derived', undefined]);
  });
});

describe('a correct program causes no finding', () => {
  test.each<[string, ApiRoute[], ApiKind?]>([
    ['every verb guarded, and the preflight responder', split('/x')],
    [
      'a public GET beside a guarded POST',
      [
        route('GET /posts', OPEN, { backEnd: 'h', origin: 'listed' }),
        route('POST /posts', SIGNED_IN, { backEnd: 'h' }),
      ],
    ],
    [
      'the same, listed by other means',
      [route('GET /posts', OPEN, { backEnd: 'h' }), route('POST /posts', SIGNED_IN, { backEnd: 'h' })],
    ],
    [
      'OPTIONS where no back end is known',
      [route('GET /x', SIGNED_IN, { backEnd: undefined }), route('OPTIONS /x', OPEN, { backEnd: undefined })],
    ],
    [
      'an open catch-all beside $default, which is guarded',
      [route('$default', SIGNED_IN), route('ANY /{proxy+}', OPEN)],
    ],
    [
      'OPTIONS asked for by name',
      [route('GET /x', SIGNED_IN, { backEnd: 'h' }), route('OPTIONS /x', OPEN, { backEnd: 'h', origin: 'listed' })],
    ],
    ['a catch-all that asks for the same', [...split('/{proxy+}'), route('GET /x', SIGNED_IN)]],
    ['a catch-all that asks for more', [...split('/{proxy+}', ADMIN), route('GET /x', SIGNED_IN)]],
    ['two different rules', [...split('/{proxy+}', rule('billing')), route('GET /x', ADMIN)]],
    [
      'tokens of another issuer',
      [...split('/{proxy+}', rule('admin', 'https://other.example')), route('GET /x', ADMIN)],
    ],
    ['an authorizer that is not known', [...split('/{proxy+}', { kind: 'lambda' }), route('GET /x', ADMIN)]],
    ['optional routes beside an open catch-all', [route('GET /feed', OPTIONAL), route('ANY /{proxy+}', OPEN)]],
    [
      'a public catch-all beside paths whose every verb is guarded',
      [...split('/x').slice(0, 6), route('ANY /{proxy+}', OPEN)],
    ],
    [
      'a mock for preflights',
      [
        route('ANY /x', SIGNED_IN, { backEnd: 'h' }),
        route('OPTIONS /x', OPEN, { backEnd: undefined, isFixedAnswer: true }),
      ],
      'rest',
    ],
    ['more specific routes that ask for less', [...split('/{proxy+}'), route('GET /health', OPEN, { backEnd: 'h' })]],
    ['the same with a parameter', [...split('/{proxy+}'), route('GET /{id}', OPEN, { backEnd: 'h' })]],
    [
      'an ANY with a rule for one of its methods',
      [route('ANY /x', SIGNED_IN, { accessByMethod: { DELETE: ADMIN } })],
      'rest',
    ],
    [
      'messages of a WebSocket API',
      [route('$connect', SIGNED_IN), route('/a', SIGNED_IN), route('$default', OPEN)],
      'websocket',
    ],
  ])('%s', (_, routes, kind) => {
    expect(found(routes, kind)).toEqual([]);
    expect(found([...routes].reverse(), kind)).toEqual([]);
  });
});
