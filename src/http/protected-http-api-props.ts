import type {
  CorsPreflightOptions,
  DomainMappingOptions,
  HttpMethod,
  HttpRouteIntegration,
  IHttpApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ProtectedResourceMetadata } from '../oauth/protected-resource-metadata';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import type { AccessLogs } from './access-logs';
import type { ClerkHttpLambdaAuthorizerOptions } from './http-lambda-authorizer-props';
import type { PreflightRoute } from './preflight-route';
import type { RouteAccess } from './route-access';

/**
 * Options of `ClerkProtectedHttpApi.addRoutes`. Give one of `integration` and `handler`.
 */
export interface AddClerkRoutesOptions {
  /**
   * Path of the routes, such as `/orders/{id}` or `/documents/{proxy+}`.
   *
   * `$default` cannot be protected.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  readonly path: string;

  /**
   * Methods to serve.
   *
   * `ANY`, like leaving this out, gives a protected path one guarded route for each of GET, HEAD, POST, PUT, PATCH and
   * DELETE, and the API's `preflightRoute`. `OPTIONS` is never protected.
   *
   * @default - every method
   */
  readonly methods?: HttpMethod[];

  /**
   * What is asked of the caller.
   *
   * @default - the API's `defaultAccess`
   */
  readonly access?: RouteAccess;

  /**
   * The back end.
   *
   * @default - a Lambda integration of `handler`
   */
  readonly integration?: HttpRouteIntegration;

  /**
   * The Lambda function behind the routes: short for a Lambda integration with payload format 2.0.
   *
   * A function gets one integration and one permission, however many routes it serves. CDK's own integration adds a
   * permission for each route, and a function's policy is full after some fifty.
   *
   * @default - `integration` is used
   */
  readonly handler?: IFunction;
}

/**
 * Properties of `ClerkProtectedHttpApi`.
 *
 * `authorizedParties`, `tokenKinds`, `tokenSources`, `denyImpersonation` and PEM `keys` are beyond API Gateway's own JWT
 * authorizer: one of them moves every protected route to the Lambda authorizer. Otherwise only routes that need it use it.
 */
export interface ClerkProtectedHttpApiProps extends ClerkInstanceProps, ClerkHttpLambdaAuthorizerOptions {
  /**
   * What a route asks of its caller when it does not say.
   *
   * @default RouteAccess.signedIn()
   */
  readonly defaultAccess?: RouteAccess;

  /**
   * Routes to create at once; `addRoutes` adds more.
   *
   * @default - none yet
   */
  readonly routes?: AddClerkRoutesOptions[];

  /**
   * Whether every protected route uses the Lambda authorizer, also where API Gateway's own could do.
   *
   * It refuses pending sessions and tokens of other kinds, and hands claims to the back end as JSON.
   *
   * @default false
   */
  readonly useLambdaAuthorizer?: boolean;

  /**
   * What answers preflights on a path whose every method is protected.
   *
   * @default PreflightRoute.ANY
   */
  readonly preflightRoute?: PreflightRoute;

  /**
   * What OAuth clients are told about this API: who issues tokens for it, and for which scopes.
   *
   * Served by a function that returns a constant, to everyone, at `/.well-known/oauth-protected-resource` and below it at
   * the path of the resource. An HTTP API has no place for the challenge that points there, so clients have to look there
   * by themselves. An API with `corsPreflight` answers browsers by that: let it allow every origin and header for them.
   *
   * @default - nothing is served there
   * @see https://www.rfc-editor.org/rfc/rfc9728
   */
  readonly protectedResourceMetadata?: ProtectedResourceMetadata;

  /**
   * The API to add routes to: your own `HttpApi`, or an imported one.
   *
   * @default - a new one
   */
  readonly httpApi?: IHttpApi;

  /**
   * Name of the new API.
   *
   * @default - the id of this construct
   */
  readonly apiName?: string;

  /**
   * Description of the new API.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * CORS configuration of the new API. Name `authorization` among `allowHeaders`: browsers send the token in it.
   *
   * @default - API Gateway leaves CORS to the back end
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
   */
  readonly corsPreflight?: CorsPreflightOptions;

  /**
   * Domain name of the new API's default stage.
   *
   * @default - the API's own endpoint only
   */
  readonly defaultDomainMapping?: DomainMappingOptions;

  /**
   * Whether callers must use the domain name, so that the new API's own endpoint does not answer.
   *
   * @default false
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Where the access logs of the new API go.
   *
   * @default AccessLogs.retainedFor(RetentionDays.ONE_MONTH)
   */
  readonly accessLogs?: AccessLogs;
}
