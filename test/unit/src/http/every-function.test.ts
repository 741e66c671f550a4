import { Aspects, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  CfnFunction,
  CodeSigningConfig,
  type FunctionOptions,
  Tracing,
  UntrustedArtifactOnDeployment,
} from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Platform, SigningProfile } from 'aws-cdk-lib/aws-signer';
import { expect, test } from 'vitest';
import { AccessLogs, ClaimRule, ProtectedResourceMetadata, RouteAccess } from '../../../../src';
import { newApi, newIntegration, newStack, resources } from '../../support/stack';

/** An API with every function of this package: its authorizer, its responder for preflights and its metadata function. */
function synthesize(functionOptions: FunctionOptions, stack: Stack, accessLogs?: AccessLogs): void {
  const protectedResourceMetadata = ProtectedResourceMetadata.of({ resource: 'https://api.example.com' });
  const api = newApi({ functionOptions, protectedResourceMetadata, accessLogs }, stack);
  const access = RouteAccess.when(ClaimRule.hasRole('org:admin'));
  api.addRoutes({ path: '/x', integration: newIntegration(), access });
}

function functionsOf(stack: Stack): Record<string, unknown>[] {
  const functions = resources(stack, 'AWS::Lambda::Function').filter(({ Description }) => Description !== undefined);
  expect(functions).toHaveLength(3);
  return functions;
}

function ofEvery<T>(value: T): T[] {
  return [value, value, value];
}

test('encrypts its environment and its logs with a key of the customer', () => {
  const stack = newStack();
  const key = new Key(stack, 'Key');
  const logGroup = new LogGroup(stack, 'Logs', { encryptionKey: key });
  synthesize({ environmentEncryption: key, logGroup }, stack, AccessLogs.toLogGroup(logGroup));
  expect(functionsOf(stack)).toMatchObject(
    ofEvery({
      KmsKeyArn: stack.resolve(key.keyArn),
      LoggingConfig: { LogGroup: stack.resolve(logGroup.logGroupName) },
    }),
  );
  expect(resources(stack, 'AWS::Logs::LogGroup')).toMatchObject([{ KmsKeyId: stack.resolve(key.keyArn) }]);
});

test('has log groups that an aspect can encrypt', () => {
  const stack = newStack();
  const { keyArn } = new Key(stack, 'Key');
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof CfnLogGroup) node.kmsKeyId = keyArn;
    },
  });
  synthesize({ logRetention: RetentionDays.ONE_YEAR }, stack, AccessLogs.retainedFor(RetentionDays.ONE_YEAR));
  const logGroup = { KmsKeyId: stack.resolve(keyArn), RetentionInDays: 365 };
  expect(resources(stack, 'AWS::Logs::LogGroup')).toEqual([...ofEvery(logGroup), logGroup]);
});

test('runs in a VPC, with the permissions that this needs', () => {
  const stack = newStack();
  synthesize({ vpc: new Vpc(stack, 'Vpc') }, stack);
  expect(functionsOf(stack)).toMatchObject(ofEvery({ VpcConfig: { SubnetIds: expect.anything() } }));
  const roles = resources(stack, 'AWS::IAM::Role').map((role) => JSON.stringify(role.ManagedPolicyArns ?? ''));
  expect(roles.filter((policies) => policies.includes('AWSLambdaVPCAccessExecutionRole'))).toHaveLength(3);
});

test('has a role of its own, with the permissions boundary of the stack', () => {
  const stack = newStack();
  const arn = 'arn:aws:iam::123456789012:policy/boundary';
  PermissionsBoundary.of(stack).apply(ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn));
  synthesize({}, stack);
  expect(new Set(functionsOf(stack).map(({ Role }) => JSON.stringify(Role))).size).toBe(3);
  expect(resources(stack, 'AWS::IAM::Role')).toMatchObject(ofEvery({ PermissionsBoundary: arn }));
});

test('has the code signing configuration; what it demands of the assets is for the pipeline to do', () => {
  const stack = newStack();
  const codeSigningConfig = new CodeSigningConfig(stack, 'CodeSigning', {
    signingProfiles: [new SigningProfile(stack, 'Profile', { platform: Platform.AWS_LAMBDA_SHA384_ECDSA })],
    untrustedArtifactOnDeployment: UntrustedArtifactOnDeployment.WARN,
  });
  synthesize({ codeSigningConfig }, stack);
  const { codeSigningConfigArn } = codeSigningConfig;
  expect(functionsOf(stack)).toMatchObject(ofEvery({ CodeSigningConfigArn: stack.resolve(codeSigningConfigArn) }));
});

test('is traced', () => {
  const stack = newStack();
  synthesize({ tracing: Tracing.ACTIVE }, stack);
  expect(functionsOf(stack)).toMatchObject(ofEvery({ TracingConfig: { Mode: 'Active' } }));
});

test('reserves concurrency for the authorizer alone, unless an aspect does for the others', () => {
  const concurrencies = (stack: Stack) =>
    functionsOf(stack).map((it) => [it.Description, it.ReservedConcurrentExecutions]);
  const stack = newStack();
  synthesize({ reservedConcurrentExecutions: 100 }, stack);
  expect(Object.fromEntries(concurrencies(stack))).toMatchObject({ 'Authorizes requests with Clerk tokens': 100 });
  expect(concurrencies(stack).filter(([, concurrency]) => concurrency === undefined)).toHaveLength(2);

  const limited = newStack();
  Aspects.of(limited).add({
    visit: (node) => {
      if (node instanceof CfnFunction) node.reservedConcurrentExecutions ??= 10;
    },
  });
  synthesize({ reservedConcurrentExecutions: 100 }, limited);
  expect(
    concurrencies(limited)
      .map(([, concurrency]) => concurrency)
      .sort(),
  ).toEqual([10, 10, 100]);
});

test('may be invoked by API Gateway only, for this account and this API', () => {
  const stack = newStack();
  synthesize({}, stack);
  const permissions = resources(stack, 'AWS::Lambda::Permission');
  expect(permissions.length).toBeGreaterThanOrEqual(3);
  const [api] = Object.keys(Template.fromStack(stack).findResources('AWS::ApiGatewayV2::Api'));
  for (const { Principal, SourceArn } of permissions) {
    expect(Principal).toBe('apigateway.amazonaws.com');
    expect(JSON.stringify(SourceArn)).toContain(`{"Ref":"AWS::AccountId"},":",{"Ref":"${api}"}`);
  }
});
