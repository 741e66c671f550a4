import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
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

describe('the saved query', () => {
  const stack = newStack('Orders');
  newApi({}, stack);
  const [query] = resources(stack, 'AWS::Logs::QueryDefinition') as { Name: string; QueryString: string }[];
  const [, fields, filter] =
    /^fields (.*)\n\| filter (.*)\n\| sort @timestamp desc$/.exec(query?.QueryString ?? '') ?? [];
  const [stage] = resources(stack, 'AWS::ApiGatewayV2::Stage') as { AccessLogSettings: { Format: string } }[];

  /** A line of the access log, in which API Gateway writes `-` for what it does not know. */
  function line(variables: Record<string, string>): Record<string, string> {
    const format = stage?.AccessLogSettings.Format ?? '';
    return JSON.parse(format.replace(/\$context\.([\w.]+)/g, (_, name) => variables[name] ?? '-'));
  }

  function finds(user: string, entry: Record<string, string>): boolean {
    const conditions = (filter ?? '').replaceAll('user_...', user).split(' or ');
    return conditions.some((condition) => {
      const [, field, value] = /^(\w+) = '(.*)'$/.exec(condition) ?? [];
      return entry[field ?? ''] === value;
    });
  }

  test('is named after the API', () => {
    expect(query?.Name).toBe('Orders/Api/Requests of a user');
  });

  test.each([
    ['JWT', 'authorizer.claims.sub'],
    ['Lambda', 'authorizer.userId'],
  ])('finds the requests that the %s authorizer let in, and no others', (_, variable) => {
    expect(finds('user_1', line({ [variable]: 'user_1' }))).toBe(true);
    expect(finds('user_1', line({ [variable]: 'user_2' }))).toBe(false);
    expect(finds('user_1', line({}))).toBe(false);
  });

  test('shows fields of the log, with the method', () => {
    const shown = (fields ?? '').split(', ').filter((field) => !field.startsWith('@'));
    expect(Object.keys(line({}))).toEqual(expect.arrayContaining(shown));
    expect(line({ httpMethod: 'TRACE' })).toMatchObject({ httpMethod: 'TRACE' });
    expect(shown).toContain('httpMethod');
  });

  test('reads the log of the API, and does not exist without one', () => {
    const other = newStack();
    newApi({ accessLogs: AccessLogs.toLogGroup(LogGroup.fromLogGroupName(other, 'Mine', 'mine')) }, other);
    expect(resources(other, 'AWS::Logs::QueryDefinition')).toMatchObject([{ LogGroupNames: ['mine'] }]);

    const silent = newStack();
    newApi({ accessLogs: AccessLogs.disabled() }, silent);
    expect(resources(silent, 'AWS::Logs::QueryDefinition')).toEqual([]);
  });
});
