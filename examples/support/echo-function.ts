import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { newBackEndFunction } from './back-end-function';

/** Creates a back end that returns the route key and the authorizer context of its call. */
export function newEchoFunction(stack: Stack): LambdaFunction {
  return newBackEndFunction(
    stack,
    'Echo',
    `
exports.handler = async ({ httpMethod, resource, routeKey = \`\${httpMethod} \${resource}\`, requestContext }) => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization',
    'access-control-allow-methods': '*',
  },
  body: JSON.stringify({ routeKey, authorizer: requestContext.authorizer ?? null }),
});`,
  );
}
