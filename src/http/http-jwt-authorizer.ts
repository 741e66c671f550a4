import {
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpRouteAuthorizerBindOptions,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  checkIdentitySource,
  checkIdIsFree,
  uniqueAuthorizerName,
  warnIfLoopback,
} from '../authorizer/authorizer-name';
import { checkAudience } from '../tokens/audience';
import { checkFrontendApiUrl } from '../tokens/frontend-api-url';

/**
 * Properties of `ClerkHttpJwtAuthorizer`.
 */
export interface ClerkHttpJwtAuthorizerProps {
  /**
   * Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`.
   *
   * It is the issuer of the instance's tokens; API Gateway reads the signing keys from its discovery document.
   * It must be reachable when the stack is deployed.
   *
   * @see https://clerk.com/docs/guides/sessions/session-tokens
   */
  readonly frontendApiUrl: string;

  /**
   * Values of which a token's `aud` must hold at least one.
   *
   * Clerk's session tokens have no `aud` of their own: add it under Sessions > Customize session token, for example
   * `{"aud":"ClerkJwtAuthorizer"}`. API Gateway refuses a token without it.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  readonly audience: string[];

  /**
   * Where API Gateway finds the token: one header or one query string parameter.
   *
   * @default '$request.header.Authorization'
   */
  readonly identitySource?: string;

  /**
   * Name of the authorizer. It must be unique within an API.
   *
   * @default - a name made from the path of the authorizer in the construct tree
   */
  readonly authorizerName?: string;
}

/**
 * API Gateway's own JWT authorizer, set up for a Clerk instance.
 *
 * It checks signature, `iss`, `aud`, `exp`, `nbf`, `iat` and the route's scopes. It does not look at `azp`, at the kind
 * of token, at a pending session or at any other claim.
 *
 * Give it to `HttpApi.defaultAuthorizer` or to `addRoutes({ authorizer })`. One instance can serve several APIs: each
 * gets an authorizer resource of its own.
 *
 * @example
 * const authorizer = new ClerkHttpJwtAuthorizer('Clerk', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 * });
 * new apigatewayv2.HttpApi(this, 'OrdersApi', { defaultAuthorizer: authorizer });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class ClerkHttpJwtAuthorizer implements IHttpRouteAuthorizer {
  private readonly authorizers = new WeakMap<IHttpApi, HttpAuthorizer>();

  /**
   * @param id of the authorizer resource, unique within an API
   * @throws on a wrong `frontendApiUrl`, `audience` or `identitySource`, with the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkHttpJwtAuthorizerProps,
  ) {
    checkFrontendApiUrl(props.frontendApiUrl);
    checkAudience(props.audience);
    checkIdentitySource(props.identitySource);
  }

  /**
   * Called by CDK when a route is created.
   */
  public bind(options: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    const { httpApi } = options.route;
    const authorizer = this.authorizers.get(httpApi) ?? this.createAuthorizer(options);
    this.authorizers.set(httpApi, authorizer);
    return { authorizationType: 'JWT', authorizerId: authorizer.authorizerId };
  }

  private createAuthorizer({ scope, route }: HttpRouteAuthorizerBindOptions): HttpAuthorizer {
    checkIdIsFree(scope, this.id);
    const authorizer: HttpAuthorizer = new HttpAuthorizer(scope, this.id, {
      httpApi: route.httpApi,
      type: HttpAuthorizerType.JWT,
      identitySource: [this.props.identitySource ?? '$request.header.Authorization'],
      jwtIssuer: this.props.frontendApiUrl,
      jwtAudience: this.props.audience,
      authorizerName: this.props.authorizerName ?? uniqueAuthorizerName(() => authorizer),
    });
    warnIfLoopback(authorizer, this.props.frontendApiUrl);
    return authorizer;
  }
}
