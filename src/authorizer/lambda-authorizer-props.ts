import type { AliasOptions, FunctionOptions, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { ClerkKeys } from '../tokens/clerk-keys';
import type { ClerkInstanceProps } from '../tokens/instance-props';
import type { TokenKind } from '../tokens/token-kind';
import type { TokenSource } from '../tokens/token-source';

/**
 * Options of every Lambda authorizer, whatever the kind of API: what it checks and how its function runs.
 */
export interface ClerkLambdaAuthorizerOptions {
  /**
   * The source of the public keys that verify tokens.
   *
   * @default ClerkKeys.fromJwks()
   */
  readonly keys?: ClerkKeys;

  /**
   * The kinds of token to accept, at least one.
   *
   * All kinds are signed with the same key. The header and the claims of a token tell its kind, and kinds that are not
   * listed are refused.
   *
   * The `aud` of an M2M token is the list of machines that may receive it, so with `TokenKind.M2M` `audience` must contain the id
   * of the machine that is called, `mch_…`.
   *
   * @default [TokenKind.SESSION]
   */
  readonly tokenKinds?: TokenKind[];

  /**
   * The places where a request carries its token, in order of preference. At least one.
   *
   * A cookie requires `authorizedParties`.
   *
   * @default - the `Authorization` header
   */
  readonly tokenSources?: TokenSource[];

  /**
   * The publishable key of the front end, such as `pk_live_Y2xlcmsuZXhhbXBsZS5jb20k`. It is not secret.
   *
   * The name of the suffixed session cookie follows from it. Set it for `TokenSource.cookie()` if the front end reaches Clerk
   * by a proxy, or if its key is written with `=` at the end.
   *
   * @default - the key that Clerk issues for `frontendApiUrl`
   * @see https://clerk.com/docs/guides/how-clerk-works/overview
   */
  readonly publishableKey?: string;

  /**
   * The origins of the front ends whose tokens are accepted, such as `https://app.example.com`. `azp` must equal one. If the
   * token is in a cookie, the `Origin` of the request must be one of them too.
   *
   * A token without `azp` is refused, unless `allowMissingAuthorizedParty` is set.
   *
   * @default - `azp` is not checked
   * @see https://clerk.com/docs/guides/sessions/manual-jwt-verification
   */
  readonly authorizedParties?: string[];

  /**
   * Whether to accept tokens without `azp` when `authorizedParties` is set.
   *
   * Tokens of native apps, tokens created with Clerk's Backend API, OAuth access tokens and machine tokens have no `azp`.
   *
   * @default false
   */
  readonly allowMissingAuthorizedParty?: boolean;

  /**
   * Whether to refuse tokens of impersonated sessions, which have an `act` claim.
   *
   * @default false
   * @see https://clerk.com/docs/guides/users/impersonation
   */
  readonly denyImpersonation?: boolean;

  /**
   * Whether a caller who does not meet the rule of a route is let in and logged, instead of refused. It shows whom a new rule
   * would refuse before it refuses anyone.
   *
   * The signature, issuer, audience, times, authorized parties and kind of a token are always enforced, and so is
   * `denyImpersonation`. Scopes of a route are a rule if the Lambda authorizer checks them.
   *
   * @default false
   * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/operations.md
   */
  readonly reportOnlyRules?: boolean;

  /**
   * Whether the log of the function leaves out who called: the ids of the user or machine (`sub`) and of the organization
   * (`orgId`).
   *
   * @default false
   */
  readonly anonymousLogs?: boolean;

  /**
   * The runtime of the function, Node.js 20 or newer.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: Runtime;

  /**
   * Options of the function, such as memory (MB), timeout, VPC, layers, tracing and log group.
   *
   * The code, the handler and the environment variable `CLERK_POLICY` cannot be set. `runtime` is a prop of its own. An
   * option with the value `undefined` counts as absent.
   *
   * In a `ClerkProtectedHttpApi` they also hold for the functions that answer preflights and serve metadata, except for
   * `functionName`, `description`, `environment`, `initialPolicy`, `events`, `currentVersionOptions` and
   * `reservedConcurrentExecutions`.
   *
   * @default - arm64, 256 MB, 5 seconds, JSON logs kept for one month, and a role that can only write them
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-function-common.html
   */
  readonly functionOptions?: FunctionOptions;

  /**
   * Options of an alias named `live`, which API Gateway then invokes instead of the function. It always leads to the current
   * version. Provisioned concurrency needs an alias: `{ provisionedConcurrentExecutions: 2 }` avoids cold starts.
   *
   * @default - no alias
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  readonly aliasOptions?: AliasOptions;
}

/**
 * Properties of every Lambda authorizer.
 */
export interface ClerkLambdaAuthorizerProps extends ClerkInstanceProps, ClerkLambdaAuthorizerOptions {
  /**
   * The name of the authorizer, unique within an API. `ClerkRestAuthorizer` adds `-request` to it if the authorizer is of
   * type REQUEST, because CloudFormation creates that one before it deletes the one of type TOKEN.
   *
   * @default - a name generated from the authorizer's path in the construct tree
   */
  readonly authorizerName?: string;
}
