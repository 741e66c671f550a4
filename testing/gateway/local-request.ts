/** A request to a route. */
export interface LocalRequest {
  /** The token, which the request carries where the authorizer looks first, for example in `Authorization`. */
  readonly token?: string;
  /** Headers of the request, such as `Origin`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query string parameters. */
  readonly query?: Readonly<Record<string, string>>;
  /** Cookies, such as `__session`. */
  readonly cookies?: Readonly<Record<string, string>>;
}
