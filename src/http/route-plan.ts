import { CfnRoute, HttpMethod, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import { PreflightRoute } from './preflight-route';
import type { AddClerkRoutesOptions } from './protected-http-api-props';
import { RouteAccess } from './route-access';
import { checkPath } from './route-path';

/** One route of the API: its key is `<method> <path>`. */
export interface PlannedRoute {
  readonly method: HttpMethod;
  readonly path: string;
  readonly access: RouteAccess;
}

/** The verbs that carry a request; what is left of `ANY` is OPTIONS, a browser's preflight. */
const VERBS = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE];

export function routeKey(route: PlannedRoute): string {
  return route.path === '$default' ? route.path : `${route.method} ${route.path}`;
}

/**
 * The routes that one `addRoutes` call stands for. Pure, so that every mistake is found before a resource exists.
 *
 * An `ANY` route never carries an authorizer, because a preflight has no `Authorization` header. API Gateway prefers the
 * route of a request's own verb, so a guarded route for each verb keeps real requests from falling through.
 */
export function planRoutes(
  options: AddClerkRoutesOptions,
  defaultAccess: RouteAccess,
  preflight: PreflightRoute,
): PlannedRoute[] {
  const { path } = options;
  const access = options.access ?? defaultAccess;
  checkNoStrayOption(options);
  checkAccess('access', access);
  const { methods } = options;
  const isList = Array.isArray(methods) && methods.every((method) => Object.values(HttpMethod).includes(method));
  checkType(methods === undefined || isList, 'methods', methods, 'write methods: [HttpMethod.GET]');
  if (path === '$default') return [planDefault(options, access)];
  checkPath(path);
  if (methods?.length === 0) {
    fail('Route.noMethods', {
      what: `'methods' of ${path} is empty, which would create no route`,
      fix: 'leave it out to serve every method, or list the methods',
    });
  }

  const planned = (methods ?? [HttpMethod.ANY]).flatMap((method): PlannedRoute[] => {
    if (!access._isProtected) return [{ method, path, access }];
    if (method === HttpMethod.OPTIONS) return [planOptions(options, path)];
    if (method !== HttpMethod.ANY) return [{ method, path, access }];
    return [...VERBS.map((verb) => ({ method: verb, path, access })), ...planPreflight(path, preflight)];
  });
  checkDistinct(planned.map(routeKey));
  return planned;
}

/** Fails on scopes where only session tokens are accepted: they carry none, so that nobody could get in. */
export function checkNoScopes(routes: PlannedRoute[]): void {
  const route = routes.find(({ access }) => access._scopes);
  if (!route) return;
  fail('RouteAccess.scopesNeedOAuth', {
    what: `'scopes' of ${routeKey(route)} are in OAuth access tokens, which 'tokenKinds' does not accept`,
    got: route.access._scopes,
    fix: 'write tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH]',
  });
}

/** Fails on a rule, or anything else, where an access is meant: the rule would not be enforced. */
export function checkAccess(prop: string, access: RouteAccess): void {
  const fix = `write ${prop}: RouteAccess.when(ClaimRule.hasRole('org:admin')), or another RouteAccess`;
  checkType(access instanceof RouteAccess, prop, access, fix);
}

/** Fails when two routes have the same key: API Gateway would refuse the second one at deploy. */
export function checkDistinct(routeKeys: string[]): void {
  const twice = routeKeys.find((key, index) => routeKeys.indexOf(key) !== index);
  if (twice !== undefined) {
    fail('Route.duplicate', {
      what: `the route ${twice} is defined twice`,
      fix: 'keep one of them; a protected path without `methods`, or with ANY, defines GET, HEAD, POST, PUT, PATCH and DELETE',
    });
  }
}

/** Keys of routes that the API was given by other means than ours. */
export function existingRouteKeys(httpApi: IHttpApi): string[] {
  return httpApi.node.findAll().flatMap((child) => (child instanceof CfnRoute ? [child.routeKey] : []));
}

function planPreflight(path: string, preflight: PreflightRoute): PlannedRoute[] {
  if (preflight === PreflightRoute.NONE) return [];
  const method = preflight === PreflightRoute.OPTIONS ? HttpMethod.OPTIONS : HttpMethod.ANY;
  return [{ method, path, access: RouteAccess.anyone() }];
}

/** OPTIONS beside other verbs is a preflight route and stays open, unless protection was asked for by name. */
function planOptions(options: AddClerkRoutesOptions, path: string): PlannedRoute {
  if (options.access) {
    fail('Route.protectedOptions', {
      what: `OPTIONS ${path} cannot be protected, because a browser's preflight carries no token`,
      got: options.methods,
      fix: `take OPTIONS out of 'methods', and write addRoutes({ path: '${path}', methods: [HttpMethod.OPTIONS], access: RouteAccess.anyone(), … }) where the back end answers it`,
    });
  }
  return { method: HttpMethod.OPTIONS, path, access: RouteAccess.anyone() };
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

/** Options of CDK's own addRoutes, or of an access in the wrong place; JavaScript would drop them without a word. */
function checkNoStrayOption(options: AddClerkRoutesOptions): void {
  for (const name of ['authorizer', 'authorizationScopes', 'scopes', 'rule']) {
    if (name in options) {
      fail('Route.cdkOption', {
        what: `'${name}' has no effect here, since 'access' decides who may call ${options.path}`,
        fix: "write access: RouteAccess.signedIn({ scopes: ['orders:read'] }), or another RouteAccess",
      });
    }
  }
}
