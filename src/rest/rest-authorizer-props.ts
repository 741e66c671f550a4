import type { Duration } from 'aws-cdk-lib';
import type { ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';
import type { ClaimRule } from '../rules/claim-rule';

/**
 * Properties of `ClerkRestAuthorizer`.
 */
export interface ClerkRestAuthorizerProps extends ClerkLambdaAuthorizerProps {
  /**
   * What the claims of a caller must say, on every method that `methodRules` does not name.
   *
   * @default - a caller has to be signed in, and that is all
   */
  readonly rule?: ClaimRule;

  /**
   * Rules of single methods, which take the place of `rule`: `{ 'GET /orders/{id}': rule }`.
   *
   * A key is the method and the path of its resource, as both are written in the API. `GET` may name a verb of a method
   * `ANY`, and `ANY` names all verbs of a path that have no rule of their own. Each method must have this authorizer, or
   * synthesis fails.
   *
   * With method rules the authorizer is of type REQUEST, since one of type TOKEN does not learn which method was called.
   *
   * @default - `rule` is asked everywhere
   */
  readonly methodRules?: Record<string, ClaimRule>;

  /**
   * How long API Gateway may reuse a decision for the same token, at most an hour.
   *
   * Without `methodRules` one decision serves all methods, which all ask the same. With them it serves the same method
   * only. A session token lives for 60 seconds. While a decision is cached, API Gateway does not notice that the token has
   * expired, that the user signed out or that a role was taken away. Tokens in a cookie or in one of several sources
   * cannot be cached.
   *
   * @default Duration.seconds(0)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: Duration;
}
