import { type App, Duration, type Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationLogLevel, type FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, LogGroupClass } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import {
  ClerkHttpLambdaAuthorizer,
  type ClerkLambdaAuthorizerProps,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  type IClerkLambdaAuthorizer,
  RefusalReason,
  UnauthenticatedResponse,
} from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { REASONS } from '../../support/reasons';
import { CLERK, newIntegration, newStack, resources } from '../../support/stack';

type Props = Partial<ClerkLambdaAuthorizerProps>;

function newHttpAuthorizer(stack: Stack, props: object = {}): ClerkHttpLambdaAuthorizer {
  const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props });
  new HttpApi(stack, 'Api').addRoutes({ path: '/x', integration: newIntegration(), authorizer });
  return authorizer;
}

const AUTHORIZERS: [string, (stack: Stack, props?: Props) => IClerkLambdaAuthorizer][] = [
  ['ClerkHttpLambdaAuthorizer', newHttpAuthorizer],
  [
    'ClerkRestAuthorizer',
    (stack, props) => {
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      return authorizer;
    },
  ],
  [
    'ClerkWebSocketAuthorizer',
    (stack, props) => {
      const authorizer = new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, ...props });
      const integration = new WebSocketMockIntegration('Connect');
      new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration, authorizer } });
      return authorizer;
    },
  ],
];

interface Filter {
  readonly MetricTransformations: { readonly MetricName: string }[];
}

const filtersOf = (stack: Stack) => resources(stack, 'AWS::Logs::MetricFilter') as unknown as Filter[];
const names = (stack: Stack) => filtersOf(stack).map((filter) => filter.MetricTransformations[0]?.MetricName);

const rendered = (metric: IMetric) => metric.toMetricConfig().metricStat;

describe.each(AUTHORIZERS)('%s', (_, create) => {
  test('has no metric filters, which cost money, unless a metric is used', () => {
    const stack = newStack();
    create(stack).metricLatency();
    expect(filtersOf(stack)).toEqual([]);
  });

  test('has one filter for a metric, however often it is used', () => {
    const stack = newStack();
    const authorizer = create(stack);
    authorizer.metricRefusals();
    authorizer.metricRefusals({ period: Duration.minutes(1) });
    authorizer.metricRefusals({ reason: RefusalReason.TOKEN_EXPIRED });
    authorizer.metricRefusals({ reason: RefusalReason.RULE_NOT_MET });
    authorizer.metricReportedRefusals();
    authorizer.metricKeyFetches();
    authorizer.metricKeyFetchFailures();
    expect(names(stack).sort()).toEqual(['KeyFetchFailures', 'KeyFetches', 'Refusals', 'Refusals', 'ReportedRefusals']);
  });

  test('counts refusals by function and by reason', () => {
    const stack = newStack();
    const authorizer = create(stack);
    const functionName = authorizer.authorizerFunction.functionName;
    const period = Duration.minutes(1);
    expect(rendered(authorizer.metricRefusals({ reason: RefusalReason.TOKEN_EXPIRED, period }))).toMatchObject({
      namespace: 'CdkClerkAuthorizer',
      metricName: 'Refusals',
      statistic: 'Sum',
      period,
      dimensions: [
        { name: 'FunctionName', value: functionName },
        { name: 'Reason', value: 'token-expired' },
      ],
    });
  });

  test('has the duration of the function as latency', () => {
    const metric = create(newStack()).metricLatency({ statistic: 'p99' });
    expect(rendered(metric)).toMatchObject({ namespace: 'AWS/Lambda', metricName: 'Duration', statistic: 'p99' });
  });

  test('refuses a reason that does not exist', () => {
    const authorizer = create(newStack());
    const count = () => authorizer.metricRefusals({ reason: 'expired' as RefusalReason });
    expect(count).toThrow(diagnostic('Props.type'));
    expect(count).toThrow('RefusalReason.');
  });

  test('refuses a metric of lines that the function does not log', () => {
    const functionOptions = { applicationLogLevelV2: ApplicationLogLevel.ERROR };
    const authorizer = create(newStack(), { functionOptions });
    expect(() => authorizer.metricRefusals()).toThrow(diagnostic('Metrics.logLevel'));
    expect(() => authorizer.metricKeyFetchFailures()).not.toThrow();
  });

  test('refuses a metric of a log group that has no filters', () => {
    const stack = newStack();
    const logGroup = new LogGroup(stack, 'Rare', { logGroupClass: LogGroupClass.INFREQUENT_ACCESS });
    const authorizer = create(stack, { functionOptions: { logGroup } });
    expect(() => authorizer.metricRefusals()).toThrow(diagnostic('Metrics.logGroupClass'));
  });

  test.each<[string, (stack: Stack) => FunctionOptions]>([
    [
      'of the class STANDARD',
      (stack) => ({ logGroup: new LogGroup(stack, 'Log', { logGroupClass: LogGroupClass.STANDARD }) }),
    ],
    ['imported', (stack) => ({ logGroup: LogGroup.fromLogGroupName(stack, 'Log', 'log') })],
  ])('accepts a log group that is %s', (_, optionsIn) => {
    const stack = newStack();
    create(stack, { functionOptions: optionsIn(stack) }).metricRefusals();
    expect(names(stack)).toEqual(['Refusals']);
    (stack.node.root as App).synth();
  });
});

describe('errors', () => {
  const expressionOf = (metric: IMetric) => metric.toMetricConfig().mathExpression?.expression;

  test.each([AUTHORIZERS[1], AUTHORIZERS[2]] as typeof AUTHORIZERS)('of %s do not count its refusals', (_, create) => {
    const stack = newStack();
    expect(expressionOf(create(stack).metricErrors())).toBe('errors - FILL(thrown, 0)');
    expect(names(stack)).toEqual(['ThrownRefusals']);
  });

  test('of an HTTP API are those of AWS, because its function throws none', () => {
    const stack = newStack();
    expect(expressionOf(newHttpAuthorizer(stack).metricErrors())).toBe('errors');
    expect(filtersOf(stack)).toEqual([]);
  });

  test('of an HTTP API do not count refusals that throw', () => {
    const unauthenticatedResponse = UnauthenticatedResponse.UNAUTHORIZED;
    const authorizer = newHttpAuthorizer(newStack(), { unauthenticatedResponse });
    expect(expressionOf(authorizer.metricErrors())).toBe('errors - FILL(thrown, 0)');
  });
});

test('RefusalReason has the reasons of the function', () => {
  expect(Object.values(RefusalReason)).toEqual(REASONS);
  for (const [name, reason] of Object.entries(RefusalReason)) {
    expect(name).toBe(reason.toUpperCase().replaceAll('-', '_'));
  }
});
