import type { HiddenRoutes } from './hidden-routes';
import type { AccessOfRequest, RouteReport } from './route-report';

/** Something that is wrong, or is likely to be, with routes of an API. */
export interface AccessWarning {
  /** The id as in docs/diagnostics.md. */
  readonly id: string;
  readonly api: string;
  readonly message: string;
  /** Keys of the routes that it is about. */
  readonly routes: readonly string[];
}

/** The routes of one API. */
export interface ApiReport {
  /** The path of the construct, or the logical id in a template of another tool. */
  readonly name: string;
  readonly kind: 'http' | 'rest' | 'websocket';
  readonly routes: readonly RouteReport[];
  readonly warnings: readonly AccessWarning[];
  readonly hidden: readonly HiddenRoutes[];
  /** Returns what a request needs. The path may be that of a route, such as `/orders/{id}`. */
  accessOf(method: string, path: string): AccessOfRequest | 'noRoute' | 'notVisible';
}
