import type { JsonObject } from '../shared/json';
import { unsupported } from '../shared/refusal';
import type { ApiRequest } from './api-request';
import { carrierOf } from './carrier';
import { findToken } from './find-token';
import { type IamResponse, iamResponse, type MethodArn } from './iam-response';

const CONNECT = '$connect';

/**
 * Reads the event of a WebSocket API, which calls its authorizer once per connection.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function webSocketApiRequest(
  event: JsonObject,
  context: JsonObject,
  { stage, method }: MethodArn,
): ApiRequest<IamResponse> {
  return {
    read(policy) {
      const isConnect = event.type === 'REQUEST' && context.eventType === 'CONNECT';
      if (!isConnect || context.routeKey !== CONNECT || method !== CONNECT) unsupported();
      const token = findToken(policy, carrierOf(event, 'CONNECT'));
      return { requirement: policy.requirements.ofRoute(CONNECT), token };
    },

    // The policy covers the whole connection, in case API Gateway evaluates it for later messages too.
    respond(decision) {
      return iamResponse(decision, `${stage}/*`);
    },
  };
}
