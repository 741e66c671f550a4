/**
 * This app shows rules on claims, and a route that serves both signed-in and anonymous callers.
 *
 * It creates an HTTP API with one Lambda authorizer for all rules, which fetches Clerk's keys at run time, and one Lambda
 * function behind all routes. The rule on `metadata` needs `"metadata": "{{user.public_metadata}}"` in the session token;
 * the stack output `SessionTokenClaims` shows what to set in Clerk.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/claim-rules.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClaimRule, ClerkProtectedHttpApi, Reverification, RouteAccess } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';
import { newEchoFunction } from './support/echo-function';

const stack = new Stack(new App(), 'ClaimRulesExample');
const handler = newEchoFunction(stack);

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  throttle: { rateLimit: 100, burstLimit: 200 },
});

// The rule requires a custom claim: the user's public metadata contains the role `admin`.
api.addRoutes({
  path: '/admin/{proxy+}',
  handler,
  access: RouteAccess.when(ClaimRule.claim('metadata', 'role').equalTo('admin')),
});

// The rule requires a role in the active organization.
api.addRoutes({
  path: '/members',
  methods: [HttpMethod.GET],
  handler,
  access: RouteAccess.when(ClaimRule.hasRole('org:admin')),
});

// The rule requires a permission in the active organization.
api.addRoutes({
  path: '/invoices',
  methods: [HttpMethod.POST],
  handler,
  access: RouteAccess.when(ClaimRule.hasPermission('org:invoices:create')),
});

// The rule requires that the user verified their identity within the last ten minutes.
api.addRoutes({
  path: '/account',
  methods: [HttpMethod.DELETE],
  handler,
  access: RouteAccess.when(ClaimRule.reverified(Reverification.strict())),
});

// Everyone may call this route; `authorizer.lambda.isAuthenticated` tells the back end whether the caller is signed in.
api.addRoutes({ path: '/feed', methods: [HttpMethod.GET], handler, access: RouteAccess.optional() });

// Signed-in callers may call this route; API Gateway's JWT authorizer checks them.
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], handler });

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
acceptFindings(stack);
