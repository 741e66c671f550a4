/**
 * A request header that tells a back end behind an HTTP integration who called.
 *
 * Only headers that API Gateway can always set are offered. AWS does not document what happens to the client's own header
 * if a mapped value is missing.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export enum IdentityHeader {
  /** The id of the user, such as `user_2aBc`. Behind API Gateway's JWT authorizer it may be the id of a machine, `mch_2aBc`. */
  USER_ID = 'x-clerk-user-id',
  /** The id of the session, such as `sess_2aBc`. It needs the Lambda authorizer, and no other kind of token than session tokens. */
  SESSION_ID = 'x-clerk-session-id',
  /** The id of the active organization, such as `org_2aBc`. It needs a rule that requires an active organization. */
  ORG_ID = 'x-clerk-org-id',
  /** The role in the active organization, such as `org:admin`. It needs a rule that requires a role. */
  ORG_ROLE = 'x-clerk-org-role',
}
