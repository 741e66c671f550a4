/**
 * This app shows a REST API for administrators: `metadata.role` of the token has to be `admin`.
 *
 * It creates a REST API with a Lambda authorizer of type TOKEN that holds the public key, so verification makes no network
 * call, and one Lambda function behind it. The session token needs `"metadata": "{{user.public_metadata}}"`; the stack
 * output `SessionTokenClaims` shows what to set in Clerk. The function finds the metadata in
 * `requestContext.authorizer.claims`, as JSON.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev CLERK_JWT_KEY="$(cat clerk.pem)" npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/rest-admin-only.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Cors, LambdaIntegration, LogGroupLogDestination, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  ClaimRule,
  ClerkAccessLogFormat,
  ClerkGatewayResponses,
  ClerkKeys,
  ClerkRestAuthorizer,
} from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newEchoFunction } from './support/echo-function';

const stack = new Stack(new App(), 'RestAdminOnlyExample');

const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  keys: ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? ''), // Clerk Dashboard > Configure > API keys > JWKS public key
  rule: ClaimRule.claim('metadata', 'role').equalTo('admin'),
});

const accessLogs = new LogGroup(stack, 'AccessLogs', { retention: RetentionDays.ONE_MONTH });
const api = new RestApi(stack, 'Api', {
  defaultMethodOptions: { authorizer },
  defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowHeaders: ['authorization'] },
  deployOptions: {
    accessLogDestination: new LogGroupLogDestination(accessLogs),
    accessLogFormat: ClerkAccessLogFormat.restApi(),
    throttlingRateLimit: 100,
    throttlingBurstLimit: 200,
  },
  cloudWatchRole: true,
});
const integration = new LambdaIntegration(newEchoFunction(stack));
api.root.addResource('admin').addMethod('GET', integration);

// Adds CORS headers to 401 and 403 responses, so that a script in a browser can read them.
new ClerkGatewayResponses(stack, 'Responses', { restApi: api });

new CfnOutput(stack, 'ApiUrl', { value: api.url });
acceptFindings(stack);
