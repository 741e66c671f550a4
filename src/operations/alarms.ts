import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IAlarmAction,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { IClerkLambdaAuthorizer } from '../authorizer/lambda-authorizer';

/** With fewer requests in a period, a few callers with an old token would be most of them. */
const MIN_INVOCATIONS = 20;

const period = Duration.minutes(5);

/** Creates the alarms of an authorizer. */
export function createAlarms(
  scope: Construct,
  authorizer: IClerkLambdaAuthorizer,
  maxRefusalPercentage: number,
  actions: IAlarmAction[],
): Alarm[] {
  const { authorizerFunction } = authorizer;
  const alarm = (id: string, props: Pick<AlarmProps, 'metric' | 'alarmDescription'> & Partial<AlarmProps>) =>
    new Alarm(scope, id, {
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
    });
  const alarms = [
    alarm('KeyFetchFailuresAlarm', {
      metric: authorizer.metricKeyFetchFailures({ period }),
      alarmDescription:
        "The authorizer cannot fetch the keys of the Clerk instance. Instances that have keys use them for an hour; new ones refuse everyone. See 'Fetches of the keys' among the saved queries.",
    }),
    alarm('ErrorsAlarm', {
      metric: authorizer.metricErrors({ period }),
      alarmDescription:
        'The authorizer function fails, for example because it times out. Each failure denies a request.',
    }),
    alarm('ThrottlesAlarm', {
      metric: authorizerFunction.metricThrottles({ period }),
      datapointsToAlarm: 1,
      evaluationPeriods: 1,
      alarmDescription:
        'Lambda throttles the authorizer function, and API Gateway answers 500. Raise its concurrency, or the quota of the account.',
    }),
    alarm('RefusalsAlarm', {
      metric: refusalPercentage(authorizer),
      threshold: maxRefusalPercentage,
      datapointsToAlarm: 3,
      alarmDescription:
        "The authorizer refuses an unusual part of the requests. See 'Refusals by route and reason' among the saved queries.",
    }),
  ];
  // Without an action the alarm must not be given an empty list, which would be in the template.
  if (actions.length > 0) for (const each of alarms) each.addAlarmAction(...actions);
  return alarms;
}

function refusalPercentage(authorizer: IClerkLambdaAuthorizer): MathExpression {
  return new MathExpression({
    expression: `IF(invocations >= ${MIN_INVOCATIONS}, 100 * FILL(refusals, 0) / invocations, 0)`,
    usingMetrics: {
      invocations: authorizer.authorizerFunction.metricInvocations({ period }),
      refusals: authorizer.metricRefusals({ period }),
    },
    label: 'Refused requests in percent',
    period,
  });
}
