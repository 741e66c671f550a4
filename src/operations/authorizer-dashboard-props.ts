import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IClerkLambdaAuthorizer } from '../authorizer/lambda-authorizer';

/**
 * Properties of `ClerkAuthorizerDashboard`.
 */
export interface ClerkAuthorizerDashboardProps {
  /**
   * The authorizer, for example `lambdaAuthorizer` of a `ClerkProtectedHttpApi`. A route must use it already.
   */
  readonly authorizer: IClerkLambdaAuthorizer;

  /**
   * The name of the dashboard, unique in the account and Region.
   *
   * @default - a name that CloudFormation generates
   */
  readonly dashboardName?: string;

  /**
   * The log group of the API's access logs, in the format of `ClerkAccessLogFormat`. A saved query reads it together with the
   * log of the function.
   *
   * @default - no such query
   */
  readonly accessLogGroup?: ILogGroup;

  /**
   * The actions of the alarms, for example an `SnsAction`.
   *
   * @default - the alarms are on the dashboard only
   */
  readonly alarmActions?: IAlarmAction[];

  /**
   * The part of the requests that may be refused before an alarm is raised, in percent of the invocations in 5 minutes. It
   * counts from 20 invocations on.
   *
   * @default 50
   */
  readonly maxRefusalPercentage?: number;
}
