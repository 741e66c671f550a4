import { type IWebSocketApi, WebSocketAuthorizer, WebSocketAuthorizerType } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { createAuthorizerFunction } from '../authorizer/authorizer-function';
import { allowAuthorizers, authorizerUri } from '../authorizer/authorizer-invocation';
import { uniqueAuthorizerName, warnIfLoopback } from '../authorizer/authorizer-name';
import { policyDocument } from '../authorizer/build-policy';
import { renderTable } from '../authorizer/route-table';
import { pointers } from '../tokens/check-token-sources';
import type { ClerkWebSocketAuthorizerProps } from './websocket-authorizer';

interface WebSocketAuthorizerProps extends ClerkWebSocketAuthorizerProps {
  readonly webSocketApi: IWebSocketApi;
}

/** What an authorizer is made of on one WebSocket API: the function, its permission and the authorizer. Returns its id. */
export function createWebSocketAuthorizer(parent: Construct, id: string, props: WebSocketAuthorizerProps): string {
  const scope = new Construct(parent, id);
  const authorizerFunction = createAuthorizerFunction(scope, {
    ...props,
    policy: () => policyDocument({ ...props, throws: true }, renderTable([['$connect', props.rule ?? 'signedIn']])),
  });
  allowAuthorizers(authorizerFunction, props.webSocketApi.apiId);
  warnIfLoopback(scope, props.frontendApiUrl);
  const authorizer: WebSocketAuthorizer = new WebSocketAuthorizer(scope, 'Authorizer', {
    webSocketApi: props.webSocketApi,
    type: WebSocketAuthorizerType.LAMBDA,
    authorizerUri: authorizerUri(authorizerFunction),
    identitySource: pointers(props.tokenSources).map((pointer) => `route.request.${pointer}`),
    authorizerName: props.authorizerName ?? uniqueAuthorizerName(() => authorizer),
  });
  return authorizer.authorizerId;
}
