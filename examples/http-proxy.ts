/**
 * This app shows a back end that cannot check a token itself, such as a container behind a URL: it learns the caller from
 * request headers that clients cannot set.
 *
 * It creates an HTTP API that forwards every request to `BACK_END_URL`, without a function for requests of signed-in users.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev BACK_END_URL=https://backend.example.com npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/http-proxy.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpMethod, MappingValue, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ClaimRule, ClerkProtectedHttpApi, IdentityHeader, RouteAccess } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';

const stack = new Stack(new App(), 'HttpProxyExample');
const url = process.env.BACK_END_URL ?? 'https://backend.example.com';
const parameterMapping = new ParameterMapping().overwritePath(MappingValue.requestPath());
const integration = new HttpUrlIntegration('BackEnd', url, { parameterMapping });

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  throttle: { rateLimit: 100, burstLimit: 200 },
  identityHeaders: [IdentityHeader.USER_ID],
});

// `x-clerk-user-id` is the `sub` of the token. API Gateway's JWT authorizer checks it.
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration });

// `x-clerk-user-id` comes from the Lambda authorizer, which checks the rule.
api.addRoutes({
  path: '/members',
  methods: [HttpMethod.GET],
  integration,
  access: RouteAccess.when(ClaimRule.hasRole('org:admin')),
});

// On a public route the back end gets no `x-clerk-user-id`, whatever the client sends.
api.addRoutes({ path: '/health', methods: [HttpMethod.GET], integration, access: RouteAccess.anyone() });

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
acceptFindings(stack);
