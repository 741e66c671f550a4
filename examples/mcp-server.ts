/**
 * This app shows an API for OAuth clients, such as an MCP server: a client that knows only its URL can discover where to
 * sign in.
 *
 * It creates a REST API that accepts Clerk's OAuth access tokens, serves the metadata of RFC 9728 without a function, and
 * refers to it in its 401 responses, and one Lambda function behind it in place of a real server.
 *
 * `MCP_SERVER_URL` is the URL that users enter in their client. Clients look for the metadata at the root of its origin.
 * The URL of a REST API has the stage there, so `MCP_SERVER_URL` has to be on a custom domain name mapped to the stage.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev MCP_SERVER_URL=https://mcp.example.com/mcp npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/mcp-server.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Cors, LambdaIntegration, LogGroupLogDestination, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ClaimRule,
  ClerkAccessLogFormat,
  ClerkGatewayResponses,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
  TokenKind,
} from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newEchoFunction } from './support/echo-function';

const stack = new Stack(new App(), 'McpServerExample');
const frontendApiUrl = process.env.CLERK_FRONTEND_API_URL ?? '';
const resource = process.env.MCP_SERVER_URL ?? 'https://mcp.example.com/mcp';

const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', {
  frontendApiUrl,
  audience: [resource], // the `resource` that clients name when they request a token
  tokenKinds: [TokenKind.OAUTH],
  rule: ClaimRule.hasScope('profile'),
});

const accessLogs = new LogGroup(stack, 'AccessLogs', { retention: RetentionDays.ONE_MONTH });
const restApi = new RestApi(stack, 'Api', {
  defaultMethodOptions: { authorizer },
  defaultCorsPreflightOptions: {
    allowOrigins: Cors.ALL_ORIGINS,
    allowHeaders: ['authorization', 'content-type', 'mcp-protocol-version', 'mcp-session-id'],
  },
  deployOptions: {
    accessLogDestination: new LogGroupLogDestination(accessLogs),
    accessLogFormat: ClerkAccessLogFormat.restApi(),
    throttlingRateLimit: 100,
    throttlingBurstLimit: 200,
  },
  cloudWatchRole: true,
});
const mcp = restApi.root.addResource('mcp', { defaultIntegration: new LambdaIntegration(newEchoFunction(stack)) });
for (const method of ['GET', 'POST', 'DELETE']) mcp.addMethod(method);

const metadata = ProtectedResourceMetadata.of({
  resource,
  scopesSupported: ['openid', 'profile'],
  resourceName: 'Example MCP server',
});
new ClerkRestMetadataEndpoint(stack, 'Metadata', { restApi, frontendApiUrl, metadata });
new ClerkGatewayResponses(stack, 'Responses', { restApi, protectedResourceMetadata: metadata });

new CfnOutput(stack, 'ApiUrl', { value: restApi.url });
acceptFindings(stack);
