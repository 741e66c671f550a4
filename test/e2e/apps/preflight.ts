/**
 * Two APIs without a CORS configuration that serve all methods of one path: one by `ClerkProtectedHttpApi`, which splits
 * the route by method, and one by an ANY route with the JWT authorizer of the CDK.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ClerkProtectedHttpApi } from '../../../src';

const frontendApiUrl = process.env.CLERK_FRONTEND_API_URL ?? '';
const audience = ['ClerkJwtAuthorizer'];
const path = '/documents/{proxy+}';

const stack = new Stack(new App(), 'Preflight');

// This back end handles CORS itself, as many frameworks do.
const handler = new LambdaFunction(stack, 'Echo', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromInline(`
exports.handler = async ({ routeKey }) => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  },
  body: JSON.stringify({ routeKey }),
});`),
});

const split = new ClerkProtectedHttpApi(stack, 'Split', { frontendApiUrl, audience });
split.addRoutes({ path, handler });

const unsplit = new HttpApi(stack, 'Unsplit', {
  defaultAuthorizer: new HttpJwtAuthorizer('Clerk', frontendApiUrl, { jwtAudience: audience }),
});
unsplit.addRoutes({ path, integration: new HttpLambdaIntegration('Echo', handler) });

new CfnOutput(stack, 'SplitUrl', { value: split.httpApi.apiEndpoint });
new CfnOutput(stack, 'UnsplitUrl', { value: unsplit.apiEndpoint });
