/** An HTTP API with protected resource metadata, which a function serves at the root of the default stage. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { newEchoFunction } from '../../../examples/support/echo-function';
import { ClerkProtectedHttpApi, ProtectedResourceMetadata, RouteAccess } from '../../../src';

const stack = new Stack(new App(), 'HttpMetadata');
const resource = process.env.RESOURCE ?? '';

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: [resource],
  protectedResourceMetadata: ProtectedResourceMetadata.of({
    resource,
    scopesSupported: ['openid', 'profile'],
    resourceName: 'Reports, for $5 & "more" #1',
  }),
});
api.addRoutes({
  path: '/reports',
  methods: [HttpMethod.GET],
  handler: newEchoFunction(stack),
  access: RouteAccess.signedIn({ scopes: ['profile'] }),
});

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
