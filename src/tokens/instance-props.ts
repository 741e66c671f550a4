/**
 * The Clerk instance whose tokens are accepted. Every authorizer's props extend this, so that one object serves HTTP, REST
 * and WebSocket APIs.
 */
export interface ClerkInstanceProps {
  /**
   * Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`.
   *
   * It is the issuer of the instance's tokens: `iss` must be equal to it, without a trailing slash. The signing keys are
   * read from below it. API Gateway's JWT authorizer reads the discovery document there, so the URL must answer when the
   * stack is deployed.
   *
   * @see https://clerk.com/docs/guides/sessions/session-tokens
   */
  readonly frontendApiUrl: string;

  /**
   * Values of which a token's `aud` must hold at least one. At most 50 values.
   *
   * Clerk's session tokens have no `aud` of their own, and a token without it is refused. Add it in the Clerk Dashboard
   * under Sessions > Customize session token, for example `{"aud":"ClerkJwtAuthorizer"}`.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  readonly audience: string[];
}
