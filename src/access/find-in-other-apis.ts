import { AccessTable } from './access-table';
import { type Api, type ApiRoute, accessFor, isWeaker, METHODS, routeKey } from './api-route';
import { listed, type Message } from './describe-finding';
import { readApi } from './read-api';
import type { Properties, Resources } from './resources';

/** A route of another API, and the warning about it. */
export interface RouteOfOtherApi {
  readonly source: string;
  readonly message: Message;
}

/**
 * Finds routes of other APIs of the Stage by which a request reaches the back end of a guarded route for the same path, and
 * needs less. Not of WebSocket APIs, whose messages have no path.
 */
export function findInOtherApis(resources: Resources, api: Api, apiId: string | undefined): RouteOfOtherApi[] {
  if (api.kind === 'websocket') return [];
  const table = new AccessTable(api);
  return publicApis(resources, apiId).flatMap((other) => findWeaker(table, new AccessTable(other)));
}

/** The HTTP and REST APIs that can be called from the internet, but for one. */
function publicApis(resources: Resources, except: string | undefined): Api[] {
  const apis = (type: string, kind: Api['kind']) =>
    resources
      .idsOf(type)
      .filter((id) => id !== except && !isPrivate(resources.propertiesOf(id)))
      .map((id) => readApi(resources, { kind, id: { Ref: id } }));
  return [...apis('AWS::ApiGatewayV2::Api', 'http'), ...apis('AWS::ApiGateway::RestApi', 'rest')];
}

function isPrivate({ EndpointConfiguration }: Properties): boolean {
  const { Types } = (EndpointConfiguration ?? {}) as Properties;
  return Array.isArray(Types) && Types.includes('PRIVATE');
}

function findWeaker(ours: AccessTable, others: AccessTable): RouteOfOtherApi[] {
  const guards = new Map<ApiRoute, Set<string>>();
  for (const path of samples(ours, others)) {
    const [ourRouteOf, otherRouteOf] = [ours.routesAt(path), others.routesAt(path)];
    for (const method of METHODS) {
      const [guard, route] = [ourRouteOf(method), otherRouteOf(method)];
      if (typeof guard === 'string' || typeof route === 'string') continue;
      if (guard.backEnd === undefined || guard.backEnd !== route.backEnd) continue;
      if (!isWeaker(accessFor(route, method), accessFor(guard, method))) continue;
      guards.set(route, (guards.get(route) ?? new Set()).add(routeKey(guard)));
    }
  }
  return [...guards].map(([route, keys]) => ({ source: route.source, message: describe(route, [...keys]) }));
}

/** Requests for the paths of both APIs. */
function samples(ours: AccessTable, others: AccessTable): Set<string> {
  const pathsOf = ({ api }: AccessTable) => api.routes.map(({ path }) => path).filter((path) => path.startsWith('/'));
  return new Set([
    ...pathsOf(ours).map((path) => others.index.sample(path)),
    ...pathsOf(others).map((path) => ours.index.sample(path)),
  ]);
}

function describe(route: ApiRoute, guards: string[]): Message {
  const what = `${routeKey(route)} of another API leads to the back end of guarded routes, and asks for less: ${listed(guards, 'routes')}`;
  const fix = 'guard the route, give it another back end, or acknowledge this if the back end checks the caller itself';
  return ['Access.weakerRouteOfOtherApi', { what, fix }];
}
