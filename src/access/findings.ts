import type { ApiRoute, DirectAccess } from './api-route';

/** Methods of a guarded path that another route takes. */
export interface Fall {
  readonly path: string;
  /** Methods such as `POST`; `other methods` stands for those that HTTP APIs do not know by name. */
  readonly methods: readonly string[];
  /** Routes of the path that ask for more. */
  readonly guards: readonly ApiRoute[];
}

/** A request for a guarded path is taken by a route that asks for less. */
export interface WeakerRoute {
  readonly kind: 'fallsToWeakerRoute' | 'openRouteToGuardedBackEnd';
  /** The routes that ask for less, all of one path. */
  readonly routes: readonly ApiRoute[];
  readonly falls: readonly Fall[];
}

/** AWS refuses the second of these routes at deployment. */
export interface Conflict {
  readonly kind: 'duplicate' | 'conflictingParameterNames';
  readonly routes: readonly ApiRoute[];
}

/** Names of quotas, as AWS lists them. */
export type Quota =
  | 'routes per API'
  | 'resources per API'
  | 'integrations per API'
  | 'authorizers per API'
  | 'scopes per route'
  | 'audiences per authorizer';

/** More than API Gateway accepts, unless AWS has raised the quota. */
export interface ExceededQuota {
  readonly kind: 'quota';
  readonly quota: Quota;
  readonly limit: number;
  readonly count: number;
  /** The route or authorizer that exceeds it. Absent for quotas of the whole API. */
  readonly subject?: string;
}

/** The integration of a route maps a variable that never has a value there. */
export interface MissingValue {
  readonly kind: 'missingValue';
  readonly routes: readonly [ApiRoute];
  /** The variable after `$context.authorizer.`. */
  readonly variable: string;
}

/** The back end learns the caller from a header on one route, and gets the client's own header by other routes. */
export interface TrustedHeader {
  readonly kind: 'trustedHeader';
  readonly header: string;
  readonly routes: readonly ApiRoute[];
  /** The route that sets the header. */
  readonly guard: ApiRoute;
  /** The key of its mapping, such as `overwrite:header.x-user-id`. */
  readonly key: string;
}

/** Everyone reaches the back end of guarded routes without the API. */
export interface DirectAccessToGuarded {
  readonly kind: DirectAccess['kind'];
  /** The guarded routes. */
  readonly routes: readonly ApiRoute[];
  /** Where the URL or the permission is defined: path of its construct, or its logical id. */
  readonly source: string;
}

/** A route leads to the URL of a guarded route, and asks for less. */
export interface RouteToGuardedUrl {
  readonly kind: 'routeToGuardedUrl';
  /** The route that asks for less. */
  readonly routes: readonly [ApiRoute];
  readonly guards: readonly ApiRoute[];
  /** The path of a request by which it does. */
  readonly path: string;
}

export type Finding =
  | RouteToGuardedUrl
  | WeakerRoute
  | Conflict
  | ExceededQuota
  | MissingValue
  | TrustedHeader
  | DirectAccessToGuarded;
