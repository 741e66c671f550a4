import type { AccessTable } from './access-table';
import { type ApiRoute, accessFor, isWeaker, METHODS } from './api-route';
import type { RouteToGuardedUrl } from './findings';

/** A path parameter, as `{proxy+}` in a route and `{proxy}` in the URL of its integration. */
const PARAMETER = /\{([\w.:-]+)(\+?)\}/g;

interface RouteWithBackEnd extends ApiRoute {
  readonly backEnd: string;
}

/**
 * Finds routes whose parameter becomes a part of the URL of the back end, so that they also lead to the URL of a route that asks
 * for more: the back end sees the URL and not the route. `/files/{proxy+}` to `https://x.example.com/{proxy}` is one.
 */
export function findRoutesToGuardedUrls(table: AccessTable): RouteToGuardedUrl[] {
  const routes = table.api.routes.filter((route): route is RouteWithBackEnd => route.backEnd !== undefined);
  return routes.flatMap((route): RouteToGuardedUrl[] => {
    const pathTo = pathsOf(route);
    if (!pathTo) return [];
    const leaks = routes.flatMap((guard) => {
      const path = pathTo(guard.backEnd);
      return path !== undefined && isLeak(table, route, guard, path) ? [{ guard, path }] : [];
    });
    if (leaks.length === 0) return [];
    const guards = leaks.map(({ guard }) => guard);
    return [{ kind: 'routeToGuardedUrl', routes: [route], guards, path: leaks[0].path }];
  });
}

/** Whether the route takes requests for the path which need less than requests for the guard. */
function isLeak(table: AccessTable, route: ApiRoute, guard: ApiRoute, path: string): boolean {
  return METHODS.some(
    (method) =>
      (guard.method === method || guard.method === 'ANY') &&
      isWeaker(accessFor(route, method), accessFor(guard, method)) &&
      table.routeOf(method, path) === route,
  );
}

/**
 * Returns a function that finds the path of a request by which the route reaches a back end, if there is one. Undefined if the route
 * has no parameter in the URL of its own back end.
 */
function pathsOf({ path, backEnd }: RouteWithBackEnd): ((target: string) => string | undefined) | undefined {
  const signs = new Map([...path.matchAll(PARAMETER)].map(([, name, sign]) => [name, sign]));
  const names = [...backEnd.matchAll(PARAMETER)].map(([, name]) => name).filter((name) => signs.has(name));
  if (names.length === 0) return undefined;
  const literals = backEnd.split(new RegExp(names.map((name) => literal(`{${name}}`)).join('|'))).map(literal);
  const values = names.map((name) => (signs.get(name) ? '([^"]+)' : '([^"/]+)'));
  const url = new RegExp(`^${literals.map((text, at) => text + (values[at] ?? '')).join('')}$`);
  return (target) => {
    const parts = url.exec(target)?.slice(1);
    return parts && path.replace(PARAMETER, (text, name) => parts[names.indexOf(name)] ?? text);
  };
}

/** Returns the regular expression that matches the text and nothing else. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
