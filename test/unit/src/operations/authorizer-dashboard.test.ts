import { Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkAccessLogFormat,
  ClerkAuthorizerDashboard,
  type ClerkAuthorizerDashboardProps,
  ClerkHttpLambdaAuthorizer,
  RouteAccess,
} from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { type LogLine, realLogLines } from '../../support/log-lines';
import { CLERK, newApi, newIntegration, newStack, resources } from '../../support/stack';

function newDashboard(props: Partial<ClerkAuthorizerDashboardProps> = {}, stack = newStack('Orders')) {
  const api = newApi({}, stack);
  api.addRoutes({
    path: '/admin',
    integration: newIntegration(),
    access: RouteAccess.when(ClaimRule.hasRole('org:admin')),
  });
  const { accessLogGroup, lambdaAuthorizer: authorizer } = api;
  const dashboard = new ClerkAuthorizerDashboard(stack, 'Operations', { authorizer, accessLogGroup, ...props });
  return { stack, dashboard };
}

interface SavedQuery {
  readonly Name: string;
  readonly QueryString: string;
  readonly LogGroupNames: unknown[];
}

function queriesOf(props?: Partial<ClerkAuthorizerDashboardProps>): SavedQuery[] {
  const saved = resources(newDashboard(props).stack, 'AWS::Logs::QueryDefinition') as unknown as SavedQuery[];
  return saved.filter(({ Name }) => Name.startsWith('Orders/Operations/'));
}

test('the dashboard shows alarms, requests, refusals by reason, duration, faults and the latest refusals', () => {
  const [dashboard] = resources(newDashboard().stack, 'AWS::CloudWatch::Dashboard');
  const [body] = JSON.stringify(dashboard?.DashboardBody).match(/.*/) ?? [''];
  const titles = [...body.matchAll(/\\"title\\":\\"([^\\]+)\\"/g)].map(([, title]) => title);
  expect(titles).toEqual(
    expect.arrayContaining([
      'Alarms',
      'Requests',
      'Refusals by reason',
      'Duration (milliseconds)',
      'Faults',
      'Latest refusals',
    ]),
  );
});

describe('the alarms', () => {
  test('call every action', () => {
    const stack = newStack('Orders');
    const topic = new Topic(stack, 'Topic');
    newDashboard({ alarmActions: [new SnsAction(topic)] }, stack);
    const alarms = resources(stack, 'AWS::CloudWatch::Alarm');
    expect(alarms).toHaveLength(4);
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([stack.resolve(topic.topicArn)]);
  });

  test('are on the dashboard only if no action is given', () => {
    const { stack, dashboard } = newDashboard();
    expect(dashboard.alarms).toHaveLength(4);
    for (const alarm of resources(stack, 'AWS::CloudWatch::Alarm')) expect(alarm).not.toHaveProperty('AlarmActions');
  });

  test('do not count the absence of requests as a fault', () => {
    Template.fromStack(newDashboard().stack).allResourcesProperties('AWS::CloudWatch::Alarm', {
      TreatMissingData: 'notBreaching',
      AlarmDescription: Match.stringLikeRegexp('^[A-Z].*\\.$'),
    });
  });

  test.each([
    [undefined, 50],
    [5, 5],
    [100, 100],
  ])('with maxRefusalPercentage %s are raised at %d percent', (given, percent) => {
    const template = Template.fromStack(newDashboard({ maxRefusalPercentage: given }).stack);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: percent,
      Metrics: Match.arrayWith([Match.objectLike({ Expression: Match.stringLikeRegexp('refusals.* / invocations') })]),
    });
  });
});

describe('the queries', () => {
  let lines: LogLine[];
  beforeAll(async () => {
    lines = await realLogLines();
  });

  test('have names below the stack and the dashboard', () => {
    expect(
      queriesOf()
        .map(({ Name }) => Name.slice('Orders/Operations/'.length))
        .sort(),
    ).toEqual([
      'Callers whom a rule would refuse',
      'Fetches of the keys',
      'Refusals',
      'Refusals by route and reason',
      'Refusals of a user',
      'Refusals with their requests',
    ]);
  });

  test('name only fields of real lines', () => {
    const format = JSON.parse(ClerkAccessLogFormat.restApi().toString());
    for (const { Name, QueryString, LogGroupNames } of queriesOf()) {
      const fields = new Set(lines.flatMap((line) => Object.keys(line)));
      if (LogGroupNames.length > 1) for (const field of Object.keys(format)) fields.add(field);
      const unknown = fieldsIn(QueryString).filter((field) => !fields.has(field));
      expect([Name, unknown]).toEqual([Name, []]);
    }
  });

  test('compare decisions that occur', () => {
    const compared = queriesOf().flatMap(({ QueryString }) => [...QueryString.matchAll(/decision = '(\w+)'/g)]);
    expect(compared.length).toBeGreaterThan(3);
    for (const [, decision] of compared) expect(lines.map((line) => line.decision)).toContain(decision);
  });

  test('do not read the access log if there is none', () => {
    const queries = queriesOf({ accessLogGroup: undefined });
    expect(queries.map(({ LogGroupNames }) => LogGroupNames.length)).toEqual([1, 1, 1, 1, 1]);
  });
});

/** The fields that a query reads: its names without commands, functions, texts and the names that it gives to results. */
function fieldsIn(query: string): string[] {
  const named = new Set([...query.matchAll(/ as (\w+)/g)].map(([, name]) => name));
  const words = query.replace(/'[^']*'|@\w+/g, '').match(/\b[a-zA-Z]\w*\b(?!\()/g) ?? [];
  const keywords = ['fields', 'filter', 'stats', 'sort', 'limit', 'by', 'as', 'and', 'desc'];
  return words.filter((word) => !keywords.includes(word) && !named.has(word));
}

describe('a mistake is found at synthesis', () => {
  test.each([0, -1, 101, Number.NaN, '50' as never])('maxRefusalPercentage %s', (maxRefusalPercentage) => {
    expect(() => newDashboard({ maxRefusalPercentage })).toThrow(diagnostic('Dashboard.maxRefusalPercentage'));
  });

  test.each<[string, object]>([
    ['an API instead of its authorizer', { authorizer: newApi() }],
    ['the name of a log group', { accessLogGroup: '/aws/api' }],
    ['a topic instead of a list of actions', { alarmActions: new Topic(newStack(), 'Topic') }],
  ])('%s', (_, props) => {
    expect(() => newDashboard(props)).toThrow(diagnostic('Props.type'));
  });

  test('an authorizer that no route uses', () => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    expect(() => newDashboard({ authorizer })).toThrow(diagnostic('LambdaAuthorizer.function'));
  });
});

test('the access log may be in any log group', () => {
  const stack = newStack('Orders');
  newDashboard({ accessLogGroup: LogGroup.fromLogGroupName(stack, 'Log', 'access') }, stack);
  const names = resources(stack, 'AWS::Logs::QueryDefinition').map(({ LogGroupNames }) => LogGroupNames);
  expect(JSON.stringify(names)).toContain('"access"');
});
