import { Match, Template } from 'aws-cdk-lib/assertions';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { describe, expect, test } from 'vitest';
import { ClerkProtectedHttpApi, TokenSource } from '../../../../src';
import { responderVariables, stackWithRoute } from '../../support/responder';
import { CLERK, newApi, newFunction, newIntegration, newStack, resources, templateOf } from '../../support/stack';
import { missingPermissions } from '../../support/template/rules';

describe('the preflight responder', () => {
  test('is one for an API and a stack, whatever the number of paths and constructs', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const handler = newFunction(stack);
    for (const id of ['One', 'Two']) {
      const api = new ClerkProtectedHttpApi(stack, id, { ...CLERK, httpApi });
      api.addRoutes({ path: `/${id}`, handler });
      api.addRoutes({ path: `/${id}/{proxy+}`, handler });
    }
    expect(responderVariables(stack)).toHaveLength(1);
    expect(resources(stack, 'AWS::Lambda::Permission')).toHaveLength(2);
    expect(missingPermissions(templateOf(stack))).toEqual([]);
  });

  test('is another where two constructs disagree about cookies or options', () => {
    const stack = newStack();
    const httpApi = new HttpApi(stack, 'HttpApi');
    const cookies = { tokenSources: [TokenSource.cookie()], authorizedParties: ['https://app.example.com'] };
    const differing = [{}, cookies, { functionOptions: { memorySize: 512 } }, cookies];
    for (const [index, props] of differing.entries()) {
      const api = new ClerkProtectedHttpApi(stack, `Api${index}`, { ...CLERK, ...props, httpApi });
      api.addRoutes({ path: `/${index}`, integration: newIntegration() });
    }
    const origins = responderVariables(stack).map(({ ALLOW_ORIGINS }) => ALLOW_ORIGINS);
    expect(origins.sort()).toEqual(['*', '*', 'https://app.example.com', 'https://app.example.com']);
  });

  test('may do nothing but write its own log, and API Gateway alone may invoke it', () => {
    const template = Template.fromStack(stackWithRoute({}, {}));
    template.allResourcesProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Effect: 'Allow',
            Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('ClerkPreflightLogs'), 'Arn'] },
          },
        ],
      },
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': [Match.stringLikeRegexp('ClerkPreflight'), 'Arn'] },
      Principal: 'apigateway.amazonaws.com',
    });
  });

  test('takes the options of the authorizer, but neither its name nor its environment nor its concurrency', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    const logGroup = new LogGroup(stack, 'LogGroup');
    newApi(
      {
        runtime: Runtime.NODEJS_22_X,
        functionOptions: {
          functionName: 'authorizer',
          description: 'mine',
          environment: { NODE_OPTIONS: '--no-warnings' },
          environmentEncryption: key,
          vpc: new Vpc(stack, 'Vpc'),
          reservedConcurrentExecutions: 10,
          logGroup,
        },
      },
      stack,
    ).addRoutes({ path: '/x', integration: newIntegration() });
    const [fn] = resources(stack, 'AWS::Lambda::Function');
    expect(fn).toMatchObject({
      Description: 'Answers preflights of protected routes',
      Runtime: 'nodejs22.x',
      KmsKeyArn: stack.resolve(key.keyArn),
      VpcConfig: {},
      LoggingConfig: { LogGroup: stack.resolve(logGroup.logGroupName) },
    });
    expect(fn).not.toHaveProperty('FunctionName');
    expect(fn).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(fn).not.toHaveProperty('Environment.Variables.NODE_OPTIONS');
  });
});
