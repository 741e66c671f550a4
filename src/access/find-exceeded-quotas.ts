import { type Api, routeKey } from './api-route';
import type { ExceededQuota, Quota } from './findings';

/**
 * Quotas of API Gateway. AWS raises those of routes, resources and authorizers, and of integrations of a WebSocket API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const QUOTAS: Record<Quota, number> = {
  'routes per API': 300,
  'resources per API': 300,
  'integrations per API': 300,
  'authorizers per API': 10,
  'scopes per route': 10,
  'audiences per authorizer': 50,
};

/** Counts what the API turns out to have, after every path was split into its routes. */
export function findExceededQuotas({ kind, routes, authorizers, integrations }: Api): ExceededQuota[] {
  const exceeded = (quota: Quota, count: number, subject?: string): ExceededQuota[] =>
    count > QUOTAS[quota] ? [{ kind: 'quota', quota, limit: QUOTAS[quota], count, subject }] : [];
  return [
    ...(kind === 'rest'
      ? exceeded('resources per API', resourcesOf(routes.map(({ path }) => path)))
      : exceeded('routes per API', routes.length)),
    ...exceeded('integrations per API', integrations),
    ...exceeded('authorizers per API', authorizers.length),
    ...routes.flatMap((route) => exceeded('scopes per route', route.scopes ?? 0, routeKey(route))),
    ...authorizers.flatMap(({ id, audiences }) => exceeded('audiences per authorizer', audiences, id)),
  ];
}

/** A REST API has a resource for every prefix of its paths. The root comes with the API. */
function resourcesOf(paths: string[]): number {
  const resources = new Set<string>();
  for (const path of paths) {
    let end = path.length;
    while (end > 1 && !resources.has(path.slice(0, end))) {
      resources.add(path.slice(0, end));
      end = path.lastIndexOf('/', end - 1);
    }
  }
  return resources.size;
}
