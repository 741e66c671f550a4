import { Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';

/** Saves a query of CloudWatch Logs Insights that lists the requests of one user, whichever authorizer let them in. */
export function saveUserQuery(httpApi: HttpApi, logGroup: ILogGroup): void {
  const owner = httpApi.node.scope?.node.id;
  new QueryDefinition(httpApi, 'RequestsOfUser', {
    queryDefinitionName: `${Stack.of(httpApi).stackName}/${owner}/Requests of a user`,
    logGroups: [logGroup],
    queryString: new QueryString({
      fields: ['@timestamp', 'httpMethod', 'path', 'routeKey', 'status', 'reason', 'authorizerError'],
      filterStatements: [['userId', 'lambdaUserId'].map((field) => `${field} = 'user_...'`).join(' or ')],
      sort: '@timestamp desc',
    }),
  });
}
