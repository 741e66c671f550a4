import type { ClerkLambdaAuthorizerOptions } from './lambda-authorizer-options';

/**
 * What every Lambda authorizer needs to know.
 */
export interface ClerkLambdaAuthorizerProps extends ClerkLambdaAuthorizerOptions {
  /**
   * Frontend API URL of the Clerk instance, such as `https://sensible-skunk-49.clerk.accounts.dev`.
   *
   * @see https://clerk.com/docs/guides/sessions/session-tokens
   */
  readonly frontendApiUrl: string;

  /**
   * Values of which a token's `aud` must hold at least one.
   *
   * Clerk's session tokens have no `aud` of their own: add it under Sessions > Customize session token, for example
   * `{"aud":"ClerkJwtAuthorizer"}`. A token without it is refused.
   *
   * @see https://clerk.com/docs/guides/sessions/customize-session-tokens
   */
  readonly audience: string[];

  /**
   * Name of the authorizer. It must be unique within an API.
   *
   * @default - a name made from the path of the authorizer in the construct tree
   */
  readonly authorizerName?: string;
}
