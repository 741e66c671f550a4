import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, type IFunction, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { METADATA_HEADERS } from '../oauth/metadata-document';

const HEADERS = {
  'content-type': 'application/json',
  ...METADATA_HEADERS,
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': '*',
};

/** Creates a function that returns a constant, which an HTTP API cannot do by itself. Its role has no permissions, not even for logs. */
export function createMetadataFunction(parent: Construct, document: string, runtime?: Runtime): IFunction {
  const scope = new Construct(parent, 'ProtectedResourceMetadata');
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  return new LambdaFunction(scope, 'Function', {
    description: 'Serves the OAuth protected resource metadata',
    architecture: Architecture.ARM_64,
    runtime: runtime ?? Runtime.NODEJS_24_X,
    timeout: Duration.seconds(3),
    role,
    environment: { METADATA: document },
    handler: 'index.handler',
    code: Code.fromInline(
      `exports.handler = async () => (${JSON.stringify({ statusCode: 200, headers: HEADERS }).slice(0, -1)},"body":process.env.METADATA});`,
    ),
  });
}
