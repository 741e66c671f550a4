/**
 * The kinds of JWT that a Clerk instance issues. All are signed with the same key, so what is not named is refused.
 *
 * Opaque tokens (`oat_`, `mt_`, `ak_`) cannot be verified without asking Clerk, and are always refused.
 *
 * @see https://clerk.com/docs/guides/development/machine-auth/token-formats
 */
export enum TokenKind {
  /** The token of a signed-in user's session, as `getToken()` returns it. */
  SESSION = 'session',
  /** An OAuth access token, by which an application acts for a user. */
  OAUTH = 'oauth',
  /** A machine-to-machine token in JWT format. */
  M2M = 'm2m',
  /**
   * A token made from a JWT template, as `getToken({ template })` returns it.
   *
   * It may live for years and outlives its session.
   */
  JWT_TEMPLATE = 'template',
}
