import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessTable } from '../../../../src/access/access-table';
import {
  type Access,
  type ApiKind,
  type ApiRoute,
  accessFor,
  isWeaker,
  METHODS,
  routeKey,
} from '../../../../src/access/api-route';
import { findConflicts } from '../../../../src/access/find-conflicts';
import { findWeakerRoutes } from '../../../../src/access/find-weaker-routes';
import { shapeOf } from '../../../../src/access/path-index';
import { api, IAM, OPEN, OPTIONAL, route, rule, SIGNED_IN } from '../../support/api';
import { modelRouteOf } from '../../support/routing-model';

const ACCESSES: Access[] = [
  OPEN,
  OPEN,
  OPTIONAL,
  SIGNED_IN,
  SIGNED_IN,
  rule('admin'),
  rule('billing'),
  IAM,
  { kind: 'lambda' },
];

const segment = fc.constantFrom('a', 'b', '{x}');
const path = fc
  .tuple(fc.array(segment, { maxLength: 3 }), fc.boolean())
  .map(([segments, isGreedy]) => `/${[...segments, ...(isGreedy ? ['{proxy+}'] : [])].join('/')}`)
  .filter((it) => (it.match(/\{x}/g) ?? []).length < 2);

/** Guarded, open, nested and greedy routes with few back ends, so that open and guarded ones often share one. */
function routesOf(kind: ApiKind): fc.Arbitrary<ApiRoute[]> {
  const method = fc.constantFrom('ANY', 'ANY', ...METHODS);
  const key = fc.tuple(method, path).map(([verb, it]) => `${verb} ${it}`);
  const keys = kind === 'http' ? fc.oneof({ weight: 12, arbitrary: key }, fc.constant('$default')) : key;
  const any = fc
    .record({
      key: keys,
      access: fc.constantFrom(...ACCESSES),
      backEnd: fc.constantFrom('h', 'h', 'g', undefined),
      isFixedAnswer: fc.boolean().map((it) => it || undefined),
      origin: fc.constantFrom(undefined, undefined, 'listed' as const, 'derived' as const),
    })
    .map(({ key: it, access, isFixedAnswer, ...extra }) =>
      route(it, access, { ...extra, isFixedAnswer: access.kind === 'open' ? isFixedAnswer : undefined }),
    );
  return fc.uniqueArray(any, { minLength: 1, maxLength: 14, selector: routeKey });
}

const KINDS = [['http'], ['rest']] as [ApiKind][];

test.each(KINDS)('%s: every request takes the route that a plain model says', (kind) => {
  const value = fc.constantFrom('a', 'b', 'c');
  const request = fc.tuple(fc.constantFrom(...METHODS, 'TRACE'), fc.array(value, { maxLength: 5 }));
  fc.assert(
    fc.property(routesOf(kind), fc.array(request, { minLength: 20, maxLength: 20 }), (routes, requests) => {
      const table = new AccessTable(api(routes, kind));
      for (const [method, segments] of requests) {
        const asked = `/${segments.join('/')}`;
        const expected = modelRouteOf(routes, kind, method, asked);
        expect(table.routeOf(method, asked)).toBe(expected ?? 'noRoute');
        const access = expected ? accessFor(expected, method) : 'noRoute';
        expect(table.accessOf(method, asked)).toEqual(access);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(KINDS)('%s: a guarded path is left to a weaker route if and only if there is a finding', (kind) => {
  fc.assert(
    fc.property(routesOf(kind), (routes) => {
      const reported = findWeakerRoutes(new AccessTable(api(routes, kind))).flatMap(({ falls }) =>
        falls.flatMap(({ methods, path: it }) => methods.map((method) => `${method} ${shapeOf(it)}`)),
      );
      const verbs = METHODS.filter((method) => method !== 'OPTIONS');
      for (const guarded of new Set(routes.map((it) => it.path).filter((it) => it.startsWith('/')))) {
        const guards = routes.filter((it) => shapeOf(it.path) === shapeOf(guarded));
        for (const method of verbs) {
          const asked = guarded.replace('{proxy+}', 'c/c/c/c/c').replace('{x}', 'c');
          const taken = modelRouteOf(routes, kind, method, asked);
          if (guards.some((it) => it.method === method) || !taken) continue;
          const isLeft = !taken.isFixedAnswer && guards.some((it) => isWeaker(taken.access, it.access));
          if (isLeft) expect(reported).toContain(`${method} ${shapeOf(guarded)}`);
        }
      }
      for (const leak of reported.filter((it) => !/^(OPTIONS|other)/.test(it))) {
        const [method, shape] = leak.split(' ');
        const asked = shape.replace('{+}', 'c/c/c/c/c').replace('{}', 'c');
        const taken = modelRouteOf(routes, kind, method, asked);
        const guards = routes.filter(
          (it) => shapeOf(it.path) === shape || shapeOf(it.path) === `${shape}/{+}`.replace('//', '/'),
        );
        expect(taken && guards.some((it) => isWeaker(taken.access, it.access))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('routes with distinct keys and one name for each parameter have no conflicts', () => {
  fc.assert(
    fc.property(routesOf('http'), (routes) => {
      expect(findConflicts(api(routes))).toEqual([]);
      expect(findConflicts(api([...routes, routes[0]]))).toMatchObject([{ kind: 'duplicate' }]);
    }),
  );
});
