/** The answer to a request. */
export interface LocalAnswer {
  /** The key of the route that takes the request, such as `GET /orders/{id}`. */
  readonly route: string;
  /** The status of API Gateway: 401, 403 or 500. It is 200 if the request reaches the back end, whose status is not known. */
  readonly status: number;
  /** The reason that the authorizer function logs with a refusal, such as `token-expired`. */
  readonly reason?: string;
  /** Why the request is let in or refused, in a sentence. */
  readonly explanation: string;
  /** The `requestContext.authorizer` in the event of the back end. Absent if the request does not reach it. */
  readonly context?: Readonly<Record<string, unknown>>;
  /**
   * Whether the answer comes from a model of API Gateway, made from its documentation, and not from code that runs on AWS: the
   * route is open, has a JWT authorizer of API Gateway, or the request lacks the identity source of its authorizer.
   */
  readonly isModel: boolean;
}

/** The answer of a route that is known. */
export type RouteAnswer = Omit<LocalAnswer, 'route'>;

/** The answer of a route without an authorizer. */
export const OPEN: RouteAnswer = {
  status: 200,
  explanation: 'The route is open: everyone may call it.',
  isModel: true,
};

/** The answer to a request that API Gateway refuses without asking the authorizer. */
export const NO_IDENTITY_SOURCE: RouteAnswer = {
  status: 401,
  explanation: 'API Gateway refuses the request itself, because it has no token where the authorizer looks for one.',
  isModel: true,
};
