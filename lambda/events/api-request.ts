import type { PolicyDocument } from '../../src/policy/policy-document';
import type { Credentials, Decision } from '../decide';
import { isObject } from '../shared/json';
import { type HttpApiResponse, httpApiRequest } from './http-api';
import { type IamResponse, parseMethodArn } from './iam-response';
import { restApiRequest } from './rest-api';
import { webSocketApiRequest } from './websocket-api';

/** The event of an authorizer: how one kind of API asks, and how it wants to be answered. */
export interface ApiRequest {
  /** What it says about a request, or a refusal. */
  read(policy: PolicyDocument): Credentials;
  /** Throws where that is how to answer 401. There is no policy if it cannot be read, and no grant either. */
  respond(decision: Decision, policy: PolicyDocument | undefined): HttpApiResponse | IamResponse;
}

/**
 * An event of the kind of API that made it, told apart by what no caller can write. Whatever names no method for which a
 * policy could be written is left to the HTTP API, which refuses it; to the other kinds its answer is an error, and no access.
 */
export function apiRequestOf(event: unknown): ApiRequest {
  // HTTP APIs send a version with each of their formats, and REST and WebSocket APIs never do.
  const method = isObject(event) && event.version === undefined && parseMethodArn(event.methodArn);
  if (!method) return httpApiRequest(event);
  const { requestContext } = event;
  const isWebSocket = isObject(requestContext) && requestContext.eventType !== undefined;
  return isWebSocket ? webSocketApiRequest(event, requestContext, method) : restApiRequest(event, method);
}
