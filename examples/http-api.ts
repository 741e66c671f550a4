/**
 * This app shows the routes of an HTTP API: for signed-in callers, for a scope, and for everyone.
 *
 * It creates an HTTP API with a JWT authorizer, one Lambda function behind all routes, and access logs.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/http-api.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClerkProtectedHttpApi, RouteAccess } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newEchoFunction } from './support/echo-function';

const stack = new Stack(new App(), 'HttpApiExample');
const handler = newEchoFunction(stack);

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  throttle: { rateLimit: 100, burstLimit: 200 },
  corsPreflight: {
    allowOrigins: ['*'],
    allowMethods: [CorsHttpMethod.ANY],
    allowHeaders: ['authorization'],
  },
});

// Signed-in callers may call this path. There is one protected route for each method.
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET, HttpMethod.POST], handler });

// This path serves every method: six protected routes, and a public ANY route to a function that answers preflights.
api.addRoutes({ path: '/documents/{proxy+}', handler });

// This route requires a scope of an OAuth access token.
api.addRoutes({
  path: '/reports',
  methods: [HttpMethod.GET],
  handler,
  access: RouteAccess.signedIn({ scopes: ['reports:read'] }),
});

// This route is public.
api.addRoutes({ path: '/health', methods: [HttpMethod.GET], handler, access: RouteAccess.anyone() });

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
acceptFindings(stack);
