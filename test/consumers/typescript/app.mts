import { App, Stack } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { ClaimRule, ClerkProtectedHttpApi, RouteAccess } from 'cdk-clerk-authorizer';

export const app = new App();
export const stack = new Stack(app, 'Consumer');

const handler = LambdaFunction.fromFunctionAttributes(stack, 'Handler', {
  functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:handler',
  sameEnvironment: true,
});

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
  audience: ['ClerkJwtAuthorizer'],
});

api.addRoutes({ path: '/orders', methods: [HttpMethod.GET, HttpMethod.POST], handler });
api.addRoutes({ path: '/documents/{proxy+}', handler });
api.addRoutes({
  path: '/admin',
  methods: [HttpMethod.GET],
  access: RouteAccess.when(
    ClaimRule.anyOf(
      ClaimRule.claim('metadata', 'role').equals('admin'),
      ClaimRule.claim('metadata', 'level').atLeast(3),
    ),
  ),
  handler,
});
api.addRoutes({
  path: '/health',
  methods: [HttpMethod.GET],
  access: RouteAccess.anyone(),
  integration: new HttpUrlIntegration('Health', 'https://backend.example.com/health'),
});
