import { type Api, type ApiRoute, accessFor, isGuarded } from '../access/api-route';
import type { Message } from '../access/describe-finding';
import type { Properties, Resources } from '../access/resources';
import { isOrigin } from '../tokens/origin';

/** Finds what keeps browsers from calling guarded methods. `headers` are those that carry tokens, in lower case. */
export function findCorsProblems({ routes }: Api, headers: readonly string[], resources: Resources): Message[] {
  const guarded = routes.filter((route) => isGuarded(accessFor(route, route.method)));
  return [
    ...findRefusedPreflights(routes, guarded),
    ...findMissingPreflights(routes, guarded),
    ...findMissingHeaders(routes, guarded, headers, resources),
    ...findMissingMethods(routes, guarded, resources),
    ...findWrongOrigins(routes, resources),
  ];
}

/** Whether a preflight of the API allows credentials, which browsers do not accept together with `*`. */
export function allowsCredentials({ routes }: Api, resources: Resources): boolean {
  return routes.some((route) => headerOf(resources, route, 'Access-Control-Allow-Credentials') === 'true');
}

/** A preflight has no token, so that a guarded ANY method refuses it. */
function findRefusedPreflights(routes: readonly ApiRoute[], guarded: readonly ApiRoute[]): Message[] {
  const refused = guarded.filter(({ method, path }) => method === 'ANY' && !preflightOf(routes, path));
  if (refused.length === 0) return [];
  const what = 'a guarded method ANY also takes the preflights of browsers, and refuses them for lack of a token';
  const got = refused.map(({ path }) => path);
  const fix = 'write defaultCorsPreflightOptions for the API, or acknowledge this if no browser calls it';
  return [['RestCors.preflightRefused', { what, got, fix }]];
}

/**
 * API Gateway answers the preflight of a path without OPTIONS with 403. This is meant where no browser calls the API, so it is
 * a problem only if other paths answer preflights. Those of the metadata always do.
 */
function findMissingPreflights(routes: readonly ApiRoute[], guarded: readonly ApiRoute[]): Message[] {
  const answersBrowsers = routes.some(
    ({ method, path, access }) => method === 'OPTIONS' && access.kind === 'open' && !path.startsWith('/.well-known'),
  );
  const paths = guarded.filter(({ method, path }) => method !== 'ANY' && !preflightOf(routes, path));
  if (!answersBrowsers || paths.length === 0) return [];
  const what = 'guarded paths have no method OPTIONS, unlike others of the API, so browsers cannot call them';
  const got = [...new Set(paths.map(({ path }) => path))];
  const fix = 'write defaultCorsPreflightOptions for the API, or acknowledge this if no browser calls them';
  return [['RestCors.noPreflight', { what, got, fix }]];
}

function findMissingHeaders(
  routes: readonly ApiRoute[],
  guarded: readonly ApiRoute[],
  headers: readonly string[],
  resources: Resources,
): Message[] {
  const paths = [...new Set(guarded.map(({ path }) => path))].filter((path) => {
    const preflight = preflightOf(routes, path);
    const allowed = preflight && headerOf(resources, preflight, 'Access-Control-Allow-Headers');
    if (allowed === undefined) return false;
    const names = allowed.toLowerCase().split(/\s*,\s*/);
    // The wildcard covers every header except Authorization (Fetch standard).
    return !headers.every((header) => names.includes(header) || (header !== 'authorization' && names.includes('*')));
  });
  if (paths.length === 0) return [];
  const what = `'allowHeaders' of the CORS options does not name the header of the token, ${headers.join(', ')}, so browsers will not send it`;
  return [['RestCors.allowHeaders', { what, got: paths, fix: `write allowHeaders: ['${headers[0]}', …]` }]];
}

/** Finds methods of guarded paths that the preflight of the path does not allow. GET, HEAD and POST need no `allowMethods`. */
function findMissingMethods(
  routes: readonly ApiRoute[],
  guarded: readonly ApiRoute[],
  resources: Resources,
): Message[] {
  const refused = guarded.filter(({ method, path }) => {
    const preflight = preflightOf(routes, path);
    const allowed = preflight && headerOf(resources, preflight, 'Access-Control-Allow-Methods');
    return (
      allowed !== undefined &&
      ['PUT', 'PATCH', 'DELETE'].includes(method) &&
      !/\*/.test(allowed) &&
      !allowed.split(',').includes(method)
    );
  });
  if (refused.length === 0) return [];
  const what =
    "'allowMethods' of the CORS options does not name methods that guarded paths have, so browsers do not send them";
  const got = refused.map(({ method, path }) => `${method} ${path}`);
  return [
    [
      'RestCors.allowMethods',
      { what, got, fix: 'write allowMethods: Cors.ALL_METHODS, or acknowledge this if no page uses these methods' },
    ],
  ];
}

function findWrongOrigins(routes: readonly ApiRoute[], resources: Resources): Message[] {
  const origins = routes.flatMap((route) => headerOf(resources, route, 'Access-Control-Allow-Origin') ?? []);
  const wrong = origins.find((origin) => origin !== '*' && !isOrigin(origin));
  if (wrong === undefined) return [];
  const what =
    "'allowOrigins' of the CORS options has an entry that no browser sends: an origin is scheme and host, without a slash or a path";
  return [['RestCors.allowOrigin', { what, got: wrong, fix: "write allowOrigins: ['https://app.example.com']" }]];
}

function preflightOf(routes: readonly ApiRoute[], path: string): ApiRoute | undefined {
  return routes.find((route) => route.path === path && route.method === 'OPTIONS');
}

/** Returns the static value of a response header of a mock, without the quotes around it. */
function headerOf(resources: Resources, { source, method }: ApiRoute, name: string): string | undefined {
  if (method !== 'OPTIONS') return undefined;
  const { Integration } = resources.propertiesOf(source);
  const { IntegrationResponses } = (Integration ?? {}) as { IntegrationResponses?: Properties[] };
  const parameters = (IntegrationResponses?.[0]?.ResponseParameters ?? {}) as Properties;
  const value = parameters[`method.response.header.${name}`];
  return typeof value === 'string' ? value.replace(/^'|'$/g, '') : undefined;
}
