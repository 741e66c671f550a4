import type { CarriedRequest } from './carry-token';

/**
 * Whether API Gateway refuses a request because an identity source of its authorizer is missing or empty. The function is then
 * not called. Sources such as `$context.routeKey` are always there.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function lacksIdentitySource(sources: readonly string[], { headers, query }: CarriedRequest): boolean {
  return sources.some((source) => {
    const [, place, name] = /request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    if (name === undefined) return false;
    return !(place === 'header' ? headers[name.toLowerCase()] : query[name]);
  });
}
