import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { checkType } from '../diagnostics/check-type';
import { fail } from '../diagnostics/diagnostics';
import type { RefusalMetricOptions } from './lambda-authorizer';
import { RefusalReason } from './refusal-reason';

const NAMESPACE = 'CdkClerkAuthorizer';

/** The levels of Lambda's log, from the most detailed. */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** The lines of the function's log that are counted by a metric. */
interface Counted {
  readonly metricName: string;
  /** The condition on the fields of a line, in the syntax of filter patterns. */
  readonly condition: string;
  /** The level of the lines. */
  readonly level: 'INFO' | 'WARN' | 'ERROR';
  /** Whether there is a metric for each reason. */
  readonly byReason?: boolean;
}

/**
 * The metrics of an authorizer's function: its own, counted in its log by metric filters, and those of AWS. A custom metric
 * costs money as soon as a line matches, so a filter is created when its metric is first asked for.
 */
export class AuthorizerMetrics {
  /** @param throwsUnauthorized whether the function throws an error to refuse a caller without a valid token */
  constructor(
    private readonly scope: Construct,
    private readonly handler: LambdaFunction,
    private readonly throwsUnauthorized: boolean,
  ) {}

  public refusals({ reason, ...options }: RefusalMetricOptions = {}): Metric {
    const refused = { metricName: 'Refusals', condition: '$.decision = "deny"', level: 'WARN' } as const;
    if (reason === undefined) return this.count(refused, options);
    const isReason = Object.values(RefusalReason).includes(reason);
    checkType(isReason, 'reason', reason, 'write metricRefusals({ reason: RefusalReason.RULE_NOT_MET })');
    return this.count({ ...refused, byReason: true }, options, { Reason: reason });
  }

  public reportedRefusals(options?: MetricOptions): Metric {
    const condition = '$.decision = "report"';
    return this.count({ metricName: 'ReportedRefusals', condition, level: 'WARN' }, options);
  }

  public keyFetches(options?: MetricOptions): Metric {
    const condition = '$.keyFetch = "succeeded"';
    return this.count({ metricName: 'KeyFetches', condition, level: 'INFO' }, options);
  }

  public keyFetchFailures(options?: MetricOptions): Metric {
    const condition = '$.keyFetch = "failed"';
    return this.count({ metricName: 'KeyFetchFailures', condition, level: 'ERROR' }, options);
  }

  public latency(options?: MetricOptions): Metric {
    return this.handler.metricDuration(options);
  }

  public errors(options?: MetricOptions): MathExpression {
    const errors = this.handler.metricErrors(options);
    const { period, label = 'Errors', color } = options ?? {};
    if (!this.throwsUnauthorized) {
      return new MathExpression({ expression: 'errors', usingMetrics: { errors }, period, label, color });
    }
    const condition = '$.outcome = "unauthenticated"';
    const thrown = this.count({ metricName: 'ThrownRefusals', condition, level: 'WARN' }, options);
    const expression = 'errors - FILL(thrown, 0)';
    return new MathExpression({ expression, usingMetrics: { errors, thrown }, period, label, color });
  }

  private count(counted: Counted, options?: MetricOptions, dimensions: Record<string, string> = {}): Metric {
    const { metricName, byReason } = counted;
    const id = `${metricName}${byReason ? 'ByReason' : ''}Metric`;
    if (!this.scope.node.tryFindChild(id)) this.createFilter(id, counted);
    const dimensionsMap = { FunctionName: this.handler.functionName, ...dimensions };
    return new Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic: 'Sum', ...options });
  }

  private createFilter(id: string, { metricName, condition, level, byReason }: Counted): void {
    this.checkLog(metricName, level);
    // Several functions may share one log group, so a line counts only for the function that has written it.
    const isOwn = `$.functionName = "${this.handler.functionName}"`;
    new MetricFilter(this.scope, id, {
      logGroup: this.handler.logGroup,
      filterPattern: FilterPattern.literal(`{ ${isOwn} && ${condition} }`),
      metricNamespace: NAMESPACE,
      metricName,
      dimensions: { FunctionName: '$.functionName', ...(byReason && { Reason: '$.reason' }) },
    });
  }

  /** Fails if the lines are not written, or are written where no metric filter reads them. */
  private checkLog(metricName: string, level: string): void {
    const { loggingConfig } = this.handler.node.defaultChild as CfnFunction;
    const { applicationLogLevel = 'INFO' } = (loggingConfig ?? {}) as CfnFunction.LoggingConfigProperty;
    if (LEVELS.indexOf(applicationLogLevel) > LEVELS.indexOf(level)) {
      fail('Metrics.logLevel', {
        what: `the metric ${metricName} counts lines of the level ${level}, which the function does not log`,
        got: applicationLogLevel,
        fix: 'write functionOptions: { applicationLogLevelV2: ApplicationLogLevel.INFO }, or leave it out',
      });
    }
    const logGroup = this.handler.logGroup.node.defaultChild;
    if (!(logGroup instanceof CfnLogGroup) || (logGroup.logGroupClass ?? 'STANDARD') === 'STANDARD') return;
    fail('Metrics.logGroupClass', {
      what: `the metric ${metricName} needs a metric filter, which only log groups of the class STANDARD can have`,
      got: logGroup.logGroupClass,
      fix: 'leave logGroupClass of the log group out',
    });
  }
}
