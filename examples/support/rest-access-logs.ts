import type { Stack } from 'aws-cdk-lib';
import { AccessLogFormat, LogGroupLogDestination, type StageOptions } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Creates access logs for a REST API with the caller's id and the reason of a refusal. */
export function newAccessLogs(stack: Stack): StageOptions {
  const logGroup = new LogGroup(stack, 'AccessLogs', { retention: RetentionDays.ONE_MONTH });
  const format = {
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    ip: '$context.identity.sourceIp',
    method: '$context.httpMethod',
    resource: '$context.resourcePath',
    status: '$context.status',
    userId: '$context.authorizer.userId',
    refusal: '$context.authorizer.reason',
    authorizerError: '$context.authorizer.error',
    integrationError: '$context.integrationErrorMessage',
  };
  return {
    accessLogDestination: new LogGroupLogDestination(logGroup),
    accessLogFormat: AccessLogFormat.custom(JSON.stringify(format)),
  };
}
