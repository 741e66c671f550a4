import { type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  type AliasOptions,
  type CfnFunction,
  CfnPermission,
  type FunctionOptions,
  type Function as LambdaFunction,
  type Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct, IConstruct } from 'constructs';
import { fail } from '../diagnostics/diagnostics';
import { type EncodedPolicy, encodePolicy } from '../policy/encode-policy';
import { POLICY_METADATA, POLICY_VARIABLE, type PolicyDocument } from '../policy/policy-document';
import { AuthorizerCode } from './authorizer-code';
import { AuthorizerMetrics } from './authorizer-metrics';
import { createBundledFunction } from './bundled-function';
import { warnIfReportOnly } from './report-only';

/** Lambda allows 4 KB for the names and values of all variables; the rest is left to the user of the function. */
const MAX_POLICY_BYTES = 3584;

export interface AuthorizerFunctionProps {
  /** Returns the policy document. Called during synthesis, when every route is known. */
  readonly policy: () => PolicyDocument;
  /** Whether the function throws `Unauthorized` to refuse a caller without a valid token. */
  readonly throwsUnauthorized: boolean;
  /** Whether rules are reported instead of enforced, which is warned about. */
  readonly reportOnlyRules?: boolean;
  readonly runtime?: Runtime;
  readonly functionOptions?: FunctionOptions;
  readonly aliasOptions?: AliasOptions;
}

/** The function of a Lambda authorizer. Its role allows it to write its own log and nothing else. */
export class AuthorizerFunction {
  public readonly function: LambdaFunction;
  public readonly alias?: Alias;
  public readonly metrics: AuthorizerMetrics;

  constructor(scope: Construct, props: AuthorizerFunctionProps) {
    warnIfReportOnly(scope, props.reportOnlyRules);
    const encoded = () => encodePolicy(props.policy());
    this.function = createBundledFunction(scope, {
      description: 'Authorizes requests with Clerk tokens',
      code: new AuthorizerCode(() => fileOf(encoded())),
      runtime: props.runtime,
      functionOptions: props.functionOptions,
    });
    const resource = this.function.node.defaultChild as CfnFunction;
    addVariables(resource, () => variablesOf(encoded()));
    resource.addMetadata(POLICY_METADATA, Lazy.uncachedAny({ produce: props.policy }));
    this.metrics = new AuthorizerMetrics(scope, this.function, props.throwsUnauthorized);
    if (props.aliasOptions) {
      const version = this.function.currentVersion;
      this.alias = new Alias(scope, 'Alias', { aliasName: 'live', version, ...props.aliasOptions });
    }
  }

  /** The function or its alias, which API Gateway invokes. */
  public get target(): Alias | LambdaFunction {
    return this.alias ?? this.function;
  }

  /** The permissions to invoke the function that exist so far. */
  public get permissions(): IConstruct[] {
    return this.target.node.children.filter((child) => child instanceof CfnPermission);
  }

  /** The invocation URI that API Gateway calls the function with. */
  public get uri(): string {
    return Stack.of(this.function).formatArn({
      service: 'apigateway',
      account: 'lambda',
      resource: 'path/2015-03-31/functions',
      resourceName: `${this.target.functionArn}/invocations`,
    });
  }

  /** Allows an API to invoke the function as one authorizer, but not as another one or as an integration. */
  public allow(apiId: string, authorizerId: string, permissionId = 'Invoke'): void {
    this.target.addPermission(permissionId, {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this.function).formatArn({
        service: 'execute-api',
        resource: apiId,
        resourceName: `authorizers/${authorizerId}`,
      }),
    });
  }
}

/** Returns the function of an authorizer that one API uses. Each API has its own. */
export function onlyOne(functions: AuthorizerFunction[]): AuthorizerFunction {
  if (functions.length === 1) return functions[0];
  return fail('LambdaAuthorizer.function', {
    what: 'the authorizer has a function for each API that uses it, not exactly one',
    got: `${functions.length} functions`,
    fix: 'create one authorizer for each API, and read it after a route was added with the authorizer',
  });
}

/** Returns the document if it does not fit into the environment. */
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
