import type { PolicyDocument } from '../src/private/policy';
import type { Caller } from './caller';
import type { Credentials, Decision } from './decide';
import { isObject, own } from './json';
import { refuse } from './reasons';

const SCHEME = 'bearer ';

/** A simple response of an HTTP API's Lambda authorizer; `context` reaches the integration as it is, nested or not. */
export interface HttpApiResponse {
  readonly isAuthorized: boolean;
  readonly context: Record<string, unknown>;
}

/**
 * What the event of an HTTP API's authorizer (payload format 2.0) says about a request.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function credentialsOf(event: unknown): Credentials {
  if (!isObject(event) || event.version !== '2.0' || event.type !== 'REQUEST') refuse('event-unsupported');
  const { routeKey, headers = {} } = event;
  if (typeof routeKey !== 'string' || !isObject(headers)) refuse('event-unsupported');
  return { routeKey, token: bearerToken(own(headers, 'authorization')) };
}

/** The token of an `Authorization` header. Clerk and API Gateway accept it without the scheme, too. */
function bearerToken(header: unknown): string | undefined {
  if (header === undefined || header === '') return undefined;
  if (typeof header !== 'string') refuse('event-unsupported');
  // API Gateway joins repeated headers, and which of them counts is not ours to guess.
  if (header.includes(',')) refuse('authorization-ambiguous');
  const isScheme = header.slice(0, SCHEME.length).toLowerCase() === SCHEME;
  const token = isScheme ? header.slice(SCHEME.length).replace(/^ +/, '') : header;
  return token.includes(' ') ? refuse('authorization-scheme') : token;
}

export function respond(decision: Decision, unauthenticated: PolicyDocument['unauthenticated']): HttpApiResponse {
  if (decision.outcome === 'grant') return { isAuthorized: true, context: contextOf(decision.caller) };
  // API Gateway answers 401 to this very message, and 500 to any other. AWS documents it for REST and WebSocket only.
  if (decision.outcome === 'unauthenticated' && unauthenticated === 'throw') throw new Error('Unauthorized');
  return { isAuthorized: false, context: { reason: decision.reason } };
}

/** What is undefined is left out, when the runtime turns the response into JSON. */
function contextOf(caller: Caller | undefined): Record<string, unknown> {
  if (!caller) return { isAuthenticated: false };
  const { kind, userId, sessionId, organization, claims } = caller;
  return {
    isAuthenticated: true,
    tokenKind: kind,
    userId,
    sessionId,
    orgId: organization?.id,
    orgSlug: organization?.slug,
    orgRole: organization?.role,
    permissions: organization?.permissions?.granted,
    claims,
  };
}
