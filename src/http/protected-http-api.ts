import { Names, Stack } from 'aws-cdk-lib';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  type HttpRouteIntegration,
  HttpRouteKey,
  type IHttpApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { type ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import { markRoute, watchAccess } from '../access/watch-access';
import { watchDefaultAccess } from '../access/watch-default-access';
import { sessionTokenClaims } from '../authorizer/session-token-claims';
import { outputSessionTokenClaims } from '../authorizer/session-token-output';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail } from '../diagnostics/diagnostics';
import { checkProps, propsOf, warnIfMisspelt } from '../diagnostics/prop-table';
import { metadataPaths } from '../oauth/metadata-document';
import { hasCookie } from '../tokens/check-token-sources';
import { TokenKind } from '../tokens/token-kind';
import { AccessLogs } from './access-logs';
import { adviseJwtAuthorizer } from './advise-jwt-authorizer';
import { checkIdentityHeaders } from './check-identity-headers';
import { ClerkHttpJwtAuthorizer, defaultIfSame } from './http-jwt-authorizer';
import { ClerkHttpLambdaAuthorizer } from './http-lambda-authorizer';
import { HTTP_LAMBDA_AUTHORIZER } from './http-lambda-authorizer-prop-table';
import type { ClerkHttpLambdaAuthorizerProps } from './http-lambda-authorizer-props';
import { IdentityHeaders } from './identity-headers';
import { metadataRoutes } from './metadata-routes';
import { needsLambda } from './needs-lambda';
import { checkNewApiProps, createHttpApi, logAccess } from './new-http-api';
import { PreflightRoute } from './preflight-route';
import { PROTECTED_HTTP_API, ROUTES } from './protected-http-api-prop-table';
import type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { RouteAccess } from './route-access';
import { RouteAuthorizers } from './route-authorizers';
import { checkIntegration, RouteIntegrations } from './route-integrations';
import {
  checkAccess,
  checkDistinct,
  checkNoScopes,
  failForDuplicate,
  type PlannedRoute,
  planRoutes,
  routeId,
  routeKey,
} from './route-plan';
import { warnAboutDefaults } from './warn-about-defaults';

/**
 * An HTTP API that is protected with Clerk tokens.
 *
 * Every route requires a signed-in caller unless its `access` says otherwise. A path that serves every method gets a
 * protected route for each of GET, HEAD, POST, PUT, PATCH and DELETE, and an open `ANY` route for CORS preflights. A function
 * of this package answers there, never the back end.
 *
 * @example
 * declare const orders: lambda.Function;
 * const api = new ClerkProtectedHttpApi(this, 'Api', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 * });
 * api.addRoutes({ path: '/orders', methods: [apigatewayv2.HttpMethod.GET], handler: orders });
 * api.addRoutes({ path: '/health', handler: orders, access: RouteAccess.anyone() });
 */
export class ClerkProtectedHttpApi extends Construct {
  /**
   * The API that the routes are added to.
   */
  public readonly api: IHttpApi;

  /**
   * The API that the routes are added to, as CDK's `HttpApi`: with stages, metrics and routes of its own.
   *
   * @throws if the `httpApi` prop is an imported API, which is an `IHttpApi` only; read `api` instead
   */
  public get httpApi(): HttpApi {
    if (this.api instanceof HttpApi) return this.api;
    return fail('ClerkProtectedHttpApi.importedApi', {
      what: `the API of ${this.node.path} is imported, so there is no HttpApi`,
      fix: 'write api instead of httpApi, which is an IHttpApi',
    });
  }

  /**
   * The URL of the API's default stage. Undefined if the API has no default stage or is imported.
   */
  public get url(): string | undefined {
    return this.api instanceof HttpApi ? this.api.url : undefined;
  }

  /**
   * API Gateway's JWT authorizer, configured for the Clerk instance. It is the `defaultAuthorizer` of an existing API if that
   * is a `ClerkHttpJwtAuthorizer` with the same issuer and audience.
   */
  public readonly jwtAuthorizer: ClerkHttpJwtAuthorizer;

  /**
   * The bundled Lambda authorizer. Its resources are created only if a route needs it.
   */
  public readonly lambdaAuthorizer: ClerkHttpLambdaAuthorizer;

  /**
   * The log group of the access logs, or undefined if they are disabled or `httpApi` is an existing API.
   */
  public readonly accessLogGroup?: ILogGroup;

  /**
   * The claims to configure in the Clerk Dashboard under Sessions > Customize session token, as a JSON object.
   *
   * The stack output `SessionTokenClaims` has them too, together with those that other constructs of the stack need for the same
   * Clerk instance, if session tokens are accepted.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  public readonly sessionTokenClaims: string;

  private readonly defaultAccess: RouteAccess;
  private readonly preflightRoute: PreflightRoute;
  private readonly usesOnlyLambda: boolean;
  private readonly acceptsScopes: boolean;
  private readonly planned: PlannedRoute[] = [];
  private readonly keys = new Set<string>();
  private readonly authorizers: RouteAuthorizers;
  private readonly identity: IdentityHeaders;
  private readonly integrations: RouteIntegrations;

  /**
   * @throws if a prop is invalid, before any resource is created; the message contains the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkProtectedHttpApiProps) {
    super(scope, id);
    checkProps(PROTECTED_HTTP_API, props);
    this.defaultAccess = props.defaultAccess ?? RouteAccess.signedIn();
    this.preflightRoute = props.preflightRoute ?? PreflightRoute.ANY;
    checkAccess('defaultAccess', this.defaultAccess);
    checkNewApiProps(props);
    checkIdentityHeaders(props);
    this.usesOnlyLambda = needsLambda(props);
    this.acceptsScopes = props.tokenKinds?.some((kind) => kind !== TokenKind.SESSION) ?? false;
    // Several of these constructs may protect one existing API, in which the ids of authorizers must differ.
    const suffix = props.httpApi ? `-${Names.nodeUniqueId(this.node)}` : '';
    const { frontendApiUrl, audience } = props;
    const jwtAuthorizer = new ClerkHttpJwtAuthorizer(`ClerkJwtAuthorizer${suffix}`, { frontendApiUrl, audience });
    this.jwtAuthorizer = defaultIfSame(props.httpApi, jwtAuthorizer);
    this.lambdaAuthorizer = new ClerkHttpLambdaAuthorizer(
      `ClerkLambdaAuthorizer${suffix}`,
      propsOf<ClerkHttpLambdaAuthorizerProps>(HTTP_LAMBDA_AUTHORIZER, props),
    );
    this.authorizers = new RouteAuthorizers(this.jwtAuthorizer, this.lambdaAuthorizer, this.usesOnlyLambda);
    this.identity = new IdentityHeaders(props.identityHeaders, this.authorizers);
    const { routes = [], protectedResourceMetadata: metadata, ...others } = props;
    checkNoSecrets(others);
    const planned = routes.map((options) => this.plan(options));
    const metadataKeys = metadata ? metadataPaths(metadata).flatMap((path) => [`GET ${path}`, `OPTIONS ${path}`]) : [];
    checkDistinct([...planned.flat().map(routeKey), ...metadataKeys]);

    if (props.httpApi) {
      this.api = props.httpApi;
    } else {
      // They also protect routes that are added directly to the API.
      const httpApi = createHttpApi(this, props, {
        defaultAuthorizer: this.authorizers.authorizerOf(this.defaultAccess),
        defaultAuthorizationScopes: this.authorizers.scopesOf(this.defaultAccess),
      });
      this.accessLogGroup = logAccess(httpApi, props.accessLogs ?? AccessLogs.retainedFor(RetentionDays.ONE_MONTH));
      this.api = httpApi;
    }
    this.integrations = new RouteIntegrations(this, {
      httpApi: this.api,
      identity: this.identity,
      cookieOrigins: hasCookie(props.tokenSources) ? props.authorizedParties : undefined,
      runtime: props.runtime,
      functionOptions: props.functionOptions,
    });
    warnIfMisspelt(this, PROTECTED_HTTP_API, props);
    warnAboutDefaults(this, this.defaultAccess, this.preflightRoute);
    adviseJwtAuthorizer(this, props, this.planned);
    const reference = { kind: 'http', id: this.api.apiId } as const;
    watchAccess(this.api, reference);
    if (!props.httpApi || props.defaultAccess) {
      watchDefaultAccess(this, this.api, reference, this.defaultAccess._level, frontendApiUrl);
    }

    const rules = () => this.planned.flatMap(({ access }) => access._rule ?? []);
    this.sessionTokenClaims = sessionTokenClaims(this, [{ audience, rules }]);
    outputSessionTokenClaims(this, props, rules);
    const ofMetadata = metadata ? metadataRoutes(this, metadata, props, this.usesOnlyLambda) : [];
    for (const options of ofMetadata) this.addRoutes(options);
    for (const [index, options] of routes.entries()) this.addPlanned(planned[index], options);
  }

  /**
   * Adds the routes of one path.
   *
   * @param options the path, the methods, who may call them and the back end
   * @returns the routes that were created, one for each method and the preflight route if there is one
   * @throws if `path`, `methods` or `access` is invalid or a route with the same key exists, before a route is created
   */
  public addRoutes(options: AddClerkRoutesOptions): HttpRoute[] {
    return this.addPlanned(this.plan(options), options);
  }

  private addPlanned(planned: PlannedRoute[], options: AddClerkRoutesOptions): HttpRoute[] {
    const taken = planned.find((route) => this.keys.has(routeKey(route)) || this.findRoute(route));
    if (taken) failForDuplicate(routeKey(taken));
    warnIfMisspelt(this, ROUTES, options);
    this.planned.push(...planned);
    for (const route of planned) this.keys.add(routeKey(route));
    return planned.map((route) => this.addRoute(route, this.integrations.of(route, options)));
  }

  private addRoute(planned: PlannedRoute, integration: HttpRouteIntegration): HttpRoute {
    const { method, path, access } = planned;
    const route = new HttpRoute(this.routeScope, routeId(planned), {
      httpApi: this.api,
      routeKey: path === '$default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, method),
      integration,
      authorizer: this.authorizers.authorizerOf(access),
      authorizationScopes: this.authorizers.scopesOf(access),
    });
    const origin = planned.isPreflight ? 'derived' : method === HttpMethod.OPTIONS ? 'listed' : undefined;
    markRoute(route, origin);
    return route;
  }

  /** As children of the API, routes have the logical ids that CDK's own addRoutes gives them. */
  private get routeScope(): Construct {
    return this.api instanceof HttpApi && Stack.of(this.api) === Stack.of(this) ? this.api : this;
  }

  /** Finds a route of the same key that CDK's own addRoutes created. Those that others created are found at the end. */
  private findRoute(route: PlannedRoute): IConstruct | undefined {
    return this.routeScope.node.tryFindChild(routeId(route));
  }

  /** Checks the options and returns the routes to create. Creates nothing. */
  private plan(options: AddClerkRoutesOptions): PlannedRoute[] {
    checkProps(ROUTES, options);
    checkNoSecrets(options);
    checkIntegration(options);
    const planned = planRoutes(options, this.defaultAccess, this.preflightRoute);
    if (this.usesOnlyLambda && !this.acceptsScopes) checkNoScopes(planned);
    this.identity.check(planned, options.integration);
    return planned;
  }
}
