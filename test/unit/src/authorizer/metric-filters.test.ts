import { beforeAll, expect, test } from 'vitest';
import { ClerkRestAuthorizer, RefusalReason } from '../../../../src';
import { FUNCTION_NAME, type LogLine, realLogLines } from '../../support/log-lines';
import { CLERK, newStack, resources } from '../../support/stack';

interface Filter {
  readonly FilterPattern: { readonly 'Fn::Join': [string, unknown[]] };
  readonly MetricTransformations: [
    { readonly MetricName: string; readonly Dimensions: { Key: string; Value: string }[] },
  ];
}

let lines: LogLine[];

beforeAll(async () => {
  lines = await realLogLines();
});

function filters(): Filter[] {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
  authorizer.metricRefusals();
  authorizer.metricRefusals({ reason: RefusalReason.RULE_NOT_MET });
  authorizer.metricReportedRefusals();
  authorizer.metricKeyFetches();
  authorizer.metricKeyFetchFailures();
  authorizer.metricErrors();
  void authorizer.authorizerUri; // an authorizer of no API is an error
  return resources(stack, 'AWS::Logs::MetricFilter') as unknown as Filter[];
}

/** Whether CloudWatch would count the line: each condition of the pattern compares a field with a text. */
function matches({ FilterPattern }: Filter, line: LogLine, functionName = FUNCTION_NAME): boolean {
  const pattern = FilterPattern['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : functionName)).join('');
  const conditions = /^\{ (.*) \}$/.exec(pattern)?.[1]?.split(' && ') ?? [];
  return conditions.every((condition) => {
    const [, field = '', value] = /^\$\.(\w+) = "([^"]*)"$/.exec(condition) ?? [];
    return line[field] === value;
  });
}

test('each metric counts the lines that it is named after', () => {
  const counts = filters().map((filter) => {
    const [{ MetricName, Dimensions }] = filter.MetricTransformations;
    const by = Dimensions.map(({ Key }) => Key).join();
    return [MetricName, by, lines.filter((line) => matches(filter, line)).length];
  });
  expect(counts.sort()).toEqual([
    ['KeyFetchFailures', 'FunctionName', 1],
    ['KeyFetches', 'FunctionName', 3],
    ['Refusals', 'FunctionName', 3],
    ['Refusals', 'FunctionName,Reason', 3],
    ['ReportedRefusals', 'FunctionName', 1],
    ['ThrownRefusals', 'FunctionName', 2],
  ]);
});

test('every dimension is a field of the lines', () => {
  for (const filter of filters()) {
    for (const line of lines.filter((it) => matches(filter, it))) {
      for (const { Value } of filter.MetricTransformations[0].Dimensions) expect(line).toHaveProperty(Value.slice(2));
    }
  }
});

test('the lines of another function in the same log group do not count', () => {
  expect(filters().filter((filter) => lines.some((line) => matches(filter, line, 'other')))).toEqual([]);
});
