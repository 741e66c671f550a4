import {
  type Alarm,
  AlarmStatusWidget,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IClerkLambdaAuthorizer } from '../authorizer/lambda-authorizer';
import { RefusalReason } from '../authorizer/refusal-reason';
import { LATEST_REFUSALS } from './queries';

const FULL_WIDTH = 24;

/** Returns the rows of the dashboard: first what is wrong, then how much, then each refusal. */
export function rowsOf(authorizer: IClerkLambdaAuthorizer, alarms: Alarm[]): IWidget[][] {
  const { authorizerFunction } = authorizer;
  return [
    [new AlarmStatusWidget({ title: 'Alarms', alarms, width: FULL_WIDTH, height: 2 })],
    [
      graph('Requests', [
        authorizerFunction.metricInvocations({ label: 'checked' }),
        authorizer.metricRefusals({ label: 'refused' }),
        authorizer.metricReportedRefusals({ label: 'let in by reportOnlyRules' }),
      ]),
      graph('Refusals by reason', [refusalsByReason(authorizer)]),
    ],
    [
      graph('Duration (milliseconds)', [
        authorizer.metricLatency({ statistic: 'p50', label: 'median' }),
        authorizer.metricLatency({ statistic: 'p99', label: '99th percentile' }),
      ]),
      graph('Faults', [
        authorizer.metricErrors({ label: 'errors' }),
        authorizerFunction.metricThrottles({ label: 'throttled' }),
        authorizer.metricKeyFetchFailures({ label: 'failed fetches of the keys' }),
      ]),
    ],
    [
      new LogQueryWidget({
        title: 'Latest refusals',
        logGroupNames: [authorizerFunction.logGroup.logGroupName],
        queryLines: [...LATEST_REFUSALS.commands],
        view: LogQueryVisualizationType.TABLE,
        width: FULL_WIDTH,
        height: 8,
      }),
    ],
  ];
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: FULL_WIDTH / 2 });
}

/** A search shows the reasons that have occurred, and not one line for each reason that there is. */
function refusalsByReason(authorizer: IClerkLambdaAuthorizer): MathExpression {
  authorizer.metricRefusals({ reason: RefusalReason.RULE_NOT_MET }); // creates the filter that counts each reason
  const { functionName } = authorizer.authorizerFunction;
  const search = `{CdkClerkAuthorizer,FunctionName,Reason} MetricName="Refusals" FunctionName="${functionName}"`;
  return new MathExpression({ expression: `SEARCH('${search}', 'Sum', 300)`, usingMetrics: {}, label: '' });
}
