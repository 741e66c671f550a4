/**
 * The kinds of JWT that a Clerk instance issues. All are signed with the same key; kinds that are not listed are refused.
 *
 * Opaque tokens (`oat_`, `mt_`, `ak_`) can only be verified by Clerk's API, and are always refused.
 *
 * @see https://clerk.com/docs/guides/development/machine-auth/token-formats
 */
export enum TokenKind {
  /** A session token of a signed-in user, as `getToken()` returns it. It expires after 60 seconds. */
  SESSION = 'session',
  /** An OAuth access token, with which an application acts for a user. */
  OAUTH = 'oauth',
  /**
   * A machine-to-machine token in JWT format.
   *
   * Its `aud` has the ids of the machines that may receive it, `mch_…`, and `audience` must contain one of them.
   *
   * @see https://clerk.com/docs/guides/development/machine-auth/m2m-tokens
   */
  M2M = 'm2m',
  /**
   * A token created from a JWT template, as `getToken({ template })` returns it.
   *
   * The template sets its lifetime, which can be years. It stays valid after its session has ended.
   */
  JWT_TEMPLATE = 'template',
}
