import { Aspects, CfnResource, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

type Findings = Record<string, string>;

const WAITS = 'API Gateway waits for the result of each call, so there is no event to keep.';
const LOGS = 'The logs contain no token. CloudWatch encrypts them with a key of AWS.';
const TRACING = 'The access logs tell what happens to a request. Traces cost extra.';
const WAF = 'A web ACL costs extra, and these APIs are examples.';

/** Findings that the examples accept, by resource type. docs/audits.md tells how to avoid those that an option avoids. */
const ACCEPTED: Record<string, Findings> = {
  'AWS::Lambda::Function': {
    CKV_AWS_115: 'Concurrency is reserved out of what the account has left, so the account decides.',
    CKV_AWS_116: WAITS,
    CKV_AWS_117: 'The functions call nothing in a VPC.',
    CKV_AWS_173: 'The environment contains no secret. Lambda encrypts it with a key of AWS.',
    'Serverless-LambdaDLQ': WAITS,
    'Serverless-LambdaTracing': TRACING,
  },
  'AWS::SQS::Queue': {
    CKV_AWS_27: 'SQS encrypts the messages with a key of its own.',
    'Serverless-SQSRedrivePolicy': 'The only queue without one holds the messages that failed.',
  },
  'AWS::Logs::LogGroup': { CKV_AWS_158: LOGS },
  'AWS::ApiGateway::RestApi': { 'AwsSolutions-APIG2': 'The back end accepts every request body.' },
  'AWS::ApiGateway::Method': { 'AwsSolutions-COG4': 'Clerk, not Cognito, knows the users.' },
  'AWS::ApiGateway::Stage': {
    CKV_AWS_73: TRACING,
    CKV_AWS_120: 'The responses depend on the caller, so they must not be cached.',
    'AwsSolutions-APIG3': WAF,
    'AwsSolutions-APIG6': 'Execution logs repeat requests. There are access logs.',
    'Serverless-APIGWXrayEnabled': TRACING,
  },
};

/** CDK creates the role that API Gateway writes logs with, and gives it the policy that AWS provides for that. */
const OF_CLOUD_WATCH_ROLE: Findings = { 'AwsSolutions-IAM4': 'AWS provides the policy for this role.' };

/** Acknowledges findings of cdk-nag and checkov in the metadata of each resource, where both of them read it. */
export function acceptFindings(stack: Stack): void {
  Aspects.of(stack).add({ visit: acknowledge });
}

function acknowledge(resource: IConstruct): void {
  if (!CfnResource.isCfnResource(resource)) return;
  const isCloudWatchRole = resource.node.path.endsWith('/CloudWatchRole/Resource');
  const accepted = Object.entries((isCloudWatchRole ? OF_CLOUD_WATCH_ROLE : ACCEPTED[resource.cfnResourceType]) ?? {});
  const ofCheckov = accepted.filter(([id]) => id.startsWith('CKV_'));
  const ofCdkNag = accepted.filter(([id]) => !id.startsWith('CKV_'));
  if (ofCheckov.length > 0) {
    resource.addMetadata('checkov', { skip: ofCheckov.map(([id, comment]) => ({ id, comment })) });
  }
  if (ofCdkNag.length > 0) {
    resource.addMetadata('cdk_nag', { rules_to_suppress: ofCdkNag.map(([id, reason]) => ({ id, reason })) });
  }
}
