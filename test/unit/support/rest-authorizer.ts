import type { Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi, type RestApiProps } from 'aws-cdk-lib/aws-apigateway';
import { ClerkRestAuthorizer, type ClerkRestAuthorizerProps } from '../../../src';
import { CLERK, newStack, resources } from './stack';

/** Creates a stack with a REST API of these methods. The authorizer is the default of all of them. */
export function synthesize(
  props: Partial<ClerkRestAuthorizerProps> = {},
  methods = ['GET /orders'],
  api: RestApiProps = {},
) {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
  const restApi = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer }, ...api });
  for (const key of methods) {
    const [method, path] = key.split(' ') as [string, string];
    restApi.root.resourceForPath(path).addMethod(method, new MockIntegration());
  }
  return stack;
}

/** Returns the authorization type of each method of a stack. */
export function authorizationOf(stack: Stack): Record<string, unknown> {
  return Object.fromEntries(
    resources(stack, 'AWS::ApiGateway::Method').map((it) => [it.HttpMethod, it.AuthorizationType]),
  );
}
