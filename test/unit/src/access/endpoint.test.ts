import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnRoutingRule, DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { describe, expect, test } from 'vitest';
import { ClerkRestAuthorizer } from '../../../../src';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000';

describe.each([true, false])('disableExecuteApiEndpoint, with a domain name: %s', (isMapped) => {
  test('of an HTTP API', () => {
    const stack = newStack();
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', ARN);
    const domainName = new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate });
    const defaultDomainMapping = isMapped ? { domainName } : undefined;
    const api = newApi({ disableExecuteApiEndpoint: true, defaultDomainMapping }, stack);
    api.addRoutes({ path: '/x', integration: newIntegration() });
    expect(warnings(stack)).toHaveLength(isMapped ? 0 : 1);
  });

  test('of a REST API', () => {
    const stack = newStack();
    const certificate = Certificate.fromCertificateArn(stack, 'Certificate', ARN);
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', CLERK);
    const api = new RestApi(stack, 'Api', { disableExecuteApiEndpoint: true });
    api.root.addMethod('GET', new MockIntegration(), { authorizer });
    if (isMapped) api.addDomainName('Domain', { domainName: 'api.example.com', certificate });
    expect(warnings(stack)).toHaveLength(isMapped ? 0 : 1);
  });
});

test('disableExecuteApiEndpoint of a REST API that a routing rule of a domain name chooses', () => {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', CLERK);
  const api = new RestApi(stack, 'Api', { disableExecuteApiEndpoint: true });
  api.root.addMethod('GET', new MockIntegration(), { authorizer });
  new CfnRoutingRule(stack, 'Rule', {
    domainNameArn: 'arn:aws:apigateway:us-east-1::/domainnames/api.example.com',
    priority: 1,
    conditions: [],
    actions: [{ invokeApi: { apiId: api.restApiId, stage: api.deploymentStage.stageName } }],
  });
  expect(warnings(stack)).toEqual([]);
});

function warnings(stack: Stack) {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Access\\.noEndpoint'));
}
