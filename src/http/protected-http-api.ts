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
import { fail, warn } from '../diagnostics/diagnostics';
import { metadataDocument, metadataPaths } from '../oauth/metadata-document';
import { warnAboutResource } from '../oauth/metadata-warnings';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import { ClaimRule } from '../rules/claim-rule';
import { areDefault } from '../tokens/check-token-sources';
import { TokenKind } from '../tokens/token-kind';
import { AccessLogs } from './access-logs';
import { ClerkHttpJwtAuthorizer } from './http-jwt-authorizer';
import { ClerkHttpLambdaAuthorizer } from './http-lambda-authorizer';
import { createMetadataFunction } from './metadata-function';
import { checkOwnApiProps, createHttpApi, logAccess } from './new-http-api';
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
 * An HTTP API whose routes answer only the callers that they are meant for, signed in with Clerk.
 *
 * A route is protected unless it says otherwise. A path that serves every method gets a guarded route for each verb and
 * an open `ANY` route for what is left, a browser's preflight.
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
   * The API that the routes belong to.
   */
  public readonly httpApi: IHttpApi;

  /**
   * API Gateway's own JWT authorizer, set up for the Clerk instance.
   */
  public readonly jwtAuthorizer: ClerkHttpJwtAuthorizer;

  /**
   * The bundled Lambda authorizer. Nothing of it is created unless a route needs it.
   */
  public readonly lambdaAuthorizer: ClerkHttpLambdaAuthorizer;

  /**
   * The log group of the access logs; undefined when they are disabled or the API is not ours.
   */
  public readonly accessLogGroup?: ILogGroup;

  /**
   * The claims to set in the Clerk Dashboard under Sessions > Customize session token, as JSON.
   *
   * The stack output `SessionTokenClaims` holds the same text.
   */
  public readonly sessionTokenClaims: string;

  private readonly defaultAccess: RouteAccess;
  private readonly preflightRoute: PreflightRoute;
  private readonly lambdaForAll: boolean;
  private readonly acceptsScopes: boolean;
  private readonly planned: PlannedRoute[] = [];
  private readonly integrations = new Map<IFunction, HttpLambdaIntegration>();

  /**
   * @throws on a value that API Gateway or Clerk would refuse, before any resource is created, with the corrected line
   */
  constructor(scope: Construct, id: string, props: ClerkProtectedHttpApiProps) {
    super(scope, id);
    this.defaultAccess = props.defaultAccess ?? RouteAccess.signedIn();
    this.preflightRoute = props.preflightRoute ?? PreflightRoute.ANY;
    checkAccess('defaultAccess', this.defaultAccess);
    checkOwnApiProps(props);
    this.lambdaForAll = needsLambda(props);
    this.acceptsScopes = props.tokenKinds?.some((kind) => kind !== TokenKind.SESSION) ?? false;
    // Several of these constructs may guard one API, where ids of authorizers must differ.
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
   * @throws if a route with the same key exists, or on a path, method or access that cannot work, before any of the
   * routes is created
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

  /** Finds every mistake in the options; creates nothing. */
  private plan(options: AddClerkRoutesOptions): PlannedRoute[] {
    this.integrationOf(options);
    const planned = planRoutes(options, this.defaultAccess, this.preflightRoute);
    if (this.lambdaForAll && !this.acceptsScopes) checkNoScopes(planned);
    return planned;
  }

  private authorizerOf({ _kind: kind, _scopes: scopes, _rule: rule }: RouteAccess): IHttpRouteAuthorizer {
    if (kind === 'anyone') return new HttpNoneAuthorizer();
    if (kind === 'optional') return this.lambdaAuthorizer.optional();
    if (rule) return this.lambdaAuthorizer.when(rule);
    if (!this.lambdaForAll) return this.jwtAuthorizer;
    return scopes
      ? this.lambdaAuthorizer.when(ClaimRule.anyOf(...scopes.map((scope) => ClaimRule.hasScope(scope))))
      : this.lambdaAuthorizer.signedIn();
  }

  /** An empty list keeps the API's default scopes off routes that cannot carry any. */
  private authorizationScopesOf({ _kind: kind, _scopes: scopes }: RouteAccess): string[] | undefined {
    return kind === 'signedIn' && !this.lambdaForAll ? scopes : [];
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
      what: "'defaultAccess' leaves every route open that does not say otherwise",
      got: 'RouteAccess.anyone()',
      fix: 'take it out, and write access: RouteAccess.anyone() on the routes that are meant to be public',
    });
  }
}

/** Whether something was asked for that API Gateway's own authorizer cannot see. */
function needsLambda(props: ClerkProtectedHttpApiProps): boolean {
  const { useLambdaAuthorizer, authorizedParties, tokenKinds, denyImpersonation, keys, tokenSources } = props;
  const isAsked = useLambdaAuthorizer || authorizedParties || tokenKinds || denyImpersonation || keys?._keys;
  return Boolean(isAsked) || !areDefault(tokenSources);
}
