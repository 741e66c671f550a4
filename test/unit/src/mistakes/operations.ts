import type { Mistake } from './mistake';

/** Mistakes in what shows how an authorizer is doing. */
export const OPERATIONS: Mistake[] = [
  [
    'Metrics.logLevel',
    "new ClerkRestAuthorizer(stack, 'Authorizer', { ...clerk, functionOptions: { applicationLogLevelV2: lambda.ApplicationLogLevel.FATAL } }).metricRefusals()",
    'which the function does not log',
    'ApplicationLogLevel.INFO',
  ],
  [
    'Metrics.logGroupClass',
    "new ClerkRestAuthorizer(stack, 'Authorizer', { ...clerk, functionOptions: { logGroup: new logs.LogGroup(stack, 'Logs', { logGroupClass: logs.LogGroupClass.INFREQUENT_ACCESS }) } }).metricRefusals()",
    'only log groups of the class STANDARD',
    'leave logGroupClass',
  ],
  [
    'Dashboard.maxRefusalPercentage',
    "new ClerkAuthorizerDashboard(stack, 'Dashboard', { authorizer, maxRefusalPercentage: 0 })",
    'more than 0 and at most 100',
    'write maxRefusalPercentage: 50',
  ],
  [
    'LambdaAuthorizer.reportOnly',
    "reportOnlyRules: true, defaultAccess: RouteAccess.when(ClaimRule.hasRole('org:admin'))",
    'whatever the rules of the routes say',
  ],
];
