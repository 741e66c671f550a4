import { App, CfnParameter, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  ApplicationLogLevel,
  type FunctionOptions,
  InlineCode,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  RuntimeFamily,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { ClerkHttpLambdaAuthorizer, type ClerkHttpLambdaAuthorizerProps } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { CLERK, newIntegration, newStack, resources } from '../../support/stack';

/** A stack with one route that the authorizer protects. */
function synthesize(props: Partial<ClerkHttpLambdaAuthorizerProps>, stack = newStack()) {
  addRoute(stack, new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, ...props }));
  return stack;
}

function addRoute(stack: Stack, authorizer: ClerkHttpLambdaAuthorizer, id = 'Api') {
  const options = { path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), authorizer };
  new HttpApi(stack, id).addRoutes(options);
}

function functionOf(functionOptions: FunctionOptions): Record<string, unknown> {
  return resources(synthesize({ functionOptions }), 'AWS::Lambda::Function')[0] ?? {};
}

describe('functionOptions', () => {
  test('that are undefined leave the defaults alone', () => {
    const options = {
      memorySize: undefined,
      timeout: undefined,
      loggingFormat: undefined,
      logGroup: undefined,
      role: undefined,
    };
    expect(functionOf(options)).toEqual(functionOf({}));
    expect(functionOf({})).toMatchObject({ MemorySize: 256, Timeout: 5, LoggingConfig: { LogFormat: 'JSON' } });
  });

  test.each<[string, FunctionOptions, object]>([
    ['text logs', { loggingFormat: LoggingFormat.TEXT }, { LogFormat: 'Text' }],
    ['text logs, the old way', { logFormat: 'Text' }, { LogFormat: 'Text' }],
    ['JSON logs', { loggingFormat: LoggingFormat.JSON }, { LogFormat: 'JSON', SystemLogLevel: 'WARN' }],
    ['JSON logs, the old way', { logFormat: 'JSON' }, { LogFormat: 'JSON', SystemLogLevel: 'WARN' }],
    ['a system log level', { systemLogLevelV2: SystemLogLevel.DEBUG }, { LogFormat: 'JSON', SystemLogLevel: 'DEBUG' }],
    ['a system log level, the old way', { systemLogLevel: 'INFO' }, { LogFormat: 'JSON', SystemLogLevel: 'INFO' }],
    [
      'an application log level',
      { applicationLogLevelV2: ApplicationLogLevel.ERROR },
      { LogFormat: 'JSON', SystemLogLevel: 'WARN', ApplicationLogLevel: 'ERROR' },
    ],
  ])('may ask for %s, whatever the defaults are', (_, options, logging) => {
    const { LogGroup: _group, ...configured } = functionOf(options).LoggingConfig as Record<string, unknown>;
    expect(configured).toEqual(logging);
  });

  test('may set the retention and the removal policy of the log group in the old way', () => {
    const stack = synthesize({
      functionOptions: { logRetention: RetentionDays.ONE_YEAR, logRemovalPolicy: RemovalPolicy.DESTROY },
    });
    Template.fromStack(stack).hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 365 },
      DeletionPolicy: 'Delete',
    });
    expect(resources(stack, 'Custom::LogRetention')).toEqual([]);
  });

  test.each(['code', 'handler', 'runtime'])('must not hold %s, which JavaScript would drop without a word', (name) => {
    const functionOptions = { [name]: name === 'runtime' ? Runtime.NODEJS_22_X : 'x' } as FunctionOptions;
    expect(() => synthesize({ functionOptions })).toThrow(diagnostic('LambdaAuthorizer.functionOptions'));
    expect(() => synthesize({ functionOptions: { [name]: undefined } as FunctionOptions })).not.toThrow();
  });
});

describe('runtime', () => {
  const newest = new Runtime('nodejs28.x', RuntimeFamily.NODEJS);

  test.each([Runtime.NODEJS_20_X, Runtime.NODEJS_22_X, Runtime.NODEJS_24_X, Runtime.NODEJS_LATEST, newest])(
    '%s runs the function',
    (runtime) => {
      expect(resources(synthesize({ runtime }), 'AWS::Lambda::Function')).toMatchObject([{ Runtime: runtime.name }]);
    },
  );

  test.each([
    Runtime.PYTHON_3_13,
    Runtime.NODEJS_18_X,
    Runtime.NODEJS_4_3,
    Runtime.NODEJS,
    Runtime.PROVIDED_AL2023,
    Runtime.FROM_IMAGE,
    'nodejs22.x' as unknown as Runtime,
  ])('%s does not', (runtime) => {
    expect(() => synthesize({ runtime })).toThrow(diagnostic('LambdaAuthorizer.runtime'));
  });

  test('may be known at deployment only', () => {
    const stack = newStack();
    const runtime = new Runtime(new CfnParameter(stack, 'Runtime').valueAsString, RuntimeFamily.NODEJS);
    expect(() => synthesize({ runtime }, stack)).not.toThrow();
  });
});

describe('functionName', () => {
  const functionOptions = { functionName: 'authorizer' };

  test('names the function', () => {
    expect(functionOf(functionOptions)).toMatchObject({ FunctionName: 'authorizer' });
  });

  test('fails on the second API of an authorizer, which gets a function of its own', () => {
    const stack = newStack();
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, functionOptions });
    addRoute(stack, authorizer, 'First');
    expect(() => addRoute(stack, authorizer, 'Second')).toThrow(diagnostic('LambdaAuthorizer.functionName'));
  });

  test('fails if another function of the stage has it, in this stack or another', () => {
    const app = new App();
    const other = newStack('Other', app);
    const code = new InlineCode('exports.handler = async () => ({});');
    const props = { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code };
    new LambdaFunction(other, 'Named', { ...props, functionName: 'authorizer' });
    expect(() => synthesize({ functionOptions }, newStack('Stack', app))).toThrow(/name of Other\/Named/);
  });

  test('may be the same in another region, and for each stage', () => {
    const app = new App();
    for (const region of ['us-east-1', 'eu-west-1']) {
      const env = { account: '123456789012', region };
      expect(() => synthesize({ functionOptions }, new Stack(app, region, { env }))).not.toThrow();
    }
  });
});

describe('aliasOptions', () => {
  const aliasOptions = { provisionedConcurrentExecutions: 2 };

  test('make API Gateway invoke an alias of the current version', () => {
    const stack = newStack();
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, aliasOptions });
    addRoute(stack, authorizer);
    const template = Template.fromStack(stack);
    const [alias] = Object.keys(template.findResources('AWS::Lambda::Alias'));
    const [version] = Object.keys(template.findResources('AWS::Lambda::Version'));
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    template.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: { Ref: alias } });
    const [{ AuthorizerUri: uri }] = resources(stack, 'AWS::ApiGatewayV2::Authorizer') as [Record<string, unknown>];
    expect(JSON.stringify(uri)).toContain(`{"Ref":"${alias}"}`);
    expect(stack.resolve(authorizer.authorizerUri)).toEqual(uri);
    expect(stack.resolve(authorizer.authorizerAlias?.functionArn)).toEqual({ Ref: alias });
  });

  test('a changed rule is a new version', () => {
    const versionOf = (path: string) => {
      const stack = newStack();
      const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', { ...CLERK, aliasOptions });
      const options = { path, methods: [HttpMethod.GET], integration: newIntegration(), authorizer };
      new HttpApi(stack, 'Api').addRoutes(options);
      return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'));
    };
    expect(versionOf('/a')).toEqual(versionOf('/a'));
    expect(versionOf('/a')).not.toEqual(versionOf('/b'));
  });
});

describe('the function of an authorizer', () => {
  test('is public once an API uses it', () => {
    const stack = newStack();
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    addRoute(stack, authorizer);
    authorizer.authorizerFunction.metricErrors().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    expect(resources(stack, 'AWS::CloudWatch::Alarm')).toHaveLength(1);
    expect(authorizer.authorizerAlias).toBeUndefined();
  });

  test('cannot be told before, nor where several APIs have one each', () => {
    const authorizer = new ClerkHttpLambdaAuthorizer('Clerk', CLERK);
    expect(() => authorizer.authorizerFunction).toThrow(diagnostic('LambdaAuthorizer.function'));
    const stack = newStack();
    addRoute(stack, authorizer, 'First');
    addRoute(stack, authorizer, 'Second');
    expect(() => authorizer.authorizerUri).toThrow(diagnostic('LambdaAuthorizer.function'));
    expect(() => authorizer.authorizerAlias).toThrow(diagnostic('LambdaAuthorizer.function'));
  });
});
