import { App, CfnOutput, CfnParameter, NestedStack, type Stack } from 'aws-cdk-lib';
import { MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { ClerkGatewayResponses, ClerkRestMetadataEndpoint, ProtectedResourceMetadata } from '../../../../src';
import { diagnostic } from '../../support/diagnostic';
import { FRONTEND_API_URL, newStack } from '../../support/stack';

/** Each of these gives one value, which is known at deployment only, to a construct beside an API. */
const USES: Record<string, (scope: IConstruct & Stack, restApi: RestApi, value: string) => unknown> = {
  allowOrigin: (scope, restApi, allowOrigin) => new ClerkGatewayResponses(scope, 'Responses', { restApi, allowOrigin }),
  resource: (scope, restApi, resource) =>
    new ClerkRestMetadataEndpoint(scope, 'Metadata', {
      restApi,
      frontendApiUrl: FRONTEND_API_URL,
      metadata: ProtectedResourceMetadata.of({ resource }),
    }),
  frontendApiUrl: (scope, restApi, frontendApiUrl) =>
    new ClerkRestMetadataEndpoint(scope, 'Metadata', {
      restApi,
      frontendApiUrl,
      metadata: ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com' }),
    }),
};

function newRestApi(stack: Stack): RestApi {
  const restApi = new RestApi(stack, 'Api');
  restApi.root.addMethod('GET', new MockIntegration());
  return restApi;
}

describe.each(Object.entries(USES))('%s', (prop, use) => {
  test('fails if it belongs to the stack that uses the API, which CDK calls a cyclic reference', () => {
    const app = new App();
    const [shared, team] = [newStack('Shared', app), newStack('Team', app)];
    const value = new CfnParameter(team, 'Value').valueAsString;
    const restApi = newRestApi(shared);
    const failure = messageOf(() => use(team, restApi, value));
    expect(failure).toMatch(diagnostic('RestApi.otherStack'));
    expect(failure).toContain(`'${prop}' is a value of another stack`);
  });

  test('fails if the stack is nested in that of the API', () => {
    const stack = newStack();
    const team = new NestedStack(stack, 'Team');
    const value = new CfnParameter(team, 'Value', { default: 'x' }).valueAsString;
    expect(() => use(team, newRestApi(stack), value)).toThrow(diagnostic('RestApi.otherStack'));
  });

  test.each<[string, (app: App) => [Stack, Stack, Stack]]>([
    [
      'the stack of the API',
      (app) => [newStack('Shared', app), newStack('Team', app), app.node.findChild('Shared') as Stack],
    ],
    ['a third stack', (app) => [newStack('Shared', app), newStack('Team', app), newStack('Settings', app)]],
    ['a stack around that of the API', (app) => around(newStack('Team', app))],
  ])('may belong to %s', (_, stacks) => {
    const app = new App();
    const [home, own, of] = stacks(app);
    const restApi = newRestApi(home);
    const value = new CfnParameter(of, 'Value', { default: 'https://x.example.com' }).valueAsString;
    use(own, restApi, value);
    if (own !== of) new CfnOutput(own, 'Id', { value: restApi.restApiId });
    expect(() => app.synth()).not.toThrow();
  });
});

function around(stack: Stack): [Stack, Stack, Stack] {
  return [new NestedStack(stack, 'Nested'), stack, stack];
}

function messageOf(create: () => unknown): string {
  try {
    create();
    return 'no error';
  } catch (error) {
    return (error as Error).message;
  }
}
