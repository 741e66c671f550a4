import { type Access, type Api, type ApiRoute, accessFor, METHODS } from './api-route';
import { PathIndex } from './path-index';

/** A request that no visible route takes: there is none, or it may be one that cannot be seen. */
export type NoRoute = 'noRoute' | 'notVisible';

/**
 * Which route of an API takes a request, and what does it ask of the caller?
 *
 * A request takes the most specific path that has a route for its method; a route of the method itself comes before `ANY`.
 *
 * - HTTP APIs: full matches come before greedy ones, and those before `$default`; paths are compared segment by segment,
 *   static before parameter before greedy. So `ANY /x`, a full match, takes `GET /x` before `GET /{proxy+}` does.
 * - REST APIs: the choice is made by method and resource together. A resource without the method leaves the request to the
 *   next one, such as a `{proxy+}` beside it: seen on AWS, see the third link.
 * - WebSocket APIs: `$connect` decides for the whole connection.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 * @see https://github.com/ministackorg/ministack/pull/1423
 */
export class AccessTable {
  public readonly index = new PathIndex<ApiRoute>();
  private readonly byKey = new Map<string, ApiRoute>();

  constructor(public readonly api: Api) {
    for (const route of api.routes) {
      if (route.path.startsWith('/')) this.index.add(route.path, route);
      else this.byKey.set(route.path, route);
    }
  }

  /** Returns the route that takes a request. A WebSocket API is asked by route key, with an empty method. */
  public routeOf(method: string, path: string): ApiRoute | NoRoute {
    return this.routesAt(path)(method);
  }

  /** Returns the routes that take the requests for a path, by method. */
  public routesAt(path: string): (method: string) => ApiRoute | NoRoute {
    const { kind, hidden } = this.api;
    const fallback = this.byKey.get('$default') ?? (hidden.length > 0 ? 'notVisible' : 'noRoute');
    if (kind === 'websocket') return () => this.byKey.get(path) ?? fallback;
    const matches =
      kind === 'rest' ? this.index.bySegment(path) : [...this.index.full(path), ...this.index.greedy(path)];
    return (method) => {
      for (const routes of matches) {
        const route = routes.find((it) => it.method === method) ?? routes.find((it) => this.isAnyFor(it, method));
        if (route) return route;
      }
      return fallback;
    };
  }

  /** Returns the access that a request needs. */
  public accessOf(method: string, path: string): Access | NoRoute {
    // API Gateway authorizes the connection. It accepts one that has no route `$connect`, and messages are not asked again.
    if (this.api.kind === 'websocket') return this.byKey.get('$connect')?.access ?? { kind: 'open' };
    const route = this.routeOf(method, path);
    return typeof route === 'string' ? route : accessFor(route, method);
  }

  private isAnyFor(route: ApiRoute, method: string): boolean {
    return route.method === 'ANY' && (this.api.kind === 'http' || METHODS.includes(method));
  }
}
