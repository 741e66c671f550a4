/** The MCP server of the README, with the function of docs/oauth.md behind it. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { newBackEndFunction } from '../../../examples/support/back-end-function';
import {
  ClerkGatewayResponses,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
  TokenKind,
} from '../../../src';

const stack = new Stack(new App(), 'Mcp');
const frontendApiUrl = process.env.CLERK_FRONTEND_API_URL ?? '';
const resource = process.env.RESOURCE ?? '';

const authorizer = new ClerkRestAuthorizer(stack, 'OAuth', {
  frontendApiUrl,
  audience: [resource],
  tokenKinds: [TokenKind.OAUTH],
});
const restApi = new RestApi(stack, 'Mcp', { defaultMethodOptions: { authorizer } });
const server = new LambdaIntegration(newBackEndFunction(stack, 'Server', '../back-ends/mcp.mts'));
restApi.root.addResource('mcp').addMethod('POST', server);

const metadata = ProtectedResourceMetadata.of({ resource, scopesSupported: ['openid'] });
new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata });
new ClerkGatewayResponses(stack, 'OAuthResponses', { restApi, protectedResourceMetadata: metadata });

new CfnOutput(stack, 'ApiUrl', { value: restApi.url });
