import { isObject, own, record } from '../shared/json';
import { UNAUTHORIZED, unsupported } from '../shared/reasons';
import type { ApiRequest } from './api-request';
import { contextOf } from './context';
import { findToken } from './find-token';

/** A simple response of an HTTP API's Lambda authorizer; `context` reaches the integration as it is, nested or not. */
export interface HttpApiResponse {
  readonly isAuthorized: boolean;
  readonly context: Record<string, unknown>;
}

/**
 * HTTP APIs with payload format 2.0 and simple responses.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpApiRequest(event: unknown): ApiRequest {
  return {
    read(policy) {
      if (!isObject(event) || event.version !== '2.0' || event.type !== 'REQUEST') unsupported();
      const { routeKey } = event;
      const cookies = event.cookies ?? [];
      if (typeof routeKey !== 'string' || !Array.isArray(cookies)) unsupported();
      const headers = record(event.headers);
      // Names of headers come in lower case, and what was sent several times is joined by commas.
      const token = findToken(policy, {
        header: (name) => [own(headers, name)],
        query: (name) => [own(record(event.queryStringParameters), name)],
        cookies: () => cookies,
      });
      return { routeKey, token };
    },

    respond(decision, policy): HttpApiResponse {
      if (decision.outcome === 'grant') return { isAuthorized: true, context: contextOf(decision.caller) };
      // API Gateway answers 401 to this very message, and 500 to any other. AWS documents it for REST and WebSocket only.
      if (decision.outcome === 'unauthenticated' && policy?.unauthenticated === 'throw') throw UNAUTHORIZED;
      return { isAuthorized: false, context: { reason: decision.reason } };
    },
  };
}
