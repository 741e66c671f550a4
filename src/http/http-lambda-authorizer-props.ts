import type { Duration } from 'aws-cdk-lib';
import type { ClerkLambdaAuthorizerOptions, ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';

/**
 * How the Lambda authorizer of an HTTP API refuses a caller whose token is bad.
 *
 * A caller without a token gets 401 from API Gateway itself, except on optional routes.
 */
export enum UnauthenticatedResponse {
  /** 403 Forbidden, by `isAuthorized: false`: the only refusal that AWS documents for HTTP APIs. */
  FORBIDDEN = 'FORBIDDEN',

  /**
   * 401 Unauthorized, by throwing `Unauthorized` as REST APIs document it.
   *
   * AWS does not say what an HTTP API makes of it; should it not know it, callers get 500. Each one counts as an error
   * of the function. Nobody is let in either way.
   */
  UNAUTHORIZED = 'UNAUTHORIZED',
}

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

/**
 * Properties of `ClerkHttpLambdaAuthorizer`.
 */
export interface ClerkHttpLambdaAuthorizerProps extends ClerkLambdaAuthorizerProps, ClerkHttpLambdaAuthorizerOptions {}
