import { isObject } from '../shared/json';
import type { ApiRequest } from './api-request';
import { type HttpApiResponse, httpApiRequest } from './http-api';
import { type IamResponse, parseMethodArn } from './iam-response';
import { restApiRequest } from './rest-api';
import { webSocketApiRequest } from './websocket-api';

/**
 * Recognizes which kind of API sent the event, by members that no caller can influence. An event without a method that
 * a policy could be written for is read as one of an HTTP API, which refuses it. REST and WebSocket APIs treat that
 * response as an error and deny access.
 */
export function readEvent(event: unknown): ApiRequest<HttpApiResponse | IamResponse> {
  // HTTP APIs send a version with each payload format; REST and WebSocket APIs never do.
  const method = isObject(event) && event.version === undefined && parseMethodArn(event.methodArn);
  if (!method) return httpApiRequest(event);
  const { requestContext } = event;
  const isWebSocket = isObject(requestContext) && requestContext.eventType !== undefined;
  return isWebSocket ? webSocketApiRequest(event, requestContext, method) : restApiRequest(event, method);
}
