/** Why `getAuth()` cannot say who called. */
export type GetAuthErrorCode =
  /** The event is not one that API Gateway sends to the function behind a route. */
  | 'event-unsupported'
  /** An option of `getAuth()` is not one of its values. */
  | 'option-invalid'
  /** The route has no authorizer of Clerk tokens. */
  | 'context-missing'
  /** The context is malformed, or comes from another authorizer. */
  | 'context-invalid'
  /** `identitySource` holds no token, although API Gateway verified one. */
  | 'token-missing'
  /** The request carries several tokens, so that the verified one cannot be told. */
  | 'token-ambiguous'
  /** The text in `identitySource` is not a JWT of Clerk. */
  | 'token-invalid'
  /** The token in `identitySource` is not the one that API Gateway verified. */
  | 'token-mismatch'
  /** The token is not of a kind that identifies a caller, for example an OAuth ID token. */
  | 'token-type-mismatch';

/**
 * Thrown by `getAuth()` if it cannot say who called. The message names the field and what to do, and repeats no value of
 * the request. `token-ambiguous` and `token-type-mismatch` are about the request (401), all others about the
 * configuration (500).
 */
export class GetAuthError extends Error {
  public override readonly name = 'GetAuthError';

  public constructor(
    /** Which mistake it is; the same in every version. */
    public readonly code: GetAuthErrorCode,
    /** Where in the event, for example `requestContext.authorizer.lambda.claims`. */
    public readonly field: string,
    message: string,
  ) {
    super(`${message} [${code}]`);
  }
}

/** Throws for a part of the event that is missing or has the wrong type. */
export function invalidContext(field: string, expected: string, value: unknown): never {
  const got = value === undefined ? 'nothing' : value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  throw new GetAuthError(
    'context-invalid',
    field,
    `'${field}' must be ${expected}, got ${got}; give the route an authorizer of cdk-clerk-authorizer`,
  );
}
