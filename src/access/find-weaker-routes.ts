import type { AccessTable } from './access-table';
import { type ApiRoute, accessesOf, accessFor, isGuarded, isWeaker, METHODS } from './api-route';
import type { Fall, WeakerRoute } from './findings';
import { groupBy } from './group-by';
import { isGreedyPath, shapeOf } from './path-index';

/** A method that no route names, which `ANY` and `$default` of an HTTP API may take. */
const OTHER_METHODS = 'other methods';

/** A request for a guarded path that a weaker route takes. */
interface Leak {
  readonly path: string;
  readonly method: string;
  readonly route: ApiRoute;
  readonly guards: readonly ApiRoute[];
  /** The weaker route is open and leads to the code behind one of the guards. */
  readonly reachesGuardedCode: boolean;
}

/**
 * Finds the requests for guarded paths that routes take which ask for less.
 *
 * A method with a route of its own at the path was asked for by name, and an answer that runs no code of the user harms
 * nobody. A preflight is never authorized, so that OPTIONS counts only where it reaches guarded code.
 */
export function findWeakerRoutes(table: AccessTable): WeakerRoute[] {
  if (table.api.kind === 'websocket') return [];
  const leaks = guardedPaths(table).flatMap((guards) => leaksOf(table, guards));
  const groups = groupBy(leaks, (leak) => `${leak.route.origin === 'derived'} ${shapeOf(leak.route.path)}`);
  return [...groups.values()].flatMap(toFinding);
}

/** Returns the guarded routes, by the shape of their path. */
function guardedPaths({ api }: AccessTable): ApiRoute[][] {
  const guarded = api.routes.filter((route) => route.path.startsWith('/') && accessesOf(route).some(isGuarded));
  return [...groupBy(guarded, ({ path }) => shapeOf(path)).values()];
}

function leaksOf(table: AccessTable, guards: ApiRoute[]): Leak[] {
  const { path } = guards[0];
  const inside = leaksAt(table, guards, path);
  if (!isGreedyPath(path)) return inside;
  // A greedy parameter does not cover the path that it stands below.
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  const beside = leaksAt(table, guards, parent);
  return [...inside, ...beside.filter((leak) => isTakenElsewhere(leak) && sharesCode(leak.route, leak.guards))];
}

/** Finds the requests for a path that routes take which ask for less than its guards, or than those of the paths below. */
function leaksAt(table: AccessTable, allGuards: ApiRoute[], path: string): Leak[] {
  const routeOf = table.routesAt(table.index.sample(path));
  return [...METHODS, OTHER_METHODS].flatMap((method) => {
    const route = routeOf(method);
    if (typeof route === 'string' || route.isFixedAnswer) return [];
    const access = accessFor(route, method);
    // A guard is compared by the access of this method: ANY can have a rule for another method only.
    const guards = allGuards.filter((guard) => isWeaker(access, accessFor(guard, method)));
    if (guards.length === 0) return [];
    const reachesGuardedCode = access.kind === 'open' && sharesCode(route, guards);
    const leak = { path, method, route, guards, reachesGuardedCode };
    return isAskedForByName(leak) ? [] : [leak];
  });
}

function isAskedForByName(leak: Leak): boolean {
  const { method, route } = leak;
  if (route.method !== method) return false;
  if (method === 'OPTIONS' && leak.reachesGuardedCode) return route.origin === 'listed';
  return !isTakenElsewhere(leak);
}

function isTakenElsewhere({ path, route }: Leak): boolean {
  return shapeOf(route.path) !== shapeOf(path);
}

function sharesCode({ backEnd }: ApiRoute, guards: readonly ApiRoute[]): boolean {
  return backEnd !== undefined && guards.some((guard) => guard.backEnd === backEnd);
}

/** Makes one finding of all leaks through the routes of one path: they have one cause. */
function toFinding(leaks: Leak[]): WeakerRoute[] {
  const isHarmless = ({ method, reachesGuardedCode }: Leak) =>
    !reachesGuardedCode && (method === 'OPTIONS' || method === OTHER_METHODS);
  if (leaks.every(isHarmless)) return [];
  const falls = new Map<string, Fall>();
  for (const { path, method, guards } of leaks) {
    const fall = falls.get(path);
    falls.set(path, {
      path,
      methods: [...new Set([...(fall?.methods ?? []), method])],
      guards: [...new Set([...(fall?.guards ?? []), ...guards])],
    });
  }
  return [
    {
      kind: leaks.some((leak) => leak.reachesGuardedCode) ? 'openRouteToGuardedBackEnd' : 'fallsToWeakerRoute',
      routes: [...new Set(leaks.map(({ route }) => route))],
      falls: [...falls.values()],
    },
  ];
}
