import { App, Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Construct } from 'constructs';
import {
  ClaimRule,
  ClerkGatewayResponses,
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ClerkWebSocketAuthorizer,
  ProtectedResourceMetadata,
  RouteAccess,
  TokenKind,
} from '../../../src';
import { CLERK, newFunction } from './stack';

const METADATA = ProtectedResourceMetadata.of({ resource: 'https://api.example.com' });

/** A stack with an API of each kind and every construct of this package. */
export class AllApis extends Stack {
  public readonly httpApi: ClerkProtectedHttpApi;

  constructor(scope: Construct = new App(), id = 'Stack') {
    super(scope, id);
    const handler = newFunction(this);
    this.httpApi = new ClerkProtectedHttpApi(this, 'Http', {
      ...CLERK,
      tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH],
      protectedResourceMetadata: METADATA,
    });
    this.httpApi.addRoutes({ path: '/orders', handler });
    this.httpApi.addRoutes({ path: '/feed', handler, access: RouteAccess.optional() });
    this.httpApi.addRoutes({ path: '/health', handler, access: RouteAccess.anyone() });

    const authorizer = new ClerkRestAuthorizer(this, 'RestAuthorizer', {
      ...CLERK,
      tokenKinds: [TokenKind.OAUTH],
      rule: ClaimRule.hasScope('orders:read'),
    });
    const restApi = new RestApi(this, 'Rest', { defaultMethodOptions: { authorizer } });
    restApi.root.addResource('orders').addMethod('GET', new MockIntegration());
    const { frontendApiUrl } = CLERK;
    new ClerkRestMetadataEndpoint(this, 'Metadata', { restApi, frontendApiUrl, metadata: METADATA });
    new ClerkGatewayResponses(this, 'Responses', { restApi });

    const webSocketApi = new WebSocketApi(this, 'Chat', {
      connectRouteOptions: {
        integration: new WebSocketMockIntegration('Connect'),
        authorizer: new ClerkWebSocketAuthorizer('Clerk', CLERK),
      },
    });
    new WebSocketStage(this, 'Live', { webSocketApi, stageName: 'live', autoDeploy: true });
  }
}
