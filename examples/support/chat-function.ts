import type { Stack } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { newBackEndFunction } from './back-end-function';

/**
 * Creates a back end of a WebSocket API that answers each message with the user's id.
 *
 * API Gateway checks the token only when the connection is opened. Therefore this back end serves a connection for ten
 * minutes and then asks the client to connect again with a new token.
 */
export function newChatFunction(stack: Stack): LambdaFunction {
  return newBackEndFunction(
    stack,
    'Chat',
    `
exports.handler = async ({ headers = {}, requestContext: { routeKey, connectedAt, authorizer } }) => {
  if (!authorizer?.userId) return { statusCode: 401 };
  if (routeKey === '$connect') {
    // Selects one of the offered subprotocols, as browsers require. The other one is the token: never return it.
    const offers = Object.keys(headers).some((name) => name.toLowerCase() === 'sec-websocket-protocol');
    return { statusCode: 200, headers: offers ? { 'Sec-WebSocket-Protocol': 'clerk' } : {} };
  }
  const isStale = Date.now() - connectedAt > 10 * 60_000;
  return { statusCode: 200, body: JSON.stringify(isStale ? { reconnect: true } : { hello: authorizer.userId }) };
};`,
  );
}
