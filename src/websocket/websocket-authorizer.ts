import {
  type IWebSocketApi,
  type IWebSocketRouteAuthorizer,
  WebSocketAuthorizer,
  WebSocketAuthorizerType,
  type WebSocketRouteAuthorizerBindOptions,
  type WebSocketRouteAuthorizerConfig,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { allowAuthorizers, authorizerUri, createAuthorizerFunction } from '../authorizer/authorizer-function';
import { checkIdIsFree, uniqueAuthorizerName } from '../authorizer/authorizer-name';
import { policyDocument } from '../authorizer/build-policy';
import { checkLambdaAuthorizerProps } from '../authorizer/check-lambda-authorizer-props';
import type { ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';
import { renderTable } from '../authorizer/route-table';
import { type ClaimRule, checkRule } from '../rules/claim-rule';
import { identitySources } from '../tokens/check-token-sources';
import { warnIfLoopback } from '../tokens/frontend-api-url';

/**
 * Properties of `ClerkWebSocketAuthorizer`.
 */
export interface ClerkWebSocketAuthorizerProps extends ClerkLambdaAuthorizerProps {
  /**
   * What the claims of a caller must say.
   *
   * @default - a caller has to be signed in, and that is all
   */
  readonly rule?: ClaimRule;
}

/**
 * A Lambda authorizer for a WebSocket API, set up for a Clerk instance. The function comes with this package.
 *
 * API Gateway asks it once, at `$connect`. **The connection outlives the token**: whoever was let in stays for up to two
 * hours, also when the session token expires after 60 seconds, the user signs out or loses a role. The
 * second link below shows what a back end can do about it.
 *
 * Scripts in a browser cannot set headers on a WebSocket: for them use `TokenSource.webSocketProtocol()` or
 * `TokenSource.queryString('token')`.
 *
 * @example
 * declare const integration: apigatewayv2.WebSocketRouteIntegration;
 * const authorizer = new ClerkWebSocketAuthorizer('Clerk', {
 *   frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
 *   audience: ['ClerkJwtAuthorizer'],
 *   tokenSources: [TokenSource.webSocketProtocol()],
 * });
 * new apigatewayv2.WebSocketApi(this, 'Chat', { connectRouteOptions: { integration, authorizer } });
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/websocket.md
 */
export class ClerkWebSocketAuthorizer implements IWebSocketRouteAuthorizer {
  private readonly authorizerIds = new WeakMap<IWebSocketApi, string>();

  /**
   * @param id of the authorizer, unique within an API
   * @throws on a value that could never work, with the corrected line
   */
  constructor(
    private readonly id: string,
    private readonly props: ClerkWebSocketAuthorizerProps,
  ) {
    checkLambdaAuthorizerProps(props, 'webSocket');
    if (props.rule !== undefined) checkRule(props.rule);
  }

  /**
   * Called by CDK when the route `$connect` is created.
   */
  public bind({ route, scope }: WebSocketRouteAuthorizerBindOptions): WebSocketRouteAuthorizerConfig {
    const { webSocketApi } = route;
    let authorizerId = this.authorizerIds.get(webSocketApi);
    if (authorizerId === undefined) {
      checkIdIsFree(scope, this.id);
      authorizerId = createWebSocketAuthorizer(scope, this.id, { ...this.props, webSocketApi });
      this.authorizerIds.set(webSocketApi, authorizerId);
    }
    return { authorizationType: 'CUSTOM', authorizerId };
  }
}

interface WebSocketApiAuthorizerProps extends ClerkWebSocketAuthorizerProps {
  readonly webSocketApi: IWebSocketApi;
}

/** What an authorizer is made of on one WebSocket API: the function, its permission and the authorizer. Returns its id. */
function createWebSocketAuthorizer(parent: Construct, id: string, props: WebSocketApiAuthorizerProps): string {
  const scope = new Construct(parent, id);
  const authorizerFunction = createAuthorizerFunction(scope, {
    ...props,
    policy: () =>
      policyDocument({ ...props, throwsUnauthorized: true }, renderTable([['$connect', props.rule ?? 'signedIn']])),
  });
  allowAuthorizers(authorizerFunction, props.webSocketApi.apiId);
  warnIfLoopback(scope, props.frontendApiUrl);
  const authorizer: WebSocketAuthorizer = new WebSocketAuthorizer(scope, 'Authorizer', {
    webSocketApi: props.webSocketApi,
    type: WebSocketAuthorizerType.LAMBDA,
    authorizerUri: authorizerUri(authorizerFunction),
    identitySource: identitySources(props.tokenSources).map((source) => `route.request.${source}`),
    authorizerName: props.authorizerName ?? uniqueAuthorizerName(() => authorizer),
  });
  return authorizer.authorizerId;
}
