import { isObject } from '../shared/json';
import type { Reason } from '../shared/reasons';
import { unsupported } from '../shared/refusal';
import type { ApiRequest } from './api-request';
import { httpCarrierOf } from './carrier';
import { type AuthorizerContext, contextOf } from './context';
import { findToken } from './find-token';
import { UNAUTHORIZED } from './unauthorized';

/**
 * The simple response of a Lambda authorizer. API Gateway passes `context` to the integration, including nested values.
 */
export interface HttpApiResponse {
  readonly isAuthorized: boolean;
  readonly context: AuthorizerContext | { readonly reason: Reason };
}

/**
 * Reads the event of an HTTP API with payload format 2.0 and simple responses.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpApiRequest(event: unknown): ApiRequest<HttpApiResponse> {
  return {
    read(policy) {
      if (!isObject(event) || event.version !== '2.0' || event.type !== 'REQUEST') unsupported();
      const { routeKey } = event;
      if (typeof routeKey !== 'string') unsupported();
      const token = findToken(policy, httpCarrierOf(event));
      return { requirement: policy.requirements.ofRoute(routeKey), token };
    },

    respond(decision, policy) {
      if (decision.outcome === 'grant') return { isAuthorized: true, context: contextOf(decision.caller) };
      // AWS documents that this error becomes 401 for REST and WebSocket APIs only; an HTTP API may answer 500 (decision 0004).
      if (decision.outcome === 'unauthenticated' && policy?.unauthenticated === 'throw') throw UNAUTHORIZED;
      return { isAuthorized: false, context: { reason: decision.reason } };
    },
  };
}
