import type { Duration } from 'aws-cdk-lib';
import type { ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';
import type { ClaimRule } from '../rules/claim-rule';

/**
 * Properties of `ClerkRestAuthorizer`.
 */
export interface ClerkRestAuthorizerProps extends ClerkLambdaAuthorizerProps {
  /**
   * The rule that the claims of a caller must meet, on every method that has no rule in `methodRules`.
   *
   * @default - the caller must be signed in
   */
  readonly rule?: ClaimRule;

  /**
   * The rules of single methods, which replace `rule` there: `{ 'GET /orders/{id}': rule }`.
   *
   * A key is the HTTP method and the path of the resource, as both are written in the API. `GET` also applies to `HEAD`,
   * unless `HEAD` has a rule of its own. A method may be one that the resource serves by `ANY`, and a key with `ANY` applies
   * to all methods of a path that have no rule of their own. `{proxy+}` does not cover the path that it is below. Synthesis
   * fails if a method does not have this authorizer in the end, after overrides and aspects.
   *
   * With method rules the authorizer is of type REQUEST, because a TOKEN authorizer is not told which method was called.
   *
   * @default - `rule` applies to every method
   */
  readonly methodRules?: Record<string, ClaimRule>;

  /**
   * How long API Gateway may reuse a decision for the same token, from 0 (no caching) to 1 hour.
   *
   * Without `methodRules` a decision is reused for all methods; with them, for the same method only. A session token
   * expires after 60 seconds. API Gateway does not notice while a decision is cached that the token has expired, that the
   * user has signed out or that a role was removed. Decisions cannot be cached for tokens in a cookie, or with several token
   * sources.
   *
   * @default Duration.seconds(0)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: Duration;
}
