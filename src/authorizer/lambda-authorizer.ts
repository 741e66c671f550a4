import type { MathExpression, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { RefusalReason } from './refusal-reason';

/**
 * Options of the metric of refusals.
 */
export interface RefusalMetricOptions extends MetricOptions {
  /**
   * The reason to count.
   *
   * @default - every reason
   */
  readonly reason?: RefusalReason;
}

/**
 * A Lambda authorizer of any kind of API.
 *
 * Metrics that AWS does not have are counted in the log of the function by metric filters, which are created when a metric is
 * first asked for. Each of them is billed as a custom metric, once for each reason.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export interface IClerkLambdaAuthorizer {
  /**
   * The function of the authorizer.
   */
  readonly authorizerFunction: LambdaFunction;

  /**
   * The number of requests that the function refused. By default, the sum over 5 minutes.
   *
   * API Gateway's own refusals are not among them: of requests without the header of the token, or from its cache.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain the refusals
   */
  metricRefusals(options?: RefusalMetricOptions): Metric;

  /**
   * The number of requests that were let in because of `reportOnlyRules`. By default, the sum over 5 minutes.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain them
   */
  metricReportedRefusals(options?: MetricOptions): Metric;

  /**
   * The number of times that the function fetched the keys of the Clerk instance. By default, the sum over 5 minutes.
   *
   * Each instance of the function fetches them when it starts, and every 5 minutes as long as it is used.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain them
   */
  metricKeyFetches(options?: MetricOptions): Metric;

  /**
   * The number of times that the function could not fetch the keys of the Clerk instance. By default, the sum over 5 minutes.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain them
   */
  metricKeyFetchFailures(options?: MetricOptions): Metric;

  /**
   * The duration of the function in milliseconds, which is its part of the latency of a request. By default, the average over
   * 5 minutes.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
   */
  metricLatency(options?: MetricOptions): Metric;

  /**
   * The number of errors of the function that are no refusals, such as timeouts. By default, the sum over 5 minutes.
   *
   * On REST and WebSocket APIs the function throws an error to answer 401, which AWS counts as an error of the function.
   *
   * @throws `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain the refusals
   */
  metricErrors(options?: MetricOptions): MathExpression;
}
