import { expect, test } from 'vitest';
import { AccessTable } from '../../../../src/access/access-table';
import type { ApiRoute } from '../../../../src/access/api-route';
import { findRoutesToGuardedUrls } from '../../../../src/access/find-routes-to-guarded-urls';
import { api, OPEN, route, rule, SIGNED_IN } from '../../support/api';

const HOST = 'https://x.example.com';

function to(url: string, key: string, access = OPEN): ApiRoute {
  return route(key, access, { backEnd: JSON.stringify([url]) });
}

/** `request: guards`, for every route that is found. */
function found(...routes: ApiRoute[]): string[] {
  const all = findRoutesToGuardedUrls(new AccessTable(api(routes)));
  expect(all.every(({ kind }) => kind === 'routeToGuardedUrl')).toBe(true);
  return all.map(({ routes: [weak], guards, path }) => `${weak.source} ${path}: ${guards.map(({ source }) => source)}`);
}

const orders = to(`${HOST}/orders`, 'GET /orders', SIGNED_IN);

test.each<[string, ApiRoute[], string[]]>([
  ['a greedy parameter', [to(`${HOST}/{proxy}`, 'GET /f/{proxy+}')], ['GET /f/{proxy+} /f/orders: GET /orders']],
  ['ANY', [to(`${HOST}/{proxy}`, 'ANY /f/{proxy+}')], ['ANY /f/{proxy+} /f/orders: GET /orders']],
  ['a parameter', [to(`${HOST}/{file}`, 'GET /f/{file}')], ['GET /f/{file} /f/orders: GET /orders']],
  ['two parameters', [to(`${HOST}/{b}{a}`, 'GET /f/{a}/{b}')], ['GET /f/{a}/{b} /f/s/order: GET /orders']],
  [
    'one of two parameters',
    [to(`${HOST}/{proxy}`, 'GET /{tenant}/f/{proxy+}')],
    ['GET /{tenant}/f/{proxy+} /{tenant}/f/orders: GET /orders'],
  ],
  [
    'a guarded parameter, in a URL of several parts',
    [to(`${HOST}/a.b/{proxy}`, 'GET /f/{proxy+}'), to(`${HOST}/a.b/c/{id}`, 'ANY /c/{id}', SIGNED_IN)],
    ['GET /f/{proxy+} /f/c/{id}: ANY /c/{id}'],
  ],
  [
    'several guarded routes',
    [
      to(`${HOST}/{proxy}`, 'GET /f/{proxy+}', SIGNED_IN),
      to(`${HOST}/a`, 'GET /a', rule('admin')),
      to(`${HOST}/b/c`, 'GET /b', rule('b')),
    ],
    ['GET /f/{proxy+} /f/a: GET /a,GET /b'],
  ],
])('%s leads to the URL of a guarded route', (_, routes, expected) => {
  expect(found(orders, ...routes)).toEqual(expected);
});

test.each<[string, ApiRoute]>([
  ['has no parameter in its URL', to(`${HOST}/orders`, 'GET /f/{proxy+}')],
  ['has a variable of something else in its URL', to(`${HOST}/{stage}`, 'GET /f/{proxy+}')],
  ['has a path of its own in the URL', to(`${HOST}/f/{proxy}`, 'GET /f/{proxy+}')],
  ['has another host', to('https://y.example.com/{proxy}', 'GET /f/{proxy+}')],
  ['has a host that is alike', to('https://x-example.com/{proxy}', 'GET /f/{proxy+}')],
  ['has a longer URL', to(`${HOST}/{proxy}/all`, 'GET /f/{proxy+}')],
  ['has another method', to(`${HOST}/{proxy}`, 'POST /f/{proxy+}')],
  ['asks for as much', to(`${HOST}/{proxy}`, 'GET /f/{proxy+}', SIGNED_IN)],
  ['does not take the request, which the guarded route takes', to(`${HOST}/{proxy}`, 'GET /{proxy+}')],
])('a route that %s', (_, weak) => {
  expect(found(orders, weak)).toEqual([]);
});

test('a parameter of one segment leads to no path of two', () => {
  const guard = to(`${HOST}/a/b`, 'GET /a', SIGNED_IN);
  expect(found(guard, to(`${HOST}/{file}`, 'GET /f/{file}'))).toEqual([]);
});

test('back ends that are no URLs', () => {
  expect(
    found(route('GET /a', SIGNED_IN, { backEnd: 'Code' }), route('GET /{id}', OPEN, { backEnd: undefined })),
  ).toEqual([]);
});
