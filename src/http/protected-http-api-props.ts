import type {
  CorsPreflightOptions,
  DomainMappingOptions,
  HttpMethod,
  HttpRouteIntegration,
  IHttpApi,
  ThrottleSettings,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import type { AccessLogs } from './access-logs';
import type { ClerkHttpLambdaAuthorizerOptions } from './http-lambda-authorizer-props';
import type { IdentityHeader } from './identity-header';
import type { PreflightRoute } from './preflight-route';
import type { RouteAccess } from './route-access';

/**
 * Options of `ClerkProtectedHttpApi.addRoutes`. Exactly one of `integration` and `handler` is required.
 */
export interface AddClerkRoutesOptions {
  /**
   * The path of the routes, such as `/orders/{id}` or `/documents/{proxy+}`.
   *
   * `$default` cannot be protected.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  readonly path: string;

  /**
   * The HTTP methods to serve.
   *
   * On a protected path, `ANY` and the default create one protected route for each of GET, HEAD, POST, PUT, PATCH and
   * DELETE, and the API's `preflightRoute`. `OPTIONS` of a protected path is answered by the preflight responder.
   *
   * @default - every method
   */
  readonly methods?: HttpMethod[];

  /**
   * Who may call the routes.
   *
   * @default - the API's `defaultAccess`
   */
  readonly access?: RouteAccess;

  /**
   * The integration that API Gateway invokes for the routes.
   *
   * @default - a Lambda integration of `handler`
   */
  readonly integration?: HttpRouteIntegration;

  /**
   * The Lambda function behind the routes. It is invoked with payload format 2.0.
   *
   * A function gets one integration and one permission, whatever the number of its routes. CDK's own integration adds a
   * permission for each route, and the size limit of a function's resource policy is reached after about 50.
   *
   * @default - `integration` is used
   */
  readonly handler?: IFunction;
}

/**
 * Properties of `ClerkProtectedHttpApi`.
 *
 * API Gateway's JWT authorizer does not support `authorizedParties`, `tokenKinds`, `tokenSources`, `denyImpersonation` and
 * PEM `keys`: if one of them is set, every protected route uses the Lambda authorizer. Otherwise only the routes that need
 * the Lambda authorizer use it.
 */
export interface ClerkProtectedHttpApiProps extends ClerkInstanceProps, ClerkHttpLambdaAuthorizerOptions {
  /**
   * Who may call a route that does not set `access`.
   *
   * @default RouteAccess.signedIn()
   */
  readonly defaultAccess?: RouteAccess;

  /**
   * Routes to create with the API. `addRoutes` adds more.
   *
   * @default - no routes
   */
  readonly routes?: AddClerkRoutesOptions[];

  /**
   * Whether every protected route uses the Lambda authorizer, even where API Gateway's JWT authorizer would be enough.
   *
   * The Lambda authorizer also refuses pending sessions and other kinds of token, and passes the claims to the back end as
   * JSON.
   *
   * @default false
   */
  readonly useLambdaAuthorizer?: boolean;

  /**
   * The request headers that tell back ends behind HTTP, load balancer and Cloud Map integrations who called.
   *
   * API Gateway overwrites them on protected routes and removes them on public ones, so a client cannot send its own. Lambda
   * functions need no headers: `getAuth(event)` reads their event.
   *
   * @default - no header is set, and none of the client is removed
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
   */
  readonly identityHeaders?: IdentityHeader[];

  /**
   * The route that answers CORS preflights on a path whose every method is protected. `PreflightRoute.NONE` is the cheapest
   * choice beside `corsPreflight`: API Gateway then answers them itself.
   *
   * @default PreflightRoute.ANY
   */
  readonly preflightRoute?: PreflightRoute;

  /**
   * OAuth protected resource metadata of this API: its authorization server and its scopes.
   *
   * A function serves it publicly at `/.well-known/oauth-protected-resource`, and again below that at the path of the
   * resource. An HTTP API cannot send the `WWW-Authenticate` challenge that points to it, so clients must know the
   * well-known path. With `corsPreflight`, that configuration applies to it too: allow every origin and header.
   *
   * @default - no metadata is served
   * @see https://www.rfc-editor.org/rfc/rfc9728
   */
  readonly protectedResourceMetadata?: ProtectedResourceMetadata;

  /**
   * An existing API to add the routes to: an `HttpApi` of this app or an imported one.
   *
   * Routes that the API's own `addRoutes` made keep their logical ids, if they are added by this construct in the same stack.
   *
   * @default - a new API is created
   * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/migration.md
   */
  readonly httpApi?: IHttpApi;

  /**
   * The name of the new API.
   *
   * @default - the id of this construct
   */
  readonly apiName?: string;

  /**
   * The description of the new API.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The CORS configuration of the new API. `allowHeaders` must contain `authorization`, in which browsers send the token.
   *
   * @default - no CORS configuration; the preflight responder answers preflights
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly corsPreflight?: CorsPreflightOptions;

  /**
   * The custom domain name of the new API's default stage.
   *
   * @default - no custom domain name
   */
  readonly defaultDomainMapping?: DomainMappingOptions;

  /**
   * Whether to disable the new API's `execute-api` endpoint, so that clients must use the custom domain name.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * The rate (requests per second) and burst (requests) that the new API accepts. API Gateway answers the rest with 429.
   *
   * @default - the limits of the AWS account
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  readonly throttle?: ThrottleSettings;

  /**
   * Whether CloudWatch receives metrics for each route of the new API, which it charges for.
   *
   * @default false
   */
  readonly detailedMetricsEnabled?: boolean;

  /**
   * The destination of the new API's access logs.
   *
   * @default AccessLogs.retainedFor(RetentionDays.ONE_MONTH)
   */
  readonly accessLogs?: AccessLogs;
}
