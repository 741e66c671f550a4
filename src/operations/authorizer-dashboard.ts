import { Token } from 'aws-cdk-lib';
import { type Alarm, Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { checkProps, warnIfMisspelt } from '../diagnostics/prop-table';
import { createAlarms } from './alarms';
import { DASHBOARD } from './authorizer-dashboard-prop-table';
import type { ClerkAuthorizerDashboardProps } from './authorizer-dashboard-props';
import { saveQueries } from './queries';
import { rowsOf } from './widgets';

/**
 * A CloudWatch dashboard about a Lambda authorizer, with alarms and saved queries of CloudWatch Logs Insights.
 *
 * It shows how many requests were checked and refused, for which reasons, how long that took, and the latest refusals with the
 * rule that was not met. The alarms are about keys that cannot be fetched, errors, throttling, and an unusual part of refused
 * requests. The queries are below `<stack>/<id>` in the console.
 *
 * CloudWatch charges for the dashboard, the alarms and the metrics: up to about 5 USD a month in all, and 0.30 USD a month for
 * each reason for which requests are refused.
 *
 * @example
 * declare const api: ClerkProtectedHttpApi;
 * declare const topic: sns.Topic;
 * new ClerkAuthorizerDashboard(this, 'Dashboard', {
 *   authorizer: api.lambdaAuthorizer,
 *   accessLogGroup: api.accessLogGroup,
 *   alarmActions: [new cloudwatch_actions.SnsAction(topic)],
 * });
 *
 * @see https://github.com/cdk-clerk-authorizer/cdk-clerk-authorizer/blob/main/docs/operations.md
 */
export class ClerkAuthorizerDashboard extends Construct {
  /**
   * The dashboard, to which widgets can be added.
   */
  public readonly dashboard: Dashboard;

  /**
   * The alarms, to which actions can be added.
   */
  public readonly alarms: Alarm[];

  /**
   * @throws `Dashboard.maxRefusalPercentage` if it is no percentage, `LambdaAuthorizer.function` if no route uses the authorizer
   * yet, `Metrics.logLevel` or `Metrics.logGroupClass` if the log of the function does not contain what the metrics count
   */
  constructor(scope: Construct, id: string, props: ClerkAuthorizerDashboardProps) {
    checkProps(DASHBOARD, props);
    const { authorizer, dashboardName, accessLogGroup, alarmActions = [], maxRefusalPercentage = 50 } = props;
    checkPercentage(maxRefusalPercentage);
    const { logGroup } = authorizer.authorizerFunction;
    super(scope, id);
    warnIfMisspelt(this, DASHBOARD, props);
    this.alarms = createAlarms(this, authorizer, maxRefusalPercentage, alarmActions);
    this.dashboard = new Dashboard(this, 'Dashboard', { dashboardName, widgets: rowsOf(authorizer, this.alarms) });
    saveQueries(this, logGroup, accessLogGroup);
  }
}

function checkPercentage(value: number): void {
  if (Token.isUnresolved(value) || (typeof value === 'number' && value > 0 && value <= 100)) return;
  fail('Dashboard.maxRefusalPercentage', {
    what: "'maxRefusalPercentage' must be more than 0 and at most 100",
    got: value,
    fix: 'write maxRefusalPercentage: 50',
  });
}
