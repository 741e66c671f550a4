/** APIs for the load test: HTTP and REST, with keys from a PEM and from a JWKS, with and without a cache. */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { newEchoFunction } from '../../../examples/support/echo-function';
import {
  ClaimRule,
  ClerkKeys,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  ClerkRestAuthorizer,
  RouteAccess,
} from '../../../src';

const stack = new Stack(new App(), 'Load');
const handler = newEchoFunction(stack);
const shared = {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  // By default V8 lets its young generation grow by tens of megabytes under load, which would hide a leak in the RSS.
  functionOptions: { environment: { NODE_OPTIONS: '--max-semi-space-size=1' } },
};
const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

const keys = ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? '');

addHttpApi('Pem', { keys });
addHttpApi('Cached', { keys, resultsCacheTtl: Duration.seconds(30) });
addHttpApi('Jwks', {});

const authorizer = new ClerkRestAuthorizer(stack, 'RestAuthorizer', {
  ...shared,
  methodRules: { 'DELETE /items/{id}': isAdmin },
});
const rest = new RestApi(stack, 'Rest', { defaultMethodOptions: { authorizer } });
const item = rest.root.resourceForPath('/items/{id}');
for (const method of ['GET', 'DELETE']) item.addMethod(method, new LambdaIntegration(handler));
new CfnOutput(stack, 'RestUrl', { value: rest.url });

function addHttpApi(id: string, props: Partial<ClerkProtectedHttpApiProps>): void {
  const api = new ClerkProtectedHttpApi(stack, id, { ...shared, ...props, useLambdaAuthorizer: true });
  api.addRoutes({ path: '/items/{id}', handler, methods: [HttpMethod.GET] });
  api.addRoutes({
    path: '/items/{id}',
    handler,
    methods: [HttpMethod.DELETE],
    access: RouteAccess.when(isAdmin),
  });
  api.addRoutes({ path: '/hello', handler, methods: [HttpMethod.GET], access: RouteAccess.optional() });
  new CfnOutput(stack, `${id}Url`, { value: api.httpApi.apiEndpoint });
}
