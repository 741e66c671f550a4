/**
 * This app shows a queue behind an HTTP API: each message has the user's id as an attribute, which clients cannot set.
 *
 * It creates an HTTP API with a JWT authorizer that sends the body of a request to an SQS queue, and no function.
 *
 * Run: CLERK_FRONTEND_API_URL=https://sensible-skunk-49.clerk.accounts.dev npx cdk synth --app "npx tsx --tsconfig test/tsconfig.json examples/http-queue.ts"
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { ClerkProtectedHttpApi } from 'cdk-clerk-authorizer';
import { acceptFindings } from './support/accept-findings';

const stack = new Stack(new App(), 'HttpQueueExample');

const settings = { enforceSSL: true, encryption: QueueEncryption.SQS_MANAGED };
const failed = new Queue(stack, 'FailedJobs', settings);
const queue = new Queue(stack, 'Jobs', { ...settings, deadLetterQueue: { queue: failed, maxReceiveCount: 5 } });

const api = new ClerkProtectedHttpApi(stack, 'Api', {
  frontendApiUrl: process.env.CLERK_FRONTEND_API_URL ?? '',
  audience: ['ClerkJwtAuthorizer'],
  throttle: { rateLimit: 100, burstLimit: 200 },
});

// Behind the JWT authorizer the user's id is the claim `sub`; behind the Lambda authorizer it would be `authorizer.userId`.
const userId = { DataType: 'String', StringValue: '$' + '{context.authorizer.claims.sub}' };
const parameterMapping = new ParameterMapping()
  .custom('QueueUrl', queue.queueUrl)
  .custom('MessageBody', '$request.body')
  .custom('MessageAttributes', JSON.stringify({ userId }));
const integration = new HttpSqsIntegration('SendJob', { queue, parameterMapping });
api.addRoutes({ path: '/jobs', methods: [HttpMethod.POST], integration });

new CfnOutput(stack, 'ApiUrl', { value: api.httpApi.apiEndpoint });
new CfnOutput(stack, 'JobsQueue', { value: queue.queueUrl });
acceptFindings(stack);
