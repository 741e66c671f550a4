import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/**
 * Where the access logs of an HTTP API go.
 *
 * Each line is JSON. It holds `$context.authorizer.error`, the only place where API Gateway says why it refused a token,
 * and the caller's user id; never a token.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export class AccessLogs {
  /**
   * Into a log group of their own.
   *
   * @param retention how long a line is kept
   */
  public static retainedFor(retention: RetentionDays): AccessLogs {
    return new AccessLogs(retention);
  }

  /** Into a log group that exists. */
  public static toLogGroup(logGroup: ILogGroup): AccessLogs {
    return new AccessLogs(undefined, logGroup);
  }

  /** No access logs. Nothing then says why a token was refused. */
  public static disabled(): AccessLogs {
    return new AccessLogs();
  }

  private constructor(
    /** @internal */ public readonly _retention?: RetentionDays,
    /** @internal */ public readonly _logGroup?: ILogGroup,
  ) {}
}
