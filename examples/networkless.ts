/**
 * This app shows the strictest setup: the public key is part of the deployment, so verification makes no network call,
 * and only tokens that were issued to one front end are accepted.
 *
 * It creates an HTTP API whose protected routes all use the Lambda authorizer, and one Lambda function behind it.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev CLERK_JWT_KEY="$(cat clerk.pem)" npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/networkless.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClerkKeys, ClerkProtectedHttpApi, RouteAccess } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newEchoFunction } from './support/echo-function';

const stack = new Stack(new App(), 'NetworklessExample');
const handler = newEchoFunction(stack);

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  throttle: { rateLimit: 100, burstLimit: 200 },
  keys: ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? ''), // Clerk Dashboard > Configure > API keys > JWKS public key
  authorizedParties: ['https://app.example.com'],
  denyImpersonation: true,
});

api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], handler });
api.addRoutes({ path: '/health', methods: [HttpMethod.GET], handler, access: RouteAccess.anyone() });

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
acceptFindings(stack);
