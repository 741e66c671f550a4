import { Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

/** Creates a back end that returns the route key and the authorizer context of its call. */
export function newEchoFunction(stack: Stack): LambdaFunction {
  return new LambdaFunction(stack, 'Echo', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    timeout: Duration.seconds(5),
    code: Code.fromInline(`
exports.handler = async ({ httpMethod, resource, routeKey = \`\${httpMethod} \${resource}\`, requestContext }) => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'authorization',
    'access-control-allow-methods': '*',
  },
  body: JSON.stringify({ routeKey, authorizer: requestContext.authorizer ?? null }),
});`),
  });
}
