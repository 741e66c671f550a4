/**
 * The route that answers CORS preflights on a path whose every method is protected.
 *
 * A preflight carries no `Authorization` header, so the route that matches it cannot have an authorizer. The preflight
 * responder, a function of this package, answers OPTIONS with 204 and CORS headers, and every other method with 405. A
 * matching ANY or OPTIONS route takes preflights even if the API has a CORS configuration.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export enum PreflightRoute {
  /**
   * Creates an `ANY` route to the preflight responder, without an authorizer. The other methods have protected routes of
   * their own, so it matches OPTIONS and any method that API Gateway does not know by name.
   */
  ANY = 'ANY',

  /**
   * Creates an `OPTIONS` route to the preflight responder, without an authorizer. Methods that HTTP APIs do not know by name
   * are not served.
   */
  OPTIONS = 'OPTIONS',

  /**
   * Creates no route, for an API whose CORS configuration (`corsPreflight`) answers preflights, or that no browser calls.
   * Beside `corsPreflight` this is the cheapest choice, because API Gateway answers without invoking a function.
   */
  NONE = 'NONE',

  /**
   * Creates an `OPTIONS` route to the back end of the path, without an authorizer. **The back end runs for callers without a
   * token**, with any body and query string, so it has to check the method of each request.
   */
  BACK_END = 'BACK_END',
}
