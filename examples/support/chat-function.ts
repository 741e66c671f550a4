import { Duration, type Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

/**
 * A back end of a WebSocket API that greets whoever sends a message.
 *
 * API Gateway looked at the token when the connection was made, and never again. So this serves a connection for ten
 * minutes, and then asks the client to connect again, with a token of that time.
 */
export function newChatFunction(stack: Stack): LambdaFunction {
  return new LambdaFunction(stack, 'Chat', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    timeout: Duration.seconds(5),
    code: Code.fromInline(`
exports.handler = async ({ headers = {}, requestContext: { routeKey, connectedAt, authorizer } }) => {
  if (!authorizer?.userId) return { statusCode: 401 };
  if (routeKey === '$connect') {
    // A browser wants one of the protocols back that it offered; not the token, which is the other.
    const offers = Object.keys(headers).some((name) => name.toLowerCase() === 'sec-websocket-protocol');
    return { statusCode: 200, headers: offers ? { 'Sec-WebSocket-Protocol': 'clerk' } : {} };
  }
  const isStale = Date.now() - connectedAt > 10 * 60_000;
  return { statusCode: 200, body: JSON.stringify(isStale ? { reconnect: true } : { hello: authorizer.userId }) };
};`),
  });
}
