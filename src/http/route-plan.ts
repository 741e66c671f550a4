import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import { PreflightRoute } from './preflight-route';
import type { AddClerkRoutesOptions } from './protected-http-api-props';
import { RouteAccess } from './route-access';
import { checkPath } from './route-path';
import { VERBS } from './verbs';

/** A route to create. Its route key is `<method> <path>`. */
export interface PlannedRoute {
  readonly method: HttpMethod;
  readonly path: string;
  readonly access: RouteAccess;
  /** Whether the preflight responder answers, instead of the back end. */
  readonly isPreflight?: boolean;
}

export function routeKey(route: PlannedRoute): string {
  return route.path === '$default' ? route.path : `${route.method} ${route.path}`;
}

/** Returns the id of the construct, which CDK's own addRoutes gives a route of the same key, so that its logical id stays. */
export function routeId({ method, path }: PlannedRoute): string {
  return path === '$default' ? 'DefaultRoute' : `${method}${path}`;
}

/**
 * Returns the routes of one `addRoutes` call. It creates nothing, so every mistake is reported before a resource exists.
 *
 * The `ANY` route of a protected path never has an authorizer, because a preflight has no `Authorization` header. API
 * Gateway prefers a route with the request's method, so other requests match the protected route of their method. What is
 * left for `ANY` is answered by the preflight responder.
 */
export function planRoutes(
  options: AddClerkRoutesOptions,
  defaultAccess: RouteAccess,
  preflightRoute: PreflightRoute,
): PlannedRoute[] {
  const { path } = options;
  const access = options.access ?? defaultAccess;
  checkAccess('access', access);
  const { methods } = options;
  const isList = Array.isArray(methods) && methods.every((method) => Object.values(HttpMethod).includes(method));
  checkType(methods === undefined || isList, 'methods', methods, 'write methods: [HttpMethod.GET]');
  if (path === '$default') return [planDefault(options, access)];
  checkPath(path);
  if (methods?.length === 0) {
    fail('Route.noMethods', {
      what: `'methods' of ${path} is empty, which would create no route`,
      fix: 'remove it to serve every method, or list the methods',
    });
  }

  if (access._isProtected) checkOptions(options, preflightRoute);
  const planned = (methods ?? [HttpMethod.ANY]).flatMap((method): PlannedRoute[] => {
    if (!access._isProtected) return [{ method, path, access }];
    if (method === HttpMethod.OPTIONS) return [planOptions(path, preflightRoute)];
    if (method !== HttpMethod.ANY) return [{ method, path, access }];
    return [...VERBS.map((verb) => ({ method: verb, path, access })), ...planPreflight(path, preflightRoute)];
  });
  checkDistinct(planned.map(routeKey));
  return planned;
}

/** Fails on scopes if only session tokens are accepted: they have no scopes, so every caller would be refused. */
export function checkNoScopes(routes: PlannedRoute[]): void {
  const route = routes.find(({ access }) => access._scopes);
  if (!route) return;
  fail('RouteAccess.scopesNeedOAuth', {
    what: `'scopes' of ${routeKey(route)} are in OAuth access tokens, which 'tokenKinds' does not accept`,
    got: route.access._scopes,
    fix: 'write tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH]',
  });
}

/** Fails if `access` is not a `RouteAccess`, for example a rule: it would not be enforced. */
export function checkAccess(prop: string, access: RouteAccess): void {
  const fix = `write ${prop}: RouteAccess.when(ClaimRule.hasRole('org:admin')), or another RouteAccess`;
  checkType(access instanceof RouteAccess, prop, access, fix);
}

/** Fails if two routes have the same key: API Gateway would refuse the second one at deployment. */
export function checkDistinct(routeKeys: string[]): void {
  const seen = new Set<string>();
  for (const key of routeKeys) {
    if (seen.has(key)) failForDuplicate(key);
    seen.add(key);
  }
}

export function failForDuplicate(key: string): never {
  return fail('Route.duplicate', {
    what: `the route ${key} is defined twice`,
    fix: 'keep one of them; a protected path without `methods`, or with ANY, defines GET, HEAD, POST, PUT, PATCH and DELETE',
  });
}

/** Returns the open route of a path whose every method is protected. */
function planPreflight(path: string, preflightRoute: PreflightRoute): PlannedRoute[] {
  if (preflightRoute === PreflightRoute.NONE) return [];
  if (preflightRoute !== PreflightRoute.ANY) return [planOptions(path, preflightRoute)];
  return [{ method: HttpMethod.ANY, path, access: RouteAccess.anyone(), isPreflight: true }];
}

function planOptions(path: string, preflightRoute: PreflightRoute): PlannedRoute {
  const isPreflight = preflightRoute !== PreflightRoute.BACK_END;
  return { method: HttpMethod.OPTIONS, path, access: RouteAccess.anyone(), isPreflight };
}

/** Fails if OPTIONS is the only method: the back end would never be called, or be called without a token. */
function checkOptions({ path, methods, access }: AddClerkRoutesOptions, preflightRoute: PreflightRoute): void {
  if (!methods?.every((method) => method === HttpMethod.OPTIONS)) return;
  if (!access && preflightRoute === PreflightRoute.BACK_END) return;
  fail('Route.protectedOptions', {
    what: `OPTIONS ${path} cannot be protected, because a browser's preflight carries no token`,
    got: methods,
    fix: `leave the route out, since preflights are answered without the back end, or write addRoutes({ path: '${path}', methods: [HttpMethod.OPTIONS], access: RouteAccess.anyone(), … }) to have the back end answer them`,
  });
}

function planDefault(options: AddClerkRoutesOptions, access: RouteAccess): PlannedRoute {
  if (access._isProtected) {
    fail('Route.protectedDefault', {
      what: "'$default' cannot be protected, because it also catches preflights and cannot be split by method",
      got: options.path,
      fix: "write path: '/{proxy+}' (and '/' for the root), which is split into guarded verbs",
    });
  }
  if (options.methods) {
    fail('Route.defaultWithMethods', {
      what: "'$default' catches every method, so it takes no 'methods'",
      got: options.methods,
      fix: "leave 'methods' out, or write path: '/{proxy+}'",
    });
  }
  return { method: HttpMethod.ANY, path: options.path, access };
}
