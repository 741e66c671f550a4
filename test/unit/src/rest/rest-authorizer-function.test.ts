import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApiDefinition, MockIntegration, RestApi, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer, type ClerkRestAuthorizerProps } from '../../../../src';
import { CLERK, newStack, resources } from '../../support/stack';

function newAuthorizer(stack: Stack, props: Partial<ClerkRestAuthorizerProps> = {}) {
  return new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
}

describe('the function of a REST authorizer', () => {
  test('is public', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack);
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
    const alarm = { threshold: 1, evaluationPeriods: 1 };
    authorizer.authorizerFunction.metricErrors().createAlarm(stack, 'Alarm', alarm);
    expect(resources(stack, 'AWS::CloudWatch::Alarm')).toHaveLength(1);
    expect(authorizer.authorizerAlias).toBeUndefined();
  });

  test('may be invoked through an alias', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, { aliasOptions: { provisionedConcurrentExecutions: 1 } });
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
    const [alias] = Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Alias'));
    expect(JSON.stringify(resources(stack, 'AWS::ApiGateway::Authorizer'))).toContain(`{"Ref":"${alias}"}`);
    expect(resources(stack, 'AWS::Lambda::Permission')).toMatchObject([{ FunctionName: { Ref: alias } }]);
    expect(stack.resolve(authorizer.authorizerAlias?.functionArn)).toEqual({ Ref: alias });
  });

  test.each<[string, Partial<ClerkRestAuthorizerProps>]>([
    ['one rule', {}],
    ['method rules', { methodRules: { 'GET /x': ClaimRule.hasRole('admin') } }],
  ])('serves an OpenAPI definition by its URI, with %s', (_, props) => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, props);
    const scheme = { type: 'token', authorizerUri: authorizer.authorizerUri };
    const api = new SpecRestApi(stack, 'Api', {
      apiDefinition: ApiDefinition.fromInline({
        openapi: '3.0.1',
        paths: { '/': { get: { security: [{ clerk: [] }] } } },
        components: { securitySchemes: { clerk: { 'x-amazon-apigateway-authorizer': scheme } } },
      }),
    });
    authorizer.authorizerFunction.addPermission('Invoke', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(stack).formatArn({
        service: 'execute-api',
        resource: api.restApiId,
        resourceName: 'authorizers/*',
      }),
    });
    expect(resources(stack, 'AWS::ApiGateway::Authorizer')).toEqual([]);
    const body = JSON.stringify(resources(stack, 'AWS::ApiGateway::RestApi'));
    expect(body).toMatch(/lambda:path\/2015-03-31\/functions\/",\{"Fn::GetAtt":\["ClerkFunction\w+","Arn"\]/);
  });

  test('is of no use to an authorizer that no method has, which fails', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, { methodRules: { 'GET /x': ClaimRule.hasRole('admin') } });
    new RestApi(stack, 'Other').root.addResource('x').addMethod('GET', new MockIntegration());
    expect(authorizer.node.validate()).toHaveLength(1);
    expect(() => Template.fromStack(stack)).toThrow(/RestAuthorizer\.noApi/);
  });
});
