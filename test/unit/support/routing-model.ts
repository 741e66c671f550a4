import type { ApiKind, ApiRoute } from '../../../src/access/api-route';

/**
 * API Gateway's routing as it is documented, written the plain way: every route is tried, and the best of those that match
 * is taken. It shares no code with the access table.
 */
export function modelRouteOf(
  routes: readonly ApiRoute[],
  kind: ApiKind,
  method: string,
  path: string,
): ApiRoute | undefined {
  const anyCovers = kind === 'http' || /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method);
  const matching = routes.filter((route) => {
    if (route.path === '$default') return true;
    return (route.method === method || (route.method === 'ANY' && anyCovers)) && pattern(route.path).test(path);
  });
  return matching.sort((one, other) => order(one, kind).localeCompare(order(other, kind)))[0];
}

function pattern(path: string): RegExp {
  const source = path.replace(/\{\w+\+\}/, '.+').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

/** A text that sorts before that of every route which comes later. */
function order({ method, path }: ApiRoute, kind: ApiKind): string {
  if (path === '$default') return '9';
  const segments = path.split('/').map((it) => (it.endsWith('+}') ? '3' : it.startsWith('{') ? '2' : '1'));
  const greedyLast = kind === 'http' && path.endsWith('+}') ? '2' : '1';
  return `${greedyLast}${segments.join('')}-${method === 'ANY' ? '2' : '1'}`;
}
