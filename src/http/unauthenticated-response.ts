/**
 * How the Lambda authorizer of an HTTP API refuses a caller whose token is bad.
 *
 * A caller without a token gets 401 from API Gateway itself, except on optional routes.
 */
export enum UnauthenticatedResponse {
  /** 403 Forbidden, by `isAuthorized: false`: the only refusal that AWS documents for HTTP APIs. */
  FORBIDDEN = 'FORBIDDEN',

  /**
   * 401 Unauthorized, by throwing `Unauthorized` as REST APIs document it.
   *
   * AWS does not say what an HTTP API makes of it; should it not know it, callers get 500. Each one counts as an error
   * of the function. Nobody is let in either way.
   */
  UNAUTHORIZED = 'UNAUTHORIZED',
}
