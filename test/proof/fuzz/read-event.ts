import type { PolicyDocument, PolicyRoute, PolicyTokenSource } from '../../../src/policy/policy-document';
import { SIGNED } from './tokens';

/*
 * Reads events for the oracle, according to the AWS documentation and independently of the function.
 */

export type Json = Record<string, unknown>;

const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];
const SESSION_COOKIE = /^[ \t]*__session(?:_[\w-]{8})?=./;

/** What the policy asks of the event. The route that another one refers to is looked up. */
/** Returns the access that the policy requires for the route of an event. */
export function accessOf(event: Json, policy: PolicyDocument): PolicyRoute | undefined {
  const route = routeOf(event, policy);
  return typeof route === 'object' && 'as' in route ? new Map(Object.entries(policy.routes)).get(route.as) : route;
}

function routeOf(event: Json, { routes, defaultRoute }: PolicyDocument): PolicyRoute | undefined {
  const listed = new Map(Object.entries(routes));
  const context = event.requestContext as Json | undefined;
  if (event.version !== undefined) return listed.get(String(event.routeKey));
  if (event.type === 'TOKEN') return listed.size === 0 ? defaultRoute : undefined;
  if (context?.eventType !== undefined) return context.routeKey === '$connect' ? listed.get('$connect') : undefined;
  return listed.get(`${event.httpMethod} ${event.resource}`) ?? defaultRoute;
}

/** Whether a token source of the policy has a value. */
export function carriesToken(event: Json, { tokenSources = AUTHORIZATION }: PolicyDocument): boolean {
  const isHttpApi = event.version !== undefined;
  const headers = Object.entries((isHttpApi ? event.headers : (event.multiValueHeaders ?? event.headers)) ?? {});
  const query = (isHttpApi ? undefined : event.multiValueQueryStringParameters) ?? event.queryStringParameters ?? {};
  // An HTTP API converts all names to lower case.
  const header = (name: string) =>
    headers.flatMap(([key, value]) => ((isHttpApi ? key : key.toLowerCase()) === name ? value : []));

  return tokenSources.some(({ in: place, name }) => {
    if (place === 'protocol') return protocols(header('sec-websocket-protocol')).some((entry) => SIGNED.has(entry));
    if (place === 'cookie') return cookies(isHttpApi ? event.cookies : header('cookie'));
    const values = place === 'header' ? header(name) : new Map(Object.entries(query)).get(name);
    return event.type === 'TOKEN' ? isFilled(event.authorizationToken) : [values].flat().some(isFilled);
  });
}

/** Returns all strings in a value, at any depth. */
export function stringsIn(value: unknown): string[] {
  const strings: string[] = [];
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') strings.push(next);
    else if (next) rest.push(...Object.values(next));
  }
  return strings;
}

/** Returns the possible tokens in a header: without its scheme, as items of a list, and as values of cookies. */
export function candidatesIn(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const cookies = text.split(';').map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  return [text.replace(/^bearer +/i, ''), ...text.split(',').map((part) => part.trim()), ...cookies];
}

function cookies(headers: unknown): boolean {
  const values = [headers].flat().filter((header) => typeof header === 'string');
  return values.flatMap((text) => text.split(';')).some((cookie) => SESSION_COOKIE.test(cookie));
}

function protocols(headers: unknown[]): string[] {
  const values = headers.filter((header) => typeof header === 'string');
  return values.flatMap((text) => text.split(',')).map((entry) => entry.trim());
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== '';
}
