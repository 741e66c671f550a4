/**
 * The preflight responder: answers the open route of a protected path, so that no back end runs without its authorizer.
 *
 * OPTIONS is answered with 204, and with CORS headers where it is a browser's preflight; every other method with 405.
 * It reads nothing but the event and its environment, which src/http/preflight-responder.ts writes.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-options
 */

type Environment = Readonly<Record<string, string | undefined>>;

interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
}

/** An event of payload format 2.0, as far as it is read. */
interface Event {
  readonly routeKey?: string;
  readonly headers?: Record<string, string>;
  readonly requestContext?: { readonly http?: { readonly method?: string } };
}

/** In the place of a list: the methods of the path, and the headers that the browser asks for. */
const OF_PATH = '(path)';
const REQUESTED = '(requested)';

/** Header names and what separates them. The length bounds what is echoed; browsers ask for a few hundred characters. */
const HEADER_LIST = /^[\w!#$%&'*+.^`|~, \t-]{1,1024}$/;
const ORIGIN = /^[\w.:/[\]-]{1,512}$/;

export const handler = createResponder(process.env);

export function createResponder(env: Environment): (event: Event) => Promise<Response> {
  const methodsByPath = new Map(Object.entries(JSON.parse(env.METHODS ?? '{}') as Record<string, string>));

  return async ({ routeKey = '', headers = {}, requestContext }) => {
    const path = routeKey.slice(routeKey.indexOf(' ') + 1);
    const methods = methodsByPath.get(path) ?? env.ALL_METHODS ?? '';
    const allow = { allow: `${methods}, OPTIONS` };
    if (requestContext?.http?.method !== 'OPTIONS') return { statusCode: 405, headers: allow };
    return { statusCode: 204, headers: { ...allow, ...corsHeaders(headers, methods, env) } };
  };
}

/** None for a request that is no preflight, and for an origin that is not allowed. */
function corsHeaders(headers: Record<string, string>, methods: string, env: Environment): Record<string, string> {
  const origin = headerOf(headers, 'origin');
  if (!origin || !headerOf(headers, 'access-control-request-method')) return {};
  const allowOrigin = allowedOrigin(origin, env.ALLOW_ORIGINS ?? '');
  if (!allowOrigin) return {};

  const requested = headerOf(headers, 'access-control-request-headers') ?? '';
  const echoed = HEADER_LIST.test(requested) ? requested : undefined;
  return {
    'access-control-allow-origin': allowOrigin,
    ...(allowOrigin !== '*' && { vary: 'origin' }),
    ...(env.ALLOW_CREDENTIALS === 'true' && { 'access-control-allow-credentials': 'true' }),
    ...optional('access-control-allow-methods', env.ALLOW_METHODS === OF_PATH ? methods : env.ALLOW_METHODS),
    ...optional('access-control-allow-headers', env.ALLOW_HEADERS === REQUESTED ? echoed : env.ALLOW_HEADERS),
    ...optional('access-control-max-age', env.MAX_AGE),
  };
}

/** Returns the allowed origin: `*`, the origin itself, or nothing. `https://*` is API Gateway's wildcard for a scheme. */
function allowedOrigin(origin: string, allowed: string): string | undefined {
  if (!ORIGIN.test(origin)) return undefined;
  const list = allowed.split(',');
  if (list.includes('*')) return '*';
  const scheme = `${origin.slice(0, origin.indexOf('://'))}://*`;
  return list.includes(origin) || list.includes(scheme) ? origin : undefined;
}

/** API Gateway writes header names in lower case; some local emulators do not. */
function headerOf(headers: Record<string, string>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function optional(name: string, value: string | undefined): Record<string, string> {
  return value ? { [name]: value } : {};
}
