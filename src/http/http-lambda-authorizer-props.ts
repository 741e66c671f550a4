import type { Duration } from 'aws-cdk-lib';
import type { ClerkLambdaAuthorizerOptions, ClerkLambdaAuthorizerProps } from '../authorizer/lambda-authorizer-props';

/**
 * The HTTP status with which the Lambda authorizer of an HTTP API refuses an invalid token.
 *
 * A request without a token gets 401 from API Gateway itself, except on optional routes.
 */
export enum UnauthenticatedResponse {
  /** 403 Forbidden. The function returns `isAuthorized: false`, the only refusal that AWS documents for HTTP APIs. */
  FORBIDDEN = 'FORBIDDEN',

  /**
   * 401 Unauthorized. The function throws `Unauthorized`, which AWS documents for REST APIs only.
   *
   * An HTTP API may answer it with 500 instead, and each refusal counts as an error in the function's metrics. Access is
   * denied in every case.
   */
  UNAUTHORIZED = 'UNAUTHORIZED',
}

/**
 * Options of the Lambda authorizer of an HTTP API: what it checks and how its function runs.
 */
export interface ClerkHttpLambdaAuthorizerOptions extends ClerkLambdaAuthorizerOptions {
  /**
   * The HTTP status of a refused token.
   *
   * @default UnauthenticatedResponse.FORBIDDEN
   */
  readonly unauthenticatedResponse?: UnauthenticatedResponse;

  /**
   * How long API Gateway may reuse a decision for the same token on the same route, from 0 (no caching) to 1 hour.
   *
   * A session token expires after 60 seconds. API Gateway does not notice while a decision is cached that the token has
   * expired, that the user has signed out or that a role was removed. Decisions of optional routes are never cached. They
   * cannot be cached for tokens in a cookie, or with several token sources.
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
