import { AccessTable } from './access-table';
import { type Access, type Api, type ApiRoute, accessFor, isWeaker, METHODS, routeKey } from './api-route';
import { listed, type Message } from './describe-finding';
import type { Problem } from './problem';
import { readApi } from './read-api';
import type { Properties, Resources } from './resources';

/**
 * Finds routes of other APIs of the Stage by which a request reaches the back end of a guarded route, and needs less: for the
 * same path or, where messages of WebSocket APIs have none, by whichever route.
 */
export function findInOtherApis(resources: Resources, api: Api, apiId: string | undefined): Problem[] {
  const others = publicApis(resources, api.kind === 'websocket', apiId);
  if (api.kind === 'websocket') return others.flatMap((other) => findWeakerConnection(api, other));
  const table = new AccessTable(api);
  return others.flatMap((other) => findWeaker(table, new AccessTable(other)));
}

/** The WebSocket APIs, or all others, that can be called from the internet, but for one. */
function publicApis(resources: Resources, isWebSocket: boolean, except: string | undefined): Api[] {
  const apis = (type: string, kind: Api['kind']) =>
    resources
      .idsOf(type)
      .filter((id) => id !== except && isPublic(resources.propertiesOf(id), isWebSocket))
      .map((id) => readApi(resources, { kind, id: { Ref: id } }));
  if (isWebSocket) return apis('AWS::ApiGatewayV2::Api', 'websocket');
  return [...apis('AWS::ApiGatewayV2::Api', 'http'), ...apis('AWS::ApiGateway::RestApi', 'rest')];
}

function isPublic({ EndpointConfiguration, ProtocolType }: Properties, isWebSocket: boolean): boolean {
  const { Types } = (EndpointConfiguration ?? {}) as Properties;
  return (ProtocolType === 'WEBSOCKET') === isWebSocket && !(Array.isArray(Types) && Types.includes('PRIVATE'));
}

/** The access of the connection is that of every message. */
function findWeakerConnection(ours: Api, other: Api): Problem[] {
  const [guard, access] = [ours, other].map((api) => new AccessTable(api).accessOf('', '$connect') as Access);
  if (!isWeaker(access, guard)) return [];
  const guarded = ours.routes.filter(({ backEnd }) => backEnd !== undefined);
  return other.routes.flatMap((route) => {
    const routes = guarded.filter(({ backEnd }) => backEnd === route.backEnd);
    return routes.length > 0 ? [{ message: describe(route, routes), routes, source: route.source }] : [];
  });
}

function findWeaker(ours: AccessTable, others: AccessTable): Problem[] {
  const guards = new Map<ApiRoute, Set<ApiRoute>>();
  for (const path of samples(ours, others)) {
    const [ourRouteOf, otherRouteOf] = [ours.routesAt(path), others.routesAt(path)];
    for (const method of METHODS) {
      const [guard, route] = [ourRouteOf(method), otherRouteOf(method)];
      if (typeof guard === 'string' || typeof route === 'string') continue;
      if (guard.backEnd === undefined || guard.backEnd !== route.backEnd) continue;
      if (!isWeaker(accessFor(route, method), accessFor(guard, method))) continue;
      guards.set(route, (guards.get(route) ?? new Set()).add(guard));
    }
  }
  return [...guards].map(([route, routes]) => ({
    message: describe(route, [...routes]),
    routes: [...routes],
    source: route.source,
  }));
}

/** Returns requests for the paths of both APIs. */
function samples(ours: AccessTable, others: AccessTable): Set<string> {
  const pathsOf = ({ api }: AccessTable) => api.routes.map(({ path }) => path).filter((path) => path.startsWith('/'));
  return new Set([
    ...pathsOf(ours).map((path) => others.index.sample(path)),
    ...pathsOf(others).map((path) => ours.index.sample(path)),
  ]);
}

function describe(route: ApiRoute, guards: ApiRoute[]): Message {
  const what = `${routeKey(route)} of another API leads to the back end of guarded routes, and asks for less: ${listed(guards.map(routeKey), 'routes')}`;
  const fix = 'guard the route, give it another back end, or acknowledge this if the back end checks the caller itself';
  return ['Access.weakerRouteOfOtherApi', { what, fix }];
}
