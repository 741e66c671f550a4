/**
 * The Clerk instance whose tokens are accepted. Every authorizer's props extend this, so that one object serves HTTP, REST
 * and WebSocket APIs.
 */
export interface ClerkInstanceProps {
  /**
   * The Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`.
   *
   * It is the issuer of the instance's tokens: `iss` must equal it, without a trailing slash. The JWKS is fetched from a
   * path below it. API Gateway's JWT authorizer fetches the discovery document there, so the URL must be reachable when
   * the stack is deployed.
   *
   * @see https://clerk.com/docs/guides/sessions/session-tokens
   */
  readonly frontendApiUrl: string;

  /**
   * The accepted audiences. A token's `aud` must contain at least one of them. 1 to 50 values, compared exactly.
   *
   * Clerk's session tokens have no `aud` by default, and a token without it is refused. Add it in the Clerk Dashboard
   * under Sessions > Customize session token, for example `{"aud":"ClerkJwtAuthorizer"}`.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  readonly audience: string[];
}
