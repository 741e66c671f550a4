import { AccessTable } from '../src/access/access-table';
import { type Access, type Api, type ApiRoute, accessFor, routeKey } from '../src/access/api-route';
import { closest } from '../src/diagnostics/closest';
import { ExplainError } from './explain-error';
import type { NamedApi, ReadTemplate } from './read-template';

/** The route that takes a request. */
export interface FoundRoute {
  readonly api: Api;
  readonly route: ApiRoute;
  /** The method of the request; empty for a WebSocket API. */
  readonly method: string;
  /** The path of the request: a value stands for each path parameter. */
  readonly path: string;
  readonly access: Access;
}

/**
 * Returns the route that takes a request such as `GET /orders/7`. A route key such as `GET /orders/{id}` or `$connect` stands
 * for a request to that route. Throws if there is no such route, or if several APIs have one.
 *
 * @param name the name of the API or a part of it, if there are several
 */
export function findRoute(
  { apis, hidden }: Pick<ReadTemplate, 'apis' | 'hidden'>,
  text: string,
  name = '',
): FoundRoute {
  const messages = hidden.map(({ message }) => `${message}.`);
  const exact = apis.filter((api) => api.name === name);
  const candidates = exact.length > 0 ? exact : apis.filter((api) => api.name.includes(name));
  if (candidates.length === 0) throw new ExplainError([noApi(apis, name), ...messages].join(' '));
  const request = parseRequest(text);
  const found = candidates.flatMap(({ api }) => routeIn(api, request) ?? []);
  if (found.length === 1) return found[0];
  if (found.length === 0) throw new ExplainError([noRoute(candidates, text), ...messages].join(' '));
  const names = candidates.filter(({ api }) => routeIn(api, request)).map((api) => api.name);
  throw new ExplainError(`Several APIs have the route ${text}: name one of ${names.join(', ')}.`);
}

interface Target {
  readonly method: string;
  readonly path: string;
}

function parseRequest(text: string): Target {
  const [first, second, ...others] = text.trim().split(/\s+/);
  if (others.length > 0)
    throw new ExplainError("Write the route as method and path, such as 'GET /orders/{id}', or '$connect'.");
  return second === undefined ? { method: '', path: first } : { method: first.toUpperCase(), path: second };
}

function routeIn(api: Api, { method, path }: Target): FoundRoute | undefined {
  if (path === '$default') {
    const route = api.routes.find((it) => it.path === path);
    return route && { api, route, method: api.kind === 'websocket' ? '' : 'GET', path: '/', access: route.access };
  }
  if ((api.kind === 'websocket') !== (method === '')) return undefined;
  const route = new AccessTable(api).routeOf(method, path);
  if (typeof route === 'string') return undefined;
  const verb = method === 'ANY' ? 'GET' : method;
  return { api, route, method: verb, path: path.replace(/\{(\w+)\+?}/g, '$1'), access: accessFor(route, verb) };
}

function noApi(apis: readonly NamedApi[], name: string): string {
  if (apis.length === 0) return 'The template has no API of API Gateway.';
  return `The template has no API ${name}: it has ${apis.map((api) => api.name).join(', ')}.`;
}

function noRoute(apis: readonly NamedApi[], text: string): string {
  const keys = apis.flatMap(({ api }) => api.routes.map(routeKey));
  const byRequest = new Map(keys.map((key) => [withValuesOf(text, key), key]));
  const guess = closest(text, [...byRequest.keys()]);
  return `There is no route for ${text}${guess === undefined ? '' : `; the closest is ${byRequest.get(guess)}`}.`;
}

/** Replaces the parameters of a route by the segments of a request, so that the rest of the two is compared. */
function withValuesOf(request: string, key: string): string {
  const values = request.split('/');
  const segments = key.split('/').map((segment, index) => (segment.startsWith('{') && values[index]) || segment);
  return segments.join('/');
}
