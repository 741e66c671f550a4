import { Names } from 'aws-cdk-lib';
import {
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  type HttpRouteIntegration,
  HttpRouteKey,
  type IHttpApi,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { outputSessionTokenClaims, sessionTokenClaims } from '../authorizer/session-token-claims';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail, warn } from '../diagnostics/diagnostics';
import { metadataDocument, metadataPaths } from '../oauth/metadata-document';
import { warnAboutResource } from '../oauth/metadata-warnings';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { ClaimRule } from '../rules/claim-rule';
import { areDefaultSources } from '../tokens/check-token-sources';
import { TokenKind } from '../tokens/token-kind';
import { AccessLogs } from './access-logs';
import { ClerkHttpJwtAuthorizer } from './http-jwt-authorizer';
import { ClerkHttpLambdaAuthorizer } from './http-lambda-authorizer';
import { createMetadataFunction } from './metadata-function';
import { checkNewApiProps, createHttpApi, logAccess } from './new-http-api';
import { PreflightRoute } from './preflight-route';
import type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './protected-http-api-props';
import { RouteAccess } from './route-access';
import {
  checkAccess,
  checkDistinct,
  checkNoScopes,
  existingRouteKeys,
  type PlannedRoute,
  planRoutes,
  routeKey,
} from './route-plan';

/**
 * An HTTP API that is protected with Clerk tokens.
 *
 * Every route requires a signed-in caller unless its `access` says otherwise. A path that serves every method gets a
 * protected route for each of GET, HEAD, POST, PUT, PATCH and DELETE, and an open `ANY` route for CORS preflights.
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
  public readonly httpApi: IHttpApi;

  /**
   * API Gateway's JWT authorizer, configured for the Clerk instance.
   */
  public readonly jwtAuthorizer: ClerkHttpJwtAuthorizer;

  /**
   * The bundled Lambda authorizer. Its resources are created only if a route needs it.
   */
  public readonly lambdaAuthorizer: ClerkHttpLambdaAuthorizer;

  /**
   * The log group of the access logs; undefined if they are disabled or `httpApi` is an existing API.
   */
  public readonly accessLogGroup?: ILogGroup;

  /**
   * The claims to configure in the Clerk Dashboard under Sessions > Customize session token, as a JSON object.
   *
   * The stack output `SessionTokenClaims` has the same value.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  public readonly sessionTokenClaims: string;

  private readonly defaultAccess: RouteAccess;
  private readonly preflightRoute: PreflightRoute;
  private readonly usesOnlyLambda: boolean;
  private readonly acceptsScopes: boolean;
  private readonly planned: PlannedRoute[] = [];
  private readonly integrations = new Map<IFunction, HttpLambdaIntegration>();

  /**
   * @throws if a prop is invalid, before any resource is created; the message contains the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkProtectedHttpApiProps) {
    super(scope, id);
    this.defaultAccess = props.defaultAccess ?? RouteAccess.signedIn();
    this.preflightRoute = props.preflightRoute ?? PreflightRoute.ANY;
    checkAccess('defaultAccess', this.defaultAccess);
    checkNewApiProps(props);
    this.usesOnlyLambda = needsLambda(props);
    this.acceptsScopes = props.tokenKinds?.some((kind) => kind !== TokenKind.SESSION) ?? false;
    // Several of these constructs may protect one existing API, in which the ids of authorizers must differ.
    const suffix = props.httpApi ? `-${Names.nodeUniqueId(this.node)}` : '';
    const { frontendApiUrl, audience } = props;
    this.jwtAuthorizer = new ClerkHttpJwtAuthorizer(`ClerkJwtAuthorizer${suffix}`, { frontendApiUrl, audience });
    this.lambdaAuthorizer = new ClerkHttpLambdaAuthorizer(`ClerkLambdaAuthorizer${suffix}`, props);
    const { routes = [], protectedResourceMetadata: metadata } = props;
    const metadataKeys = metadata ? metadataPaths(metadata).flatMap((path) => [`GET ${path}`, `OPTIONS ${path}`]) : [];
    checkDistinct([...routes.flatMap((options) => this.plan(options)).map(routeKey), ...metadataKeys]);

    if (props.httpApi) {
      this.httpApi = props.httpApi;
    } else {
      const httpApi = createHttpApi(this, props, this.authorizerOf(RouteAccess.signedIn()));
      this.accessLogGroup = logAccess(httpApi, props.accessLogs ?? AccessLogs.retainedFor(RetentionDays.ONE_MONTH));
      this.httpApi = httpApi;
    }
    this.warnIfOpenByDefault();

    const rules = () => this.planned.flatMap(({ access }) => access._rule ?? []);
    this.sessionTokenClaims = sessionTokenClaims(this, props.audience, rules);
    outputSessionTokenClaims(this, this.sessionTokenClaims);
    if (metadata) this.serve(metadata, props);
    for (const options of routes) this.addRoutes(options);
  }

  /**
   * Adds the routes of one path.
   *
   * @param options the path, the methods, who may call them and the back end
   * @returns the routes that were created, one for each method and the preflight route if there is one
   * @throws if `path`, `methods` or `access` is invalid or a route with the same key exists, before a route is created
   */
  public addRoutes(options: AddClerkRoutesOptions): HttpRoute[] {
    const planned = this.plan(options);
    checkDistinct([...existingRouteKeys(this.httpApi), ...[...this.planned, ...planned].map(routeKey)]);
    const integration = this.integrationOf(options);
    this.planned.push(...planned);
    return planned.map(
      (route) =>
        new HttpRoute(this, routeKey(route), {
          httpApi: this.httpApi,
          routeKey: route.path === '$default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(route.path, route.method),
          integration,
          authorizer: this.authorizerOf(route.access),
          authorizationScopes: this.authorizationScopesOf(route.access),
        }),
    );
  }

  /** Checks the options and returns the routes to create. Creates nothing. */
  private plan(options: AddClerkRoutesOptions): PlannedRoute[] {
    checkNoSecrets(options);
    this.integrationOf(options);
    const planned = planRoutes(options, this.defaultAccess, this.preflightRoute);
    if (this.usesOnlyLambda && !this.acceptsScopes) checkNoScopes(planned);
    return planned;
  }

  private authorizerOf({ _kind: kind, _scopes: scopes, _rule: rule }: RouteAccess): IHttpRouteAuthorizer {
    if (kind === 'anyone') return new HttpNoneAuthorizer();
    if (kind === 'optional') return this.lambdaAuthorizer.optional();
    if (rule) return this.lambdaAuthorizer.when(rule);
    if (!this.usesOnlyLambda) return this.jwtAuthorizer;
    return scopes
      ? this.lambdaAuthorizer.when(ClaimRule.anyOf(...scopes.map((scope) => ClaimRule.hasScope(scope))))
      : this.lambdaAuthorizer.signedIn();
  }

  /** An empty list prevents the API's default scopes from being set on routes that cannot have scopes. */
  private authorizationScopesOf({ _kind: kind, _scopes: scopes }: RouteAccess): string[] | undefined {
    return kind === 'signedIn' && !this.usesOnlyLambda ? scopes : [];
  }

  private integrationOf({ path, integration, handler }: AddClerkRoutesOptions): HttpRouteIntegration {
    if (integration && !handler) return integration;
    if (!handler || integration) {
      fail('Route.integration', {
        what: `the routes of ${path} need one of 'integration' and 'handler'`,
        got: handler ? 'both' : 'neither',
        fix: 'write handler: myFunction',
      });
    }
    const shared =
      this.integrations.get(handler) ??
      new HttpLambdaIntegration('Integration', handler, { scopePermissionToRoute: false });
    this.integrations.set(handler, shared);
    return shared;
  }

  private serve(metadata: ProtectedResourceMetadata, { frontendApiUrl, runtime }: ClerkProtectedHttpApiProps): void {
    warnAboutResource(this, metadata);
    const handler = createMetadataFunction(this, metadataDocument(metadata, frontendApiUrl), runtime);
    const methods = [HttpMethod.GET, HttpMethod.OPTIONS];
    for (const path of metadataPaths(metadata)) {
      this.addRoutes({ path, methods, handler, access: RouteAccess.anyone() });
    }
  }

  private warnIfOpenByDefault(): void {
    if (this.defaultAccess._isProtected) return;
    warn(this, 'ClerkProtectedHttpApi.openByDefault', {
      what: "'defaultAccess' makes every route public that does not set 'access'",
      got: 'RouteAccess.anyone()',
      fix: 'remove it, and write access: RouteAccess.anyone() on the routes that are meant to be public',
    });
  }
}

/** Whether a prop is set that API Gateway's JWT authorizer does not support. */
function needsLambda(props: ClerkProtectedHttpApiProps): boolean {
  const { useLambdaAuthorizer, authorizedParties, tokenKinds, denyImpersonation, keys, tokenSources } = props;
  const setting = useLambdaAuthorizer || authorizedParties || tokenKinds || denyImpersonation || keys?._keys;
  return Boolean(setting) || !areDefaultSources(tokenSources);
}
