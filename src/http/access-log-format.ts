import { Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';

/** The id of the user. A log format has no alternatives, so each kind of authorizer has a field of its own. */
const USER_FIELDS = {
  userId: '$context.authorizer.claims.sub', // set by the JWT authorizer
  lambdaUserId: '$context.authorizer.userId', // set by the Lambda authorizer
};

/** One JSON object per line. API Gateway writes `-` for a variable that has no value. */
export const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  protocol: '$context.protocol',
  httpMethod: '$context.httpMethod',
  routeKey: '$context.routeKey',
  path: '$context.path',
  status: '$context.status',
  responseLength: '$context.responseLength',
  ...USER_FIELDS,
  refusal: '$context.authorizer.reason',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});

/** Saves a query of CloudWatch Logs Insights that lists the requests of one user, whichever authorizer let them in. */
export function saveUserQuery(httpApi: HttpApi, logGroup: ILogGroup): void {
  const owner = httpApi.node.scope?.node.id;
  new QueryDefinition(httpApi, 'RequestsOfUser', {
    queryDefinitionName: `${Stack.of(httpApi).stackName}/${owner}/Requests of a user`,
    logGroups: [logGroup],
    queryString: new QueryString({
      fields: ['@timestamp', 'httpMethod', 'path', 'routeKey', 'status', 'refusal', 'authorizerError'],
      filterStatements: [
        Object.keys(USER_FIELDS)
          .map((field) => `${field} = 'user_...'`)
          .join(' or '),
      ],
      sort: '@timestamp desc',
    }),
  });
}
