import { Token } from 'aws-cdk-lib';
import {
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpRouteAuthorizerBindOptions,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { checkIdIsFree, uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { fail } from '../diagnostics/diagnostics';
import { checkAudience } from '../tokens/audience';
import { checkFrontendApiUrl, warnIfLoopback } from '../tokens/frontend-api-url';
import type { ClerkInstanceProps } from '../tokens/instance-props';

/**
 * Properties of `ClerkHttpJwtAuthorizer`.
 */
export interface ClerkHttpJwtAuthorizerProps extends ClerkInstanceProps {
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

function checkIdentitySource(identitySource: string | undefined): void {
  if (identitySource === undefined || Token.isUnresolved(identitySource)) return;
  if (typeof identitySource !== 'string' || !/^\$request\.(header|querystring)\.[\w.-]+$/.test(identitySource)) {
    fail('HttpJwtAuthorizer.identitySource', {
      what: "'identitySource' of a JWT authorizer is one header or one query string parameter",
      got: identitySource,
      fix: "write identitySource: '$request.header.Authorization'",
    });
  }
}
