import { Annotations as CoreAnnotations, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Deployment, type IRestApi, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { beforeEach, expect, test } from 'vitest';
import { ClerkRestAuthorizer } from '../../../../src';
import { CLERK, newStack } from '../../support/stack';

let stack: Stack;
let authorizer: ClerkRestAuthorizer;

beforeEach(() => {
  stack = newStack();
  authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
});

function warnings(): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('RestAuthorizer\\.noDeployment'))
    .map(({ entry }) => /deploys the API (\S+), .*; add a Deployment of the API/.exec(String(entry.data))?.[1]);
}

/** An imported API with a guarded method. */
function imported(): IRestApi {
  const api = RestApi.fromRestApiAttributes(stack, 'Imported', { restApiId: 'a1b2c3', rootResourceId: 'root' });
  api.root.addMethod('GET', new MockIntegration(), { authorizer });
  return api;
}

test('an API that nothing deploys is a warning, which can be acknowledged', () => {
  imported();
  new RestApi(stack, 'Other').root.addMethod('GET', new MockIntegration());
  expect(warnings()).toEqual(['Stack/Imported']);
  CoreAnnotations.of(authorizer).acknowledgeWarning('cdk-clerk-authorizer:RestAuthorizer.noDeployment');
  expect(warnings()).toEqual([]);
});

test('an imported API with a deployment beside one of another API: no warning', () => {
  new RestApi(stack, 'Other').root.addMethod('GET', new MockIntegration());
  new Deployment(stack, 'Deployment', { api: imported() });
  expect(warnings()).toEqual([]);
});

test('an API that deploys itself: no warning', () => {
  new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration(), { authorizer });
  expect(warnings()).toEqual([]);
});
