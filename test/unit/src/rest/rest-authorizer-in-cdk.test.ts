import { App, Aspects, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Cors, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClaimRule, ClerkRestAuthorizer, type ClerkRestAuthorizerProps, TokenSource } from '../../../../src';
import { authorizationOf, synthesize } from '../../support/rest-authorizer';
import { CLERK, newStack, resources } from '../../support/stack';

const isAdmin = ClaimRule.claim('metadata', 'role').equals('admin');
const AUTHORIZER = 'AWS::ApiGateway::Authorizer';

describe('as an authorizer of CDK', () => {
  test('works for single methods next to public ones', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const api = new RestApi(stack, 'Api');
    api.root.addMethod('GET', new MockIntegration(), { authorizer });
    api.root.addMethod('POST', new MockIntegration());
    expect(authorizationOf(stack)).toEqual({ GET: 'CUSTOM', POST: 'NONE' });
  });

  test('leaves CORS preflights public', () => {
    const stack = synthesize({}, ['GET /orders'], {
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowHeaders: ['authorization'] },
    });
    expect(authorizationOf(stack)).toEqual({ GET: 'CUSTOM', OPTIONS: 'NONE' });
  });

  test('cannot belong to two APIs', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    new RestApi(stack, 'First').root.addMethod('GET', new MockIntegration(), { authorizer });
    expect(() => new RestApi(stack, 'Second').root.addMethod('GET', new MockIntegration(), { authorizer })).toThrow(
      /two different rest APIs/,
    );
  });

  test('allows its API to call the function only as this authorizer', () => {
    const stack = synthesize();
    const [permission] = resources(stack, 'AWS::Lambda::Permission');
    const [authorizer] = Object.keys(Template.fromStack(stack).findResources(AUTHORIZER));
    expect(permission).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
    expect(JSON.stringify(permission?.SourceArn)).toContain(`"/authorizers/",{"Ref":"${authorizer}"}`);
  });

  test.each([true, false])('redeploys the API if the authorizer changes, with the feature flag %s', (flag) => {
    const deployment = (props: Partial<ClerkRestAuthorizerProps>) => {
      const app = new App({
        context: { '@aws-cdk/aws-apigateway:authorizerChangeDeploymentLogicalId': flag },
      });
      const stack = new Stack(app, 'Stack');
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'))[0];
    };
    const plain = deployment({});
    expect(deployment({})).toBe(plain);
    expect(deployment({ resultsCacheTtl: Duration.seconds(30) })).not.toBe(plain);
    expect(deployment({ tokenSources: [TokenSource.header('X-Token')] })).not.toBe(plain);
    expect(deployment({ methodRules: { 'GET /': isAdmin } })).not.toBe(plain);
    const query = (name: string) => deployment({ tokenSources: [TokenSource.queryString(name)] });
    expect(query('token')).not.toBe(query('jwt'));
    // A change of the function takes effect without a new deployment of the API.
    expect(deployment({ rule: isAdmin })).toBe(plain);
  });

  test('leaves the deployment of another API alone', () => {
    const deployments = (resultsCacheTtl: Duration) => {
      const stack = newStack();
      const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, resultsCacheTtl });
      new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
      new RestApi(stack, 'Other').root.addMethod('GET', new MockIntegration());
      return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
    };
    const other = (ids: string[]) => ids.find((id) => id.startsWith('Other'));
    expect(other(deployments(Duration.seconds(30)))).toBe(other(deployments(Duration.seconds(0))));
  });

  test('has one aspect, however many methods it guards', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const { root } = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
    root.addMethod('GET', new MockIntegration());
    const { length } = Aspects.of(stack.node.root).all;
    root.addMethod('POST', new MockIntegration());
    expect(Aspects.of(stack.node.root).all).toHaveLength(length);
  });

  test('works with an API that is deployed elsewhere', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, methodRules: { 'GET /x': isAdmin } });
    const api = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc', rootResourceId: 'root' });
    api.root.addResource('x').addMethod('GET', new MockIntegration(), { authorizer });
    expect(resources(stack, AUTHORIZER)).toMatchObject([{ RestApiId: 'abc' }]);
  });

  test('accepts an authorizer name and has an id and an ARN', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, authorizerName: 'mine' });
    new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
    const [id] = Object.keys(Template.fromStack(stack).findResources(AUTHORIZER));
    expect(resources(stack, AUTHORIZER)).toMatchObject([{ Name: 'mine' }]);
    expect(stack.resolve(authorizer.authorizerId)).toEqual({ Ref: id });
    expect(JSON.stringify(stack.resolve(authorizer.authorizerArn))).toContain('authorizers/');
  });
});
