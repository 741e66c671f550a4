import type { PolicyDocument, PolicyRoute, PolicyTokenSource } from '../../../src/policy/policy-document';
import { ISSUER, SIGNED } from './tokens';

/*
 * Reads events for the oracle, according to the AWS documentation and independently of the function.
 */

export type Json = Record<string, unknown>;

const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];

/** The names of the session cookies of `ISSUER`. */
const SESSION_COOKIES = ['__session', '__session_ik0YUZ_r'];

/** Matches a token, alone or behind its scheme. Everything else is no token, or is refused. */
const CREDENTIAL = /^(?:bearer +)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/i;

/** Returns the access that the policy requires for the route of an event. */
export function accessOf(event: Json, policy: PolicyDocument): PolicyRoute | undefined {
  const { routes, defaultRoute } = policy;
  const listed = new Map(Object.entries(routes));
  const resolve = (route: PolicyRoute | undefined) =>
    typeof route === 'object' && 'as' in route ? listed.get(route.as) : route;
  if (event.version === undefined && event.type === 'TOKEN') {
    // The event does not name the resource: the caller must meet the default and every rule of the method.
    const method = String(event.methodArn).split('/')[2];
    const all = [...listed].filter(([key]) => key.startsWith(`${method} `)).map(([, route]) => resolve(route));
    return defaultRoute && strictest([resolve(defaultRoute), ...all]);
  }
  return resolve(routeOf(event, listed) ?? (isRestApi(event) ? defaultRoute : undefined));
}

function routeOf(event: Json, listed: Map<string, PolicyRoute>): PolicyRoute | undefined {
  const context = event.requestContext as Json | undefined;
  if (event.version !== undefined) return listed.get(String(event.routeKey));
  if (context?.eventType !== undefined) return context.routeKey === '$connect' ? listed.get('$connect') : undefined;
  return listed.get(`${event.httpMethod} ${event.resource}`);
}

function isRestApi(event: Json): boolean {
  return event.version === undefined && (event.requestContext as Json | undefined)?.eventType === undefined;
}

function strictest(routes: (PolicyRoute | undefined)[]): PolicyRoute {
  const rule = routes.find((route) => typeof route === 'object');
  return rule ?? (routes.includes('signedIn') ? 'signedIn' : 'optional');
}

/** Whether a token source of the policy has a value. */
export function carriesToken(event: Json, { tokenSources = AUTHORIZATION }: PolicyDocument): boolean {
  const isHttpApi = event.version !== undefined;
  const headers = Object.entries((isHttpApi ? event.headers : (event.multiValueHeaders ?? event.headers)) ?? {});
  const query = (isHttpApi ? undefined : event.multiValueQueryStringParameters) ?? event.queryStringParameters ?? {};
  const header = (name: string) => headers.flatMap(([key, value]) => (key.toLowerCase() === name ? value : []));

  return tokenSources.some(({ in: place, name }) => {
    if (place === 'protocol') return protocols(header('sec-websocket-protocol')).some((entry) => SIGNED.has(entry));
    if (place === 'cookie') return cookies(isHttpApi ? event.cookies : header('cookie'));
    const values = place === 'header' ? header(name) : new Map(Object.entries(query)).get(name);
    const present = [event.type === 'TOKEN' ? event.authorizationToken : values].flat();
    return CREDENTIAL.test(present.filter((value) => value !== undefined).join());
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

/** Returns the possible tokens in a header: without its scheme, as items of a list, and as values of cookies, without white space. */
export function candidatesIn(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const cookies = text
    .split(';')
    .map((cookie) => cookie.slice(cookie.indexOf('=') + 1).replace(/^[ \t]+|[ \t]+$/g, ''));
  return [text.replace(/^bearer +/i, ''), ...text.split(',').map((part) => part.trim()), ...cookies];
}

function cookies(headers: unknown): boolean {
  const texts = [headers].flat().filter((header) => typeof header === 'string');
  const pairs = texts.flatMap((text) => text.split(';')).filter((cookie) => cookie.includes('='));
  const first = new Map(
    pairs.map((cookie) => cookie.split(/=(.*)/s).map((part) => part.trim()) as [string, string]).reverse(),
  );
  return SESSION_COOKIES.some((name) => hasIssuer(first.get(name) ?? ''));
}

function protocols(headers: unknown[]): string[] {
  const values = headers.filter((header) => typeof header === 'string');
  return values.flatMap((text) => text.split(',')).map((entry) => entry.trim());
}

/** Whether it is a token that says that `ISSUER` has issued it. Another one is somebody else's cookie. */
function hasIssuer(token: string): boolean {
  try {
    return (
      CREDENTIAL.test(token) && JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()).iss === ISSUER
    );
  } catch {
    return false;
  }
}
