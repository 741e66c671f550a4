/**
 * This app shows a WebSocket API for signed-in users. A script in a browser connects with
 * `new WebSocket(url, ['clerk', token])`; other clients may send the token in the `Authorization` header.
 *
 * It creates a WebSocket API with a Lambda authorizer on `$connect`, and one Lambda function behind all routes. The
 * function shows how to handle connections that last longer than the token they were opened with.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/websocket.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { LogGroupLogDestination, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ClerkAccessLogFormat, ClerkWebSocketAuthorizer, TokenSource } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newChatFunction } from './support/chat-function';

const stack = new Stack(new App(), 'WebSocketExample');

const authorizer = new ClerkWebSocketAuthorizer('Clerk', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  tokenSources: [TokenSource.webSocketProtocol(), TokenSource.header('Authorization')],
});

const handler = newChatFunction(stack);
// Each route needs an integration of its own: until aws-cdk-lib fixed https://github.com/aws/aws-cdk/issues/38148, only
// the first route of an integration got the permission to invoke the function.
const api = new WebSocketApi(stack, 'Api', {
  connectRouteOptions: { integration: new WebSocketLambdaIntegration('OnConnect', handler), authorizer },
  defaultRouteOptions: { integration: new WebSocketLambdaIntegration('OnMessage', handler), returnResponse: true },
});

const logGroup = new LogGroup(stack, 'AccessLogs', { retention: RetentionDays.ONE_MONTH });
const stage = new WebSocketStage(stack, 'Stage', {
  webSocketApi: api,
  stageName: 'live',
  autoDeploy: true,
  throttle: { rateLimit: 100, burstLimit: 200 },
  accessLogSettings: {
    destination: new LogGroupLogDestination(logGroup),
    format: ClerkAccessLogFormat.webSocketApi(),
  },
});

new CfnOutput(stack, 'ApiUrl', { value: stage.url });
acceptFindings(stack);
