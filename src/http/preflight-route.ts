/**
 * What answers a browser's preflight on a path whose every method is protected.
 *
 * A preflight carries no `Authorization` header, so the route that it takes can have no authorizer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export enum PreflightRoute {
  /**
   * An `ANY` route without authorizer. Every verb has a route of its own, so that it catches OPTIONS, and any other method
   * that API Gateway may let through: a back end should answer nothing but OPTIONS without an authorizer context.
   */
  ANY = 'ANY',

  /** An `OPTIONS` route without authorizer: methods that HTTP APIs do not know by name are not served at all. */
  OPTIONS = 'OPTIONS',

  /** No route: either the API's own CORS configuration answers preflights, or no browser calls the API. */
  NONE = 'NONE',
}
