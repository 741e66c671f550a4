import { isObject, type JsonObject } from '../lambda/shared/json';
import { type AuthObject, authObject, SIGNED_OUT } from './auth-object';
import { callerOfContext, callerOfFlatContext } from './authorizer-context';
import { GetAuthError } from './get-auth-error';
import { callerOfVerifiedToken } from './verified-token';

/** An event that API Gateway sends to the function behind a route. */
export interface ApiGatewayEvent {
  readonly requestContext: object;
}

/** Options of `getAuth()`. */
export interface GetAuthOptions {
  /**
   * Whether the route may have no authorizer. `getAuth()` then returns a signed-out auth object instead of throwing.
   *
   * @default false
   */
  readonly optional?: boolean;

  /**
   * Where API Gateway's JWT authorizer finds the token: the `identitySource` of `ClerkHttpJwtAuthorizer`.
   * Behind a Lambda authorizer it is not used.
   *
   * @default '$request.header.Authorization'
   */
  readonly identitySource?: string;
}

const CONTEXT = 'requestContext.authorizer';

/**
 * Returns who called, as Clerk's own `getAuth()` does. It reads what an authorizer of this package passes on in the events
 * of HTTP APIs (payload format 2.0), REST APIs and WebSocket APIs, and makes no network call.
 *
 * @throws {GetAuthError} if the route has no such authorizer, or parts of the event are malformed or do not fit together
 * @see https://clerk.com/docs/reference/backend/types/auth-object
 */
export function getAuth(event: ApiGatewayEvent, options: GetAuthOptions = {}): AuthObject {
  const { optional = false, identitySource = '$request.header.Authorization' } = options;
  return readAuth(object(event, 'event'), identitySource) ?? (optional ? SIGNED_OUT : contextMissing());
}

/** Returns undefined if the route has no authorizer, or only one of another kind, such as IAM. */
function readAuth(event: JsonObject, identitySource: string): AuthObject | undefined {
  const { authorizer } = object(event.requestContext, 'requestContext');
  const { version } = event;
  if (version !== undefined && version !== '2.0') unsupported('version', 'payload format 2.0 of an HTTP API');
  if (isAbsent(authorizer)) return undefined;
  const context = object(authorizer, CONTEXT);
  // REST and WebSocket APIs send no version, and what the authorizer passes on stands in the context itself.
  if (version === undefined) return authObject(callerOfFlatContext(context, CONTEXT), `${CONTEXT}.claims`);
  const { jwt, lambda } = context;
  if (!isAbsent(jwt)) {
    return authObject(callerOfVerifiedToken(event, jwt, identitySource), `${CONTEXT}.jwt.claims`);
  }
  if (!isAbsent(lambda)) {
    const at = `${CONTEXT}.lambda`;
    return authObject(callerOfContext(object(lambda, at), at), `${at}.claims`);
  }
  return undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function object(value: unknown, field: string): JsonObject {
  return isObject(value) ? value : unsupported(field, 'an object');
}

function unsupported(field: string, expected: string): never {
  const message = `'${field}' must be ${expected}; pass the event that API Gateway sends to the function behind a route`;
  throw new GetAuthError('event-unsupported', field, message);
}

function contextMissing(): never {
  const message = `'${CONTEXT}' is missing, so the route has no authorizer; give it one, or write getAuth(event, { optional: true })`;
  throw new GetAuthError('context-missing', CONTEXT, message);
}
