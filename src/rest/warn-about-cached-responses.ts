import { type Api, type ApiRoute, accessFor, METHODS } from '../access/api-route';
import type { RenderedResources } from '../access/rendered-resources';
import type { Properties } from '../access/resources';
import { warn } from '../diagnostics/diagnostics';
import { identitySources } from '../tokens/check-token-sources';
import type { TokenSource } from '../tokens/token-source';

/** One of the `MethodSettings` of a stage. `/*` and `*` stand for all resources and methods. */
interface MethodSetting {
  readonly ResourcePath?: string;
  readonly HttpMethod?: string;
  readonly CachingEnabled?: unknown;
}

/**
 * Warns about stages that cache the responses of guarded methods. API Gateway asks the authorizer first, and may then answer with
 * the response that another caller got, unless the cache key contains the token.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function warnAboutCachedResponses(
  { routes }: Api,
  authorizer: string,
  tokenSources: TokenSource[] | undefined,
  resources: RenderedResources,
): void {
  const apiOf = (id: string) => JSON.stringify(resources.propertiesOf(id).RestApiId);
  const shared = routes.filter(({ source }) => !hasTokenInKey(resources.propertiesOf(source), tokenSources));
  for (const id of resources.idsOf('AWS::ApiGateway::Stage')) {
    const stage = resources.constructOf(id);
    const cached = shared.filter(
      (route) => apiOf(route.source) === apiOf(id) && isCached(resources.propertiesOf(id), route, authorizer),
    );
    if (!stage || cached.length === 0) continue;
    warn(stage, 'RestAuthorizer.cachedResponses', {
      what: 'the stage caches the responses of guarded methods, and API Gateway answers one caller with what another one got',
      got: cached.map(({ method, path }) => `${method} ${path}`),
      fix: 'remove cachingEnabled there, name the header of the token in cacheKeyParameters of their integrations, or acknowledge this if every caller gets the same',
    });
  }
}

/** Whether the stage caches a response of the method for a request that the authorizer is asked about. */
function isCached({ CacheClusterEnabled, MethodSettings }: Properties, route: ApiRoute, authorizer: string): boolean {
  if (CacheClusterEnabled === undefined || CacheClusterEnabled === false) return false;
  const settings = (MethodSettings ?? []) as MethodSetting[];
  const find = (path: string, method: string) =>
    settings.find((it) => pathOf(it) === path && it.HttpMethod === method)?.CachingEnabled;
  const verbs = route.method === 'ANY' ? METHODS : [route.method];
  return verbs.some((verb) => {
    if (accessFor(route, verb).authorizer !== authorizer) return false;
    const own = find(route.path, verb) ?? find(route.path, route.method);
    // Caching for all methods is caching for GET.
    const isOn = own ?? (verb === 'GET' ? find('*', '*') : undefined) ?? false;
    return isOn !== false;
  });
}

/** Returns the path of the resource, in which slashes are written `~1`, or `*`. */
function pathOf({ ResourcePath }: MethodSetting): string {
  return String(ResourcePath).slice(1).replaceAll('~1', '/') || '/';
}

function hasTokenInKey({ Integration }: Properties, tokenSources: TokenSource[] | undefined): boolean {
  const keys = (Integration as Properties | undefined)?.CacheKeyParameters;
  const [source] = identitySources(tokenSources);
  return (
    Array.isArray(keys) && keys.some((it) => String(it).toLowerCase() === `method.request.${source}`.toLowerCase())
  );
}
