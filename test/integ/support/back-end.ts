import type { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

/**
 * Creates a back end that answers with the authorizer context of its call, of the type `Received`, and in a header with the
 * route: the route key of an HTTP API, or the resource of a REST API.
 */
export function newBackEnd(stack: Stack): LambdaFunction {
  return new LambdaFunction(stack, 'BackEnd', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(`
exports.handler = async ({ routeKey, resource, requestContext: { authorizer } }) => ({
  statusCode: 200,
  headers: { 'x-route': routeKey ?? resource },
  body: JSON.stringify({ authorizer }),
});`),
  });
}
