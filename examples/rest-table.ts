/**
 * This app shows a table behind a REST API in which each user reads and writes their own items only.
 *
 * It creates a REST API with the Lambda authorizer, and a DynamoDB table that API Gateway calls by mapping templates. There is
 * no function behind the API.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/rest-table.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { AwsIntegration, LogGroupLogDestination, PassthroughBehavior, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ClerkAccessLogFormat, ClerkRestAuthorizer } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';

const stack = new Stack(new App(), 'RestTableExample');

const table = new TableV2(stack, 'Favorites', {
  partitionKey: { name: 'userId', type: AttributeType.STRING },
  sortKey: { name: 'item', type: AttributeType.STRING },
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
});
const credentialsRole = new Role(stack, 'ApiRole', { assumedBy: new ServicePrincipal('apigateway.amazonaws.com') });
table.grant(credentialsRole, 'dynamodb:PutItem', 'dynamodb:Query');

const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
});
const accessLogs = new LogGroup(stack, 'AccessLogs', { retention: RetentionDays.ONE_MONTH });
const api = new RestApi(stack, 'Api', {
  defaultMethodOptions: { authorizer, methodResponses: [{ statusCode: '200' }, { statusCode: '400' }] },
  deployOptions: {
    accessLogDestination: new LogGroupLogDestination(accessLogs),
    accessLogFormat: ClerkAccessLogFormat.restApi(),
    throttlingRateLimit: 100,
    throttlingBurstLimit: 200,
  },
  cloudWatchRole: true,
});

// The user's id comes from the verified token, so a caller cannot name another user.
const userId = { S: '$context.authorizer.userId' };
// URL encoding leaves no quotes, with which a client could end the text and add members of its own.
const item = { S: "$util.urlEncode($input.params('item'))" };

const favorites = api.root.addResource('favorites');
favorites.addMethod(
  'GET',
  call('Query', {
    KeyConditionExpression: 'userId = :userId',
    ExpressionAttributeValues: { ':userId': userId },
  }),
);
favorites.addResource('{item}').addMethod('PUT', call('PutItem', { Item: { userId, item } }));

function call(action: string, request: object): AwsIntegration {
  return new AwsIntegration({
    service: 'dynamodb',
    action,
    options: {
      credentialsRole,
      requestTemplates: { 'application/json': stack.toJsonString({ TableName: table.tableName, ...request }) },
      // Otherwise API Gateway passes a body of another content type on to DynamoDB as it is, with any user's id in it.
      passthroughBehavior: PassthroughBehavior.NEVER,
      integrationResponses: [{ statusCode: '200' }, { statusCode: '400', selectionPattern: '[45]..' }],
    },
  });
}

new CfnOutput(stack, 'ApiUrl', { value: api.url });
acceptFindings(stack);
