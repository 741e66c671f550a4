import { Duration, Stack, Stage } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnFunction,
  type Code,
  type FunctionOptions,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { definedOf, loggingDefaults } from './function-options';

export interface BundledFunctionProps {
  readonly description: string;
  readonly code: Code;
  /** Variables that `functionOptions` cannot replace. */
  readonly environment?: Record<string, string>;
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
}

/** Creates a function of this package. Its role allows it to write its own log and nothing else. */
export function createBundledFunction(scope: Construct, props: BundledFunctionProps): LambdaFunction {
  const { logRetention, logRemovalPolicy, ...given } = definedOf(props.functionOptions);
  checkNameIsFree(scope, given.functionName);
  const logGroup =
    given.logGroup ??
    new LogGroup(scope, 'Logs', {
      retention: logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: logRemovalPolicy,
    });
  return new LambdaFunction(scope, 'Function', {
    description: props.description,
    architecture: Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.seconds(5), // API Gateway waits up to 10 seconds for an authorizer
    ...loggingDefaults(given),
    ...given,
    logGroup,
    role: given.role ?? createRole(scope, logGroup, given),
    runtime: props.runtime ?? Runtime.NODEJS_24_X,
    code: props.code,
    handler: 'index.handler',
    environment: { ...given.environment, ...props.environment },
  });
}

function createRole(scope: Construct, logGroup: ILogGroup, { vpc }: FunctionOptions): IRole {
  const role = new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: vpc && [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaVPCAccessExecutionRole')],
  });
  logGroup.grantWrite(role);
  return role;
}

/** Fails on the second function of one name, which Lambda would refuse. Other stages may be other accounts. */
function checkNameIsFree(scope: Construct, functionName: string | undefined): void {
  if (functionName === undefined) return;
  const { environment } = Stack.of(scope);
  const twin = (Stage.of(scope) ?? scope.node.root).node
    .findAll()
    .find(
      (it) => it instanceof CfnFunction && it.functionName === functionName && it.stack.environment === environment,
    );
  if (!twin) return;
  fail('LambdaAuthorizer.functionName', {
    what: `'functionOptions.functionName' is the name of ${twin.node.path}, and each API has an authorizer function of its own`,
    got: functionName,
    fix: "leave functionName out, or give each API's authorizer options of its own",
  });
}
