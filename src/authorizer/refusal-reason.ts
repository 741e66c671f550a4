/**
 * Why the Lambda authorizer refused a request. Where Clerk's SDK has a code for it, it is the same.
 *
 * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/operations.md
 */
export enum RefusalReason {
  /** The request has no token. */
  SESSION_TOKEN_MISSING = 'session-token-missing',
  /** The request has several tokens. */
  AUTHORIZATION_AMBIGUOUS = 'authorization-ambiguous',
  /** The token is no JWT, but an opaque token or an API key. */
  OPAQUE_TOKEN = 'opaque-token',
  /** The token is longer than 8 KB. */
  TOKEN_TOO_LARGE = 'token-too-large',
  /** The token is malformed. */
  TOKEN_INVALID = 'token-invalid',
  /** The token is not signed with RS256. */
  TOKEN_INVALID_ALGORITHM = 'token-invalid-algorithm',
  /** `tokenKinds` does not list the kind of the token. */
  TOKEN_TYPE_MISMATCH = 'token-type-mismatch',
  /** The keys of the Clerk instance could not be fetched. */
  JWK_REMOTE_FAILED_TO_LOAD = 'jwk-remote-failed-to-load',
  /** The Frontend API URL returned something else than a JWKS. */
  JWK_REMOTE_INVALID = 'jwk-remote-invalid',
  /** The JWKS has no key for RS256. */
  JWK_REMOTE_MISSING = 'jwk-remote-missing',
  /** The JWKS has no key with the id that the token names. */
  JWK_KID_MISMATCH = 'jwk-kid-mismatch',
  /** The signature is not valid. */
  TOKEN_INVALID_SIGNATURE = 'token-invalid-signature',
  /** A required claim is missing or malformed. */
  TOKEN_VERIFICATION_FAILED = 'token-verification-failed',
  /** `iss` is not the Frontend API URL. */
  TOKEN_INVALID_ISSUER = 'token-invalid-issuer',
  /** The token has expired. */
  TOKEN_EXPIRED = 'token-expired',
  /** The time of `nbf` has not come yet. */
  TOKEN_NOT_ACTIVE_YET = 'token-not-active-yet',
  /** The token was issued in the future. */
  TOKEN_IAT_IN_THE_FUTURE = 'token-iat-in-the-future',
  /** The token has no `aud`. */
  AUDIENCE_MISSING = 'audience-missing',
  /** `aud` is none of the accepted audiences. */
  AUDIENCE_MISMATCH = 'audience-mismatch',
  /** `azp` is none of the authorized parties. */
  TOKEN_INVALID_AUTHORIZED_PARTIES = 'token-invalid-authorized-parties',
  /** The session has tasks that the user has not completed. */
  SESSION_PENDING = 'session-pending',
  /** The token is in a cookie, and the request comes from another origin. */
  COOKIE_FROM_OTHER_ORIGIN = 'cookie-from-other-origin',
  /** The session is impersonated, which `denyImpersonation` forbids. */
  IMPERSONATION_DENIED = 'impersonation-denied',
  /** The claims do not meet the rule of the route. */
  RULE_NOT_MET = 'rule-not-met',
  /** The rule could not be evaluated. */
  RULE_ERROR = 'rule-error',
  /** The policy of the function does not list the route. */
  ROUTE_NOT_IN_POLICY = 'route-not-in-policy',
  /** The policy of the function is invalid. */
  POLICY_INVALID = 'policy-invalid',
  /** The event is none of an authorizer that this package configures. */
  EVENT_UNSUPPORTED = 'event-unsupported',
  /** An unexpected error occurred. */
  INTERNAL_ERROR = 'internal-error',
}
