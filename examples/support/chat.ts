import type { APIGatewayProxyResult, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { getAuth } from 'cdk-clerk-authorizer/backend';

interface Event extends APIGatewayProxyWebsocketEventV2 {
  /** Only `$connect` has headers. */
  readonly headers?: Record<string, string>;
}

const TEN_MINUTES = 10 * 60_000;

/** Answers each message with the user's id. */
export async function handler(event: Event): Promise<APIGatewayProxyResult> {
  const { userId } = getAuth(event);
  const { routeKey, connectedAt } = event.requestContext;
  if (routeKey === '$connect') return accept(event.headers);
  const isStale = Date.now() - connectedAt > TEN_MINUTES;
  return { statusCode: 200, body: JSON.stringify(isStale ? { reconnect: true } : { hello: userId }) };
}

/** Selects one of the offered subprotocols, as browsers require. The other one is the token: never return it. */
function accept(headers: Record<string, string> = {}): APIGatewayProxyResult {
  const offers = Object.keys(headers).some((name) => name.toLowerCase() === 'sec-websocket-protocol');
  return { statusCode: 200, headers: offers ? { 'Sec-WebSocket-Protocol': 'clerk' } : {}, body: '' };
}
