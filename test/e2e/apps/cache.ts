/** An HTTP API and a REST API that cache decisions, with routes and methods that have different rules. */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { newEchoFunction } from '../../../examples/support/echo-function';
import { ClaimRule, ClerkKeys, ClerkProtectedHttpApi, ClerkRestAuthorizer, RouteAccess } from '../../../src';

const stack = new Stack(new App(), 'Cache');
const handler = newEchoFunction(stack);
const shared = {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  // Many parallel requests start many instances of the function. These tests are not about fetching the JWKS in each.
  keys: ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? ''),
  resultsCacheTtl: Duration.seconds(60),
};
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

const http = new ClerkProtectedHttpApi(stack, 'Http', shared);
http.addRoutes({ path: '/admin', handler, methods: [HttpMethod.GET], access: RouteAccess.when(isAdmin) });
http.addRoutes({ path: '/items/{id}', handler, methods: [HttpMethod.GET] });
http.addRoutes({ path: '/items/{id}', handler, methods: [HttpMethod.DELETE], access: RouteAccess.when(isAdmin) });
http.addRoutes({ path: '/items/{id}/notes', handler, methods: [HttpMethod.GET], access: RouteAccess.when(isAdmin) });

const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', {
  ...shared,
  methodRules: { 'GET /admin': isAdmin, 'DELETE /items/{id}': isAdmin, 'GET /items/{id}/notes': isAdmin },
});
const rest = new RestApi(stack, 'Rest', { defaultMethodOptions: { authorizer } });
const integration = new LambdaIntegration(handler);
rest.root.addResource('admin').addMethod('GET', integration);
const item = rest.root.addResource('items').addResource('{id}');
item.addMethod('GET', integration);
item.addMethod('DELETE', integration);
item.addResource('notes').addMethod('GET', integration);

new CfnOutput(stack, 'HttpUrl', { value: http.httpApi.apiEndpoint });
new CfnOutput(stack, 'RestUrl', { value: rest.url });
