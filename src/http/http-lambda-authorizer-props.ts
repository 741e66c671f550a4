import type { Duration } from 'aws-cdk-lib';
import type { ClerkLambdaAuthorizerOptions } from '../authorizer/lambda-authorizer-options';
import type { UnauthenticatedResponse } from './unauthenticated-response';

/**
 * What the Lambda authorizer of an HTTP API checks, and how it runs.
 */
export interface ClerkHttpLambdaAuthorizerOptions extends ClerkLambdaAuthorizerOptions {
  /**
   * How a caller is refused whose token is bad.
   *
   * @default UnauthenticatedResponse.FORBIDDEN
   */
  readonly unauthenticatedResponse?: UnauthenticatedResponse;

  /**
   * How long API Gateway may reuse a decision for the same token on the same route, at most an hour.
   *
   * A session token lives for 60 seconds. While a decision is cached, API Gateway does not notice that the token has
   * expired, that the user signed out or that a role was taken away. Optional routes are never cached, and neither can be
   * tokens in a cookie or in one of several sources.
   *
   * @default Duration.seconds(0)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: Duration;
}
