import { Duration, type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  type FunctionOptions,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type EncodedPolicy, encodePolicy } from '../policy/encode-policy';
import { POLICY_METADATA, POLICY_VARIABLE, type PolicyDocument } from '../policy/policy-document';
import { AuthorizerCode } from './authorizer-code';

/** Lambda allows 4 KB for the names and values of all variables; the rest is left to the user of the function. */
const MAX_POLICY_BYTES = 3584;

export interface AuthorizerFunctionProps {
  /** Returns the policy document. Called during synthesis, when every route is known. */
  readonly policy: () => PolicyDocument;
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
}

/** Creates the function of a Lambda authorizer. Its role allows it to write its own log and nothing else. */
export function createAuthorizerFunction(scope: Construct, props: AuthorizerFunctionProps): LambdaFunction {
  const options = props.functionOptions ?? {};
  const logGroup = options.logGroup ?? new LogGroup(scope, 'Logs', { retention: RetentionDays.ONE_MONTH });
  const encoded = () => encodePolicy(props.policy());
  const authorizer = new LambdaFunction(scope, 'Function', {
    description: 'Authorizes requests with Clerk tokens',
    architecture: Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.seconds(5), // API Gateway waits up to 10 seconds
    loggingFormat: LoggingFormat.JSON,
    systemLogLevelV2: SystemLogLevel.WARN, // START, END and REPORT lines would cost more than the invocations
    ...options,
    logGroup,
    role: options.role ?? createRole(scope, logGroup, options),
    runtime: props.runtime ?? Runtime.NODEJS_24_X,
    code: new AuthorizerCode(() => fileOf(encoded())),
    handler: 'index.handler',
  });
  const resource = authorizer.node.defaultChild as CfnFunction;
  addVariables(resource, () => variablesOf(encoded()));
  resource.addMetadata(POLICY_METADATA, Lazy.uncachedAny({ produce: props.policy }));
  return authorizer;
}

/** The invocation URI that API Gateway calls the function with. */
export function authorizerUri(authorizer: IFunction): string {
  return Stack.of(authorizer).formatArn({
    service: 'apigateway',
    account: 'lambda',
    resource: 'path/2015-03-31/functions',
    resourceName: `${authorizer.functionArn}/invocations`,
  });
}

/** Allows an API to invoke the function as an authorizer, but not as an integration. */
export function allowAuthorizers(authorizer: IFunction, apiId: string): void {
  authorizer.addPermission('Invoke', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: Stack.of(authorizer).formatArn({
      service: 'execute-api',
      resource: apiId,
      resourceName: 'authorizers/*',
    }),
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

/** The document, if it does not fit into the environment. */
function fileOf({ json }: EncodedPolicy): string | undefined {
  return Buffer.byteLength(json) > MAX_POLICY_BYTES ? json : undefined;
}

function variablesOf(policy: EncodedPolicy): Record<string, string> {
  return fileOf(policy) === undefined ? { [POLICY_VARIABLE]: policy.json, ...policy.variables } : policy.variables;
}

/** Adds variables whose names are known at the end of synth only, beside those that the function has by then. */
function addVariables(resource: CfnFunction, variables: () => Record<string, string>): void {
  const { environment } = resource;
  resource.environment = Lazy.uncachedAny({
    produce: (context: IResolveContext) => {
      const all = { ...context.resolve(environment)?.variables, ...variables() };
      return Object.keys(all).length > 0 ? { variables: all } : undefined;
    },
  });
}
