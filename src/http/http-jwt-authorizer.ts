import { isDeepStrictEqual } from 'node:util';
import {
  HttpAuthorizer,
  HttpAuthorizerType,
  type HttpRouteAuthorizerBindOptions,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRoute,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { watchAccess } from '../access/watch-access';
import { checkIdIsFree, uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { OncePerStack } from '../authorizer/once-per-stack';
import { placementFor } from '../authorizer/placement';
import { outputSessionTokenClaims } from '../authorizer/session-token-output';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail } from '../diagnostics/diagnostics';
import { checkProps, type PropTable, warnIfMisspelt } from '../diagnostics/prop-table';
import { isText } from '../diagnostics/types';
import { isUnknown } from '../policy/unknown-value';
import { acceptedAudience, checkAudience } from '../tokens/audience';
import { checkFrontendApiUrl } from '../tokens/frontend-api-url';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import { TOKEN_SOURCE_NAME } from '../tokens/token-source';
import { warnAboutInstance } from '../tokens/warn-about-instance';
import { requireAuthorizer } from './check-rendered-route';
import { warnIfCorsLacksToken } from './cors-header';

/**
 * Properties of `ClerkHttpJwtAuthorizer`.
 */
export interface ClerkHttpJwtAuthorizerProps extends ClerkInstanceProps {
  /**
   * The header or query string parameter that carries the token, as an API Gateway selection expression.
   *
   * A JWT authorizer reads exactly one, and no cookie.
   *
   * @default '$request.header.Authorization'
   */
  readonly identitySource?: string;

  /**
   * The name of the authorizer, unique within an API.
   *
   * @default - a name generated from the authorizer's path in the construct tree
   */
  readonly authorizerName?: string;
}

const BY_LAMBDA = 'use ClerkHttpLambdaAuthorizer, which checks it';

const HTTP_JWT_AUTHORIZER: PropTable<ClerkHttpJwtAuthorizerProps> = {
  owner: 'ClerkHttpJwtAuthorizer',
  types: {
    frontendApiUrl: 'own check',
    audience: 'own check',
    identitySource: 'own check',
    authorizerName: [isText, "write authorizerName: 'clerk'"],
  },
  hints: {
    rule: BY_LAMBDA,
    methodRules: BY_LAMBDA,
    scopes: 'give authorizationScopes to addRoutes(), as CDK has it',
    keys: BY_LAMBDA,
    tokenKinds: BY_LAMBDA,
    tokenSources: BY_LAMBDA,
    authorizedParties: BY_LAMBDA,
    allowMissingAuthorizedParty: BY_LAMBDA,
    denyImpersonation: BY_LAMBDA,
  },
};

/**
 * Configures API Gateway's built-in JWT authorizer for a Clerk instance.
 *
 * API Gateway checks the signature, `iss`, `aud`, `exp`, `nbf`, `iat` and the route's scopes. It does not check `azp`, the
 * kind of token, whether the session is pending, or any other claim.
 *
 * Pass it to `HttpApi.defaultAuthorizer` or to `addRoutes({ authorizer })`. One instance can serve several APIs: an
 * authorizer resource is created for each API, and for each stack that adds routes to an API of another stack.
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
  private readonly authorizers = new OncePerStack<HttpAuthorizer>();

  /**
   * @param id the id of the authorizer resource, unique within an API
   * @throws if `frontendApiUrl`, `audience` or `identitySource` is invalid; the message contains the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkHttpJwtAuthorizerProps,
  ) {
    checkProps(HTTP_JWT_AUTHORIZER, props);
    checkFrontendApiUrl(props.frontendApiUrl);
    checkAudience(props.audience);
    checkNoSecrets(props);
    checkIdentitySource(props.identitySource);
  }

  /**
   * CDK calls this when a route is created. The first route of an API creates its authorizer.
   *
   * @throws `HttpAuthorizer.idTaken` if the API already has another authorizer with the same id
   */
  public bind({ route }: HttpRouteAuthorizerBindOptions): HttpRouteAuthorizerConfig {
    const { authorizerId } = this.authorizers.for(route, () => this.createAuthorizer(route));
    return requireAuthorizer(route, { authorizationType: 'JWT', authorizerId });
  }

  /**
   * Whether the authorizer accepts the same tokens from the same place.
   *
   * @internal
   */
  public _isLike({ props }: ClerkHttpJwtAuthorizer): boolean {
    return isDeepStrictEqual(settingsOf(this.props), settingsOf(props));
  }

  private createAuthorizer(route: IHttpRoute): HttpAuthorizer {
    const { scope, id } = placementFor(route.httpApi, route, this.id);
    checkIdIsFree(scope, id);
    watchAccess(route.httpApi, { kind: 'http', id: route.httpApi.apiId });
    const authorizer: HttpAuthorizer = new HttpAuthorizer(scope, id, {
      httpApi: route.httpApi,
      type: HttpAuthorizerType.JWT,
      ...settingsOf(this.props),
      authorizerName: this.props.authorizerName ?? uniqueAuthorizerName(() => authorizer),
    });
    warnAboutInstance(authorizer, this.props);
    outputSessionTokenClaims(authorizer, this.props, () => []);
    authorizer.node.addValidation({ validate: () => this.checkCors(route.httpApi) });
    warnIfMisspelt(authorizer, HTTP_JWT_AUTHORIZER, this.props);
    return authorizer;
  }

  private checkCors(httpApi: IHttpApi): string[] {
    const { identitySource = '$request.header.Authorization' } = this.props;
    const [, header] = /^\$request\.header\.(.+)$/.exec(identitySource) ?? [];
    if (header) warnIfCorsLacksToken(httpApi, [header.toLowerCase()]);
    return [];
  }
}

/** Returns the default authorizer of an existing API instead, if it is the same: its routes then keep their authorizer. */
export function defaultIfSame(
  httpApi: IHttpApi | undefined,
  authorizer: ClerkHttpJwtAuthorizer,
): ClerkHttpJwtAuthorizer {
  const existing = httpApi?.defaultAuthorizer;
  return existing instanceof ClerkHttpJwtAuthorizer && existing._isLike(authorizer) ? existing : authorizer;
}

/** Returns the settings that decide which tokens are accepted. */
function settingsOf({ identitySource, frontendApiUrl, audience }: ClerkHttpJwtAuthorizerProps) {
  return {
    identitySource: [identitySource ?? '$request.header.Authorization'],
    jwtIssuer: frontendApiUrl,
    jwtAudience: acceptedAudience(audience),
  };
}

function checkIdentitySource(identitySource: string | undefined): void {
  if (identitySource === undefined || isUnknown(identitySource)) return;
  const [, name] = /^\$request\.(?:header|querystring)\.(.+)$/s.exec(String(identitySource)) ?? [];
  if (typeof identitySource !== 'string' || name === undefined || !TOKEN_SOURCE_NAME.test(name)) {
    fail('HttpJwtAuthorizer.identitySource', {
      what: "'identitySource' of a JWT authorizer must be one header or one query string parameter",
      got: identitySource,
      fix: "write identitySource: '$request.header.Authorization'",
    });
  }
}
