import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Deployment, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import {
  ClaimRule,
  ClerkGatewayResponses,
  ClerkRestAuthorizer,
  ClerkRestMetadataEndpoint,
  ProtectedResourceMetadata,
} from '../../../../src';
import { CLERK, newStack, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');

let stack = newStack();

function newAuthorizer(methodRules: Record<string, ClaimRule> = {}, scope = stack): ClerkRestAuthorizer {
  return new ClerkRestAuthorizer(scope, 'Clerk', { ...CLERK, methodRules });
}

describe('deployments', () => {
  const idOfDeployment = (make: (authorizer: ClerkRestAuthorizer) => unknown, rules: Record<string, ClaimRule>) => {
    stack = newStack();
    make(newAuthorizer(rules));
    return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  };

  test.each<[string, (authorizer: ClerkRestAuthorizer) => unknown]>([
    [
      'made by the user',
      (authorizer) => {
        const api = new RestApi(stack, 'Api', { deploy: false });
        api.root.addMethod('GET', new MockIntegration(), { authorizer });
        new Deployment(stack, 'Deployment', { api });
      },
    ],
    [
      'of an API whose first handle has none',
      (authorizer) => {
        const api = new RestApi(stack, 'Api');
        const { restApiId, restApiRootResourceId: rootResourceId } = api;
        const other = RestApi.fromRestApiAttributes(stack, 'Other', { restApiId, rootResourceId });
        other.root.addResource('x').addMethod('GET', new MockIntegration(), { authorizer });
        api.root.addMethod('GET', new MockIntegration(), { authorizer });
      },
    ],
  ])('%s are replaced when the authorizer changes', (_, make) => {
    const plain = idOfDeployment(make, {});
    expect(idOfDeployment(make, {})).toEqual(plain);
    expect(idOfDeployment(make, { 'GET /': isAdmin })).not.toEqual(plain);
  });

  test.each<[string, (api: RestApi, variant: string) => unknown]>([
    [
      'gateway responses',
      (restApi, variant) =>
        new ClerkGatewayResponses(stack, 'Responses', { restApi, allowOrigin: `https://${variant}.example.com` }),
    ],
    [
      'metadata',
      (restApi, variant) =>
        new ClerkRestMetadataEndpoint(stack, 'Metadata', {
          restApi,
          frontendApiUrl: CLERK.frontendApiUrl,
          metadata: ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com', resourceName: variant }),
        }),
    ],
  ])('made by the user are replaced when the %s change, and contain them', (_, make) => {
    const deploymentOf = (variant: string) => {
      stack = newStack();
      const api = new RestApi(stack, 'Api', { deploy: false });
      api.root.addMethod('GET', new MockIntegration());
      new Deployment(stack, 'Deployment', { api });
      new Deployment(stack, 'Unrelated', { api: RestApi.fromRestApiId(stack, 'Other', 'abc') });
      make(api, variant);
      const template = Template.fromStack(stack);
      const made = ['AWS::ApiGateway::GatewayResponse', 'AWS::ApiGateway::Method'];
      return {
        made: made.flatMap((type) => Object.keys(template.findResources(type))),
        deployments: template.findResources('AWS::ApiGateway::Deployment'),
      };
    };
    const [one, other] = [deploymentOf('one'), deploymentOf('other')];
    const [[id, { DependsOn }], [unrelated]] = Object.entries(one.deployments) as [string, { DependsOn: string[] }][];
    expect(DependsOn).toEqual(expect.arrayContaining(one.made));
    expect(Object.keys(deploymentOf('one').deployments)).toEqual([id, unrelated]);
    expect(Object.keys(other.deployments)).toEqual([expect.not.stringMatching(`^${id}$`), unrelated]);
  });

  test('the two types of authorizer have different names, also where the user gives the name', () => {
    const nameOf = (methodRules: Record<string, ClaimRule>) => {
      stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules, authorizerName: 'mine' });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      return resources(stack, 'AWS::ApiGateway::Authorizer').map(({ Name }) => Name);
    };
    expect(nameOf({})).toEqual(['mine']);
    expect(nameOf({ 'GET /': isAdmin })).toEqual(['mine-request']);
  });

  test('the two types of authorizer have different ids and names', () => {
    const authorizerOf = (rules: Record<string, ClaimRule>) => {
      stack = newStack();
      const api = new RestApi(stack, 'Api');
      api.root.addMethod('GET', new MockIntegration(), { authorizer: newAuthorizer(rules) });
      const [id] = Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Authorizer'));
      return [id, resources(stack, 'AWS::ApiGateway::Authorizer')[0]?.Name];
    };
    const [token, request] = [authorizerOf({}), authorizerOf({ 'GET /': isAdmin })];
    expect(token[0]).not.toBe(request[0]);
    expect(token[1]).not.toBe(request[1]);
  });
});

test('an authorizer in another stack than its API fails with what to write', () => {
  stack = newStack();
  const authorizer = newAuthorizer({}, new Stack(stack.node.root, 'Auth'));
  expect(() => new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer })).toThrow(
    /write new ClerkRestAuthorizer\(Stack, .*RestAuthorizer\.otherStack/,
  );
});
