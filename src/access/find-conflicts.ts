import { type Api, type ApiRoute, routeKey } from './api-route';
import type { Conflict } from './findings';
import { groupBy } from './group-by';
import { shapeOf } from './path-index';

/** Finds routes that cannot be deployed together: the same key twice, or paths that differ in the names of parameters only. */
export function findConflicts({ kind, routes }: Api): Conflict[] {
  const duplicates = [...groupBy(routes, routeKey).values()].filter((group) => group.length > 1);
  return [
    ...duplicates.map((group): Conflict => ({ kind: 'duplicate', routes: group })),
    ...(kind === 'rest' ? findSiblings(routes) : kind === 'http' ? findSameShape(routes) : []),
  ];
}

/** Finds routes of one method of an HTTP API whose paths differ in the names of parameters only. */
function findSameShape(routes: readonly ApiRoute[]): Conflict[] {
  const groups = groupBy(routes, ({ method, path }) => `${method} ${shapeOf(path)}`);
  return [...groups.values()].flatMap((group) => toConflict(firstOfEach(group, (route) => route.path)));
}

/** Finds siblings with a parameter: a resource of a REST API has at most one, whatever the methods are. */
function findSiblings(routes: readonly ApiRoute[]): Conflict[] {
  const children = routes.flatMap((route) => {
    const parts = route.path.split('/');
    return parts.flatMap((part, index) => {
      if (!part.startsWith('{') || part.endsWith('+}')) return [];
      return { route, parent: parts.slice(0, index).join('/'), name: part };
    });
  });
  const groups = groupBy(children, ({ parent }) => parent);
  return [...groups.values()].flatMap((group) =>
    toConflict(firstOfEach(group, (child) => child.name).map(({ route }) => route)),
  );
}

function toConflict(routes: ApiRoute[]): Conflict[] {
  return routes.length > 1 ? [{ kind: 'conflictingParameterNames', routes }] : [];
}

function firstOfEach<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...groupBy(items, key).values()].map(([first]) => first);
}
