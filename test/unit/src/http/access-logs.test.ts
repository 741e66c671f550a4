import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { expect, test } from 'vitest';
import { AccessLogs } from '../../../../src';
import { newApi, newStack, resources } from '../../support/stack';

test('the default log contains the reason of a refusal and is kept for one month', () => {
  const stack = newStack();
  const api = newApi({}, stack);
  const [stage] = resources(stack, 'AWS::ApiGatewayV2::Stage') as { AccessLogSettings: { Format: string } }[];
  expect(JSON.parse(stage?.AccessLogSettings.Format ?? '')).toMatchObject({
    authorizerError: '$context.authorizer.error',
    userId: '$context.authorizer.claims.sub',
  });
  expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 30 }]);
  expect(api.accessLogGroup).toBeDefined();
});

test('the log can be an existing one, have another retention, or be disabled', () => {
  const stack = newStack();
  const logGroup = new LogGroup(stack, 'Mine', { retention: RetentionDays.ONE_DAY });
  expect(newApi({ accessLogs: AccessLogs.toLogGroup(logGroup) }, stack).accessLogGroup).toBe(logGroup);
  expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 1 }]);
  expect(resources(stack, 'AWS::ApiGatewayV2::Stage')).toMatchObject([{ AccessLogSettings: {} }]);

  const year = newStack();
  newApi({ accessLogs: AccessLogs.retainedFor(RetentionDays.ONE_YEAR) }, year);
  expect(resources(year, 'AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 365 }]);

  const silent = newStack();
  expect(newApi({ accessLogs: AccessLogs.disabled() }, silent).accessLogGroup).toBeUndefined();
  expect(resources(silent, 'AWS::Logs::LogGroup')).toEqual([]);
  expect(resources(silent, 'AWS::ApiGatewayV2::Stage')[0]).not.toHaveProperty('AccessLogSettings');
});
