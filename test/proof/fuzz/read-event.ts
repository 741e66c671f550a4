import type { PolicyDocument, PolicyRoute, PolicyTokenSource } from '../../../src/policy/policy-document';
import { SIGNED } from './tokens';

/*
 * What a test sees in an event. Written for the judge, from what AWS documents and not from the function's own reading.
 */

export type Json = Record<string, unknown>;

const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];
const SESSION_COOKIE = /^[ \t]*__session(?:_[\w-]{8})?=./;

/** What the policy asks of the event. The route that another one refers to is looked up. */
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

/** Whether there is something where the policy says that tokens are. */
export function carriesToken(event: Json, { tokenSources = AUTHORIZATION }: PolicyDocument): boolean {
  const isHttpApi = event.version !== undefined;
  const headers = Object.entries((isHttpApi ? event.headers : (event.multiValueHeaders ?? event.headers)) ?? {});
  const query = (isHttpApi ? undefined : event.multiValueQueryStringParameters) ?? event.queryStringParameters ?? {};
  // An HTTP API has made all names lower case.
  const header = (name: string) =>
    headers.flatMap(([key, value]) => ((isHttpApi ? key : key.toLowerCase()) === name ? value : []));

  return tokenSources.some(({ in: place, name }) => {
    if (place === 'protocol') return protocols(header('sec-websocket-protocol')).some((entry) => SIGNED.has(entry));
    if (place === 'cookie') return cookies(isHttpApi ? event.cookies : header('cookie'));
    const values = place === 'header' ? header(name) : new Map(Object.entries(query)).get(name);
    return event.type === 'TOKEN' ? isFilled(event.authorizationToken) : [values].flat().some(isFilled);
  });
}

/** Every text in there, however deep. */
export function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  const rest = [value];
  while (rest.length > 0) {
    const next = rest.pop();
    if (typeof next === 'string') texts.push(next);
    else if (next) rest.push(...Object.values(next));
  }
  return texts;
}

/** A header's text, and what is left of it without a scheme, without its neighbours in a list, and without a cookie's name. */
export function spellingsOf(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const cookies = text.split(';').map((cookie) => cookie.slice(cookie.indexOf('=') + 1));
  return [text.replace(/^bearer +/i, ''), ...text.split(',').map((part) => part.trim()), ...cookies];
}

function cookies(headers: unknown): boolean {
  const texts = [headers].flat().filter((header) => typeof header === 'string');
  return texts.flatMap((text) => text.split(';')).some((cookie) => SESSION_COOKIE.test(cookie));
}

function protocols(headers: unknown[]): string[] {
  const texts = headers.filter((header) => typeof header === 'string');
  return texts.flatMap((text) => text.split(',')).map((entry) => entry.trim());
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== '';
}
