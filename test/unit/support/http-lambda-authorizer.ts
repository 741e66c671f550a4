import type { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, type IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { ClerkHttpLambdaAuthorizer, type ClerkHttpLambdaAuthorizerProps } from '../../../src';
import { CLERK, newIntegration, newStack } from './stack';

export const newAuthorizer = (props: Partial<ClerkHttpLambdaAuthorizerProps> = {}) =>
  new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props });

/** Adds a GET route for each path. */
export function addRoutes(api: HttpApi, authorizers: Record<string, IHttpRouteAuthorizer>): void {
  for (const [path, authorizer] of Object.entries(authorizers)) {
    api.addRoutes({ path, methods: [HttpMethod.GET], integration: newIntegration(), authorizer });
  }
}

/** Returns a stack with one API and one signed-in route. */
export function synthesize(props: Partial<ClerkHttpLambdaAuthorizerProps> = {}): Stack {
  const stack = newStack();
  addRoutes(new HttpApi(stack, 'Api'), { '/x': newAuthorizer(props) });
  return stack;
}
