/**
 * APIs that serve all methods of one path: three by `ClerkProtectedHttpApi`, which splits the route by method, and one by an
 * ANY route with the JWT authorizer of the CDK.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { CorsHttpMethod, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ClerkProtectedHttpApi, type ClerkProtectedHttpApiProps, PreflightRoute } from '../../../src';

const frontendApiUrl = process.env.CLERK_FRONTEND_API_URL ?? '';
const audience = ['ClerkJwtAuthorizer'];
const path = '/documents/{proxy+}';

const stack = new Stack(new App(), 'Preflight');

// This back end knows nothing of preflights. A script may read its answers.
const handler = new LambdaFunction(stack, 'Echo', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromInline(`
exports.handler = async ({ routeKey }) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
  body: JSON.stringify({ routeKey }),
});`),
});

const corsPreflight = { allowOrigins: ['*'], allowMethods: [CorsHttpMethod.ANY], allowHeaders: ['authorization'] };
addApi('Split', {});
addApi('Configured', { corsPreflight });
addApi('WithoutRoute', { corsPreflight, preflightRoute: PreflightRoute.NONE });

const unsplit = new HttpApi(stack, 'Unsplit', {
  defaultAuthorizer: new HttpJwtAuthorizer('Clerk', frontendApiUrl, { jwtAudience: audience }),
});
unsplit.addRoutes({ path, integration: new HttpLambdaIntegration('Echo', handler) });

new CfnOutput(stack, 'UnsplitUrl', { value: unsplit.apiEndpoint });

function addApi(id: string, props: Partial<ClerkProtectedHttpApiProps>): void {
  const api = new ClerkProtectedHttpApi(stack, id, { frontendApiUrl, audience, ...props });
  api.addRoutes({ path, handler });
  new CfnOutput(stack, `${id}Url`, { value: api.httpApi.apiEndpoint });
}
