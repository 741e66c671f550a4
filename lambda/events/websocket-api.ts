import type { JsonObject } from '../shared/json';
import { unsupported } from '../shared/reasons';
import type { ApiRequest } from './api-request';
import { carrierOf, findToken } from './find-token';
import { iamResponse, type MethodArn } from './iam-response';

const CONNECT = '$connect';

/**
 * WebSocket APIs, which ask once for each connection.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function webSocketApiRequest(event: JsonObject, context: JsonObject, { stage, method }: MethodArn): ApiRequest {
  return {
    read(policy) {
      const isConnect = event.type === 'REQUEST' && context.eventType === 'CONNECT';
      if (!isConnect || context.routeKey !== CONNECT || method !== CONNECT) unsupported();
      return { routeKey: CONNECT, token: findToken(policy, carrierOf(event)) };
    },

    // For the whole connection: API Gateway is said to hold later messages against this policy, too.
    respond(decision) {
      return iamResponse(decision, `${stage}/*`);
    },
  };
}
