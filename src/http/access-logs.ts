import { type ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { checkType } from '../diagnostics/check-type';
import { markCopy } from '../diagnostics/package-copy';
import { has } from '../diagnostics/types';

/**
 * The destination of an HTTP API's access logs.
 *
 * Each line is a JSON object. It contains the caller's user id and `$context.authorizer.error`, the only place where API
 * Gateway records why it refused a token. It never contains a token. The saved query `<stack>/<id>/Requests of a user` of
 * CloudWatch Logs Insights lists the requests of one user, whichever authorizer let them in.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export class AccessLogs {
  /**
   * Creates a log group for the access logs.
   *
   * @param retention how long log events are kept
   * @throws `Props.type` if it is not one of `RetentionDays`
   */
  public static retainedFor(retention: RetentionDays): AccessLogs {
    const fix = 'write AccessLogs.retainedFor(RetentionDays.ONE_MONTH)';
    checkType(Object.values(RetentionDays).includes(retention), 'retention', retention, fix);
    return new AccessLogs(retention);
  }

  /**
   * Writes the access logs to an existing log group.
   *
   * @param logGroup the log group, whose resource policy must allow API Gateway to write to it
   * @throws `Props.type` if it is not a log group, such as its name
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
   */
  public static toLogGroup(logGroup: ILogGroup): AccessLogs {
    checkType(has('logGroupArn')(logGroup), 'logGroup', logGroup, 'give a LogGroup, or LogGroup.fromLogGroupName()');
    return new AccessLogs(undefined, logGroup);
  }

  /** Disables access logs. The reason a token was refused is then not recorded anywhere. */
  public static disabled(): AccessLogs {
    return new AccessLogs();
  }

  private constructor(
    /** @internal */ public readonly _retention?: RetentionDays,
    /** @internal */ public readonly _logGroup?: ILogGroup,
  ) {}
}

markCopy(AccessLogs);
