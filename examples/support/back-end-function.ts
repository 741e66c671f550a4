import { join } from 'node:path';
import { Duration, type Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';

/** Creates a function from a file of this folder. Its role allows it to write its own log and nothing else. */
export function newBackEndFunction(stack: Stack, id: string, file: string): LambdaFunction {
  const logGroup = new LogGroup(stack, `${id}Logs`, { retention: RetentionDays.ONE_MONTH });
  const role = new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  return new NodejsFunction(stack, id, {
    entry: join(__dirname, file),
    runtime: Runtime.NODEJS_24_X,
    memorySize: 256,
    timeout: Duration.seconds(5),
    role,
    logGroup,
    awsSdkConnectionReuse: false,
    bundling: { tsconfig: process.env.TSX_TSCONFIG_PATH }, // set in this repository only, where it maps the package to its sources
  });
}
