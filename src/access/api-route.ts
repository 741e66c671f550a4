import { REST_VERBS } from '../policy/policy-document';

/**
 * The routes of one API as plain data. This file and those beside it that import no CDK also serve the command line, which
 * reads synthesized templates.
 */

export type ApiKind = 'http' | 'rest' | 'websocket';

/** The methods that API Gateway documents. On a REST API, `ANY` stands for exactly these. */
export const METHODS: readonly string[] = REST_VERBS;

/** The callers that an authorizer accepts, as far as they are known. */
export interface CallerRequirement {
  readonly level: 'optional' | 'signedIn' | 'rule';
  /** Who issues the tokens. Requirements on tokens of different issuers cannot be compared. */
  readonly issuer: string;
  /** The rule or the scopes as text. Two rules cannot be compared unless they are equal. */
  readonly rule?: string;
}

/** The authorization that API Gateway requires on a route. */
export interface Access {
  /** `key` is an API key and nothing else. `unknown` is an authorization type that is known at deployment only. */
  readonly kind: 'open' | 'jwt' | 'lambda' | 'iam' | 'cognito' | 'key' | 'unknown';
  /** Id of the authorizer resource. */
  readonly authorizer?: string;
  /** Absent where the authorizer is not one that this package knows. */
  readonly requirement?: CallerRequirement;
}

export interface ApiRoute {
  /** An HTTP method or `ANY`. Empty for `$default` and for the routes of a WebSocket API. */
  readonly method: string;
  /** Path such as `/orders/{id}`, `$default`, or the route key of a WebSocket API. */
  readonly path: string;
  readonly access: Access;
  /** REST: the methods of an `ANY` method for which the authorizer asks something else. */
  readonly accessByMethod?: Readonly<Record<string, Access>>;
  /** Two routes with the same text lead to the same code. Absent where that cannot be told. */
  readonly backEnd?: string;
  /**
   * The parameter mappings of the integration, such as `overwrite:header.x-user-id` of an HTTP API and
   * `integration.request.header.x-user-id` of a REST API.
   */
  readonly mapping?: Readonly<Record<string, unknown>>;
  /** REST: headers reach the back end only if they are mapped, since this is no proxy integration. */
  readonly dropsHeaders?: boolean;
  /** The answer is fixed, by a mock integration or by the preflight responder of this package: no code of the user runs. */
  readonly isFixedAnswer?: boolean;
  /** `listed`: someone asked for this method and this access by name. `derived`: this package added it for another route. */
  readonly origin?: 'listed' | 'derived';
  /** Scopes of the route, which count towards a quota. */
  readonly scopes?: number;
  /** Where the route is defined: path of its construct, or its logical id. */
  readonly source: string;
}

export interface ApiAuthorizer {
  readonly id: string;
  /** Audiences of a JWT authorizer, which count towards a quota. */
  readonly audiences: number;
}

/** A way to a function that everyone has without an API: a URL of the function, or a permission for every account. */
export interface DirectAccess {
  readonly kind: 'functionUrl' | 'openPermission';
  /** The back end, as in `ApiRoute`. */
  readonly backEnd: string;
  readonly source: string;
}

export interface Api {
  readonly kind: ApiKind;
  readonly routes: readonly ApiRoute[];
  readonly authorizers: readonly ApiAuthorizer[];
  /** Integrations of an HTTP or WebSocket API, which count towards a quota. */
  readonly integrations: number;
  readonly directAccess: readonly DirectAccess[];
  /** Why there may be routes that are not in `routes`: `imported`, `openApi`. Empty if all are visible. */
  readonly hidden: readonly ('imported' | 'openApi')[];
}

/** Returns the route key as API Gateway writes it. */
export function routeKey({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string {
  return method ? `${method} ${path}` : path;
}

/** Returns the access of the route for requests with this method. */
export function accessFor(route: ApiRoute, method: string): Access {
  return route.accessByMethod?.[method] ?? route.access;
}

/** Returns every access that the route asks for. */
export function accessesOf(route: ApiRoute): Access[] {
  return [route.access, ...Object.values(route.accessByMethod ?? {})];
}

/** Whether callers must authenticate. */
export function isGuarded({ kind, requirement }: Access): boolean {
  const hasAuthorizer = kind === 'jwt' || kind === 'lambda' || kind === 'iam' || kind === 'cognito';
  return hasAuthorizer && requirement?.level !== 'optional';
}

const LEVELS = ['optional', 'signedIn', 'rule'] as const;

/** Whether `access` certainly lets in callers whom `guard` refuses. */
export function isWeaker(access: Access, guard: Access): boolean {
  if (!isGuarded(guard)) return false;
  // An API key tells API Gateway which client calls, and not which user.
  if (access.kind === 'open' || access.kind === 'key') return true;
  const [given, asked] = [access.requirement, guard.requirement];
  if (!given || !asked || given.issuer !== asked.issuer) return false;
  return LEVELS.indexOf(given.level) < LEVELS.indexOf(asked.level);
}
