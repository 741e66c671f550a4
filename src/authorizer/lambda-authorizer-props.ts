import type { FunctionOptions, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { ClerkKeys } from '../tokens/clerk-keys';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import type { TokenKind } from '../tokens/token-kind';
import type { TokenSource } from '../tokens/token-source';

/**
 * What a Lambda authorizer checks, and how it runs, whatever kind of API it guards.
 */
export interface ClerkLambdaAuthorizerOptions {
  /**
   * Where the keys come from that tokens are verified with.
   *
   * @default ClerkKeys.fromJwks()
   */
  readonly keys?: ClerkKeys;

  /**
   * Kinds of token to accept.
   *
   * All kinds are signed with the same key, so a kind that is not listed is refused by its header and its claims.
   *
   * @default [TokenKind.SESSION]
   */
  readonly tokenKinds?: TokenKind[];

  /**
   * Where a request carries its token, in order of preference.
   *
   * A cookie needs `authorizedParties`.
   *
   * @default - the `Authorization` header
   */
  readonly tokenSources?: TokenSource[];

  /**
   * Origins of the front ends whose tokens are accepted, such as `https://app.example.com`: the exact values of `azp`.
   *
   * A token without `azp` is refused, unless `allowMissingAuthorizedParty` is set.
   *
   * @default - `azp` is not checked
   * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
   */
  readonly authorizedParties?: string[];

  /**
   * Whether to accept tokens without `azp`, although `authorizedParties` is set.
   *
   * Native apps have none, and neither have tokens that the Backend API made, OAuth access tokens and machine tokens.
   *
   * @default false
   */
  readonly allowMissingAuthorizedParty?: boolean;

  /**
   * Whether to refuse sessions in which somebody impersonates the user, known by the `act` claim.
   *
   * @default false
   * @see https://clerk.com/docs/guides/users/impersonation
   */
  readonly denyImpersonation?: boolean;

  /**
   * Runtime of the function, Node.js 20 or newer.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * Memory, timeout, VPC, layers, tracing, log group and the like of the function.
   *
   * @default - arm64, 256 MB, 5 seconds, JSON logs kept for a month, and a role that can write them and nothing else
   */
  readonly functionOptions?: FunctionOptions;
}

/**
 * What every Lambda authorizer needs to know.
 */
export interface ClerkLambdaAuthorizerProps extends ClerkInstanceProps, ClerkLambdaAuthorizerOptions {
  /**
   * Name of the authorizer. It must be unique within an API.
   *
   * @default - a name made from the path of the authorizer in the construct tree
   */
  readonly authorizerName?: string;
}
