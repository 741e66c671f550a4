import type { Stack } from 'aws-cdk-lib';
import { type IAuthorizer, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CLERK, newFunction } from './stack';

const { GET, POST } = HttpMethod;

/** Adds the routes of an API that is in use. They are the same before and after a migration. */
export function addOrders(
  stack: Stack,
  api: Pick<HttpApi, 'addRoutes'>,
  authorizerOfPost?: IHttpRouteAuthorizer,
): void {
  const integration = new HttpLambdaIntegration('Orders', newFunction(stack));
  api.addRoutes({ path: '/orders', methods: [GET], integration });
  api.addRoutes({
    path: '/orders',
    methods: [POST],
    integration,
    ...(authorizerOfPost && { authorizer: authorizerOfPost }),
  });
  api.addRoutes({ path: '/orders/{id}', methods: [GET], integration });
}

/** CDK's own JWT authorizer, configured for Clerk by hand. */
export function handWrittenJwt(): HttpJwtAuthorizer {
  return new HttpJwtAuthorizer('Clerk', CLERK.frontendApiUrl, { jwtAudience: CLERK.audience });
}

/** An HTTP API that is in use, built with CDK's own constructs. */
export function liveHttpApi(stack: Stack): void {
  addOrders(stack, new HttpApi(stack, 'Api', { defaultAuthorizer: handWrittenJwt() }));
}

/** A REST API that is in use. */
export function liveRestApi(stack: Stack, authorizer: IAuthorizer): void {
  const api = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
  api.root.addResource('orders').addMethod('GET', new MockIntegration());
}
