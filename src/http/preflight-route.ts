/**
 * The route that answers CORS preflights on a path whose every method is protected.
 *
 * A preflight carries no `Authorization` header, so the route that matches it cannot have an authorizer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export enum PreflightRoute {
  /**
   * Creates an `ANY` route without an authorizer. The other methods have routes of their own, so it matches OPTIONS and any
   * method that API Gateway does not know by name. The back end should answer only OPTIONS without an authorizer context.
   */
  ANY = 'ANY',

  /** Creates an `OPTIONS` route without an authorizer. Methods that HTTP APIs do not know by name are not served. */
  OPTIONS = 'OPTIONS',

  /** Creates no route, for an API whose CORS configuration answers preflights or that no browser calls. */
  NONE = 'NONE',
}
