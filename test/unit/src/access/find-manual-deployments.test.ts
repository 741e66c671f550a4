import { CfnParameter, Annotations as CoreAnnotations, type Stack, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnStage, HttpApi, HttpMethod, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketMockIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { beforeEach, expect, test } from 'vitest';
import { ClerkWebSocketAuthorizer, RouteAccess } from '../../../../src';
import { findManualDeployments } from '../../../../src/access/find-manual-deployments';
import { api, OPEN, route, SIGNED_IN } from '../../support/api';
import { CLERK, newApi, newIntegration, newStack } from '../../support/stack';
import { resourcesOf } from '../../support/template';

let stack: Stack;

beforeEach(() => {
  stack = newStack();
});

const entries = () =>
  Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('Access\\.manualDeployment'));
const warnings = () => entries().map(({ id }) => id);

/** An HTTP API with one route. */
function httpApi(access?: RouteAccess): HttpApi {
  const api = newApi({}, stack);
  api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration: newIntegration(), access });
  return api.httpApi;
}

test('a stage that deploys nothing by itself is a warning, which can be acknowledged there', () => {
  const stage = httpApi().addStage('Live', { stageName: 'live' });
  expect(warnings()).toEqual(['/Stack/Api/Default/Live/Resource']);
  CoreAnnotations.of(stage).acknowledgeWarning('cdk-clerk-authorizer:Access.manualDeployment');
  expect(warnings()).toEqual([]);
});

test('the warning says what happens and what to write', () => {
  const { apiId } = httpApi();
  new CfnStage(stack, 'Live', { apiId, stageName: 'live' });
  expect(entries().map(({ entry }) => entry.data)).toEqual([
    expect.stringMatching(/serves routes without the authorizers .*; add autoDeploy to the stage, or acknowledge this/),
  ]);
});

test('one guarded route beside open ones is enough', () => {
  const api = newApi({}, stack);
  const route = { methods: [HttpMethod.GET], integration: newIntegration() };
  api.addRoutes({ ...route, path: '/open', access: RouteAccess.anyone() });
  api.addRoutes({ ...route, path: '/x' });
  api.httpApi.addStage('Live', { stageName: 'live' });
  expect(warnings()).toHaveLength(1);
});

test('one guarded method of ANY is enough', () => {
  expect(
    findManualDeployments(
      resourcesOf({
        Api: { Type: 'AWS::ApiGatewayV2::Api' },
        Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: { Ref: 'Api' } } },
      }),
      api([route('ANY /x', OPEN, { accessByMethod: { GET: SIGNED_IN } })]),
      'Api',
    ),
  ).toEqual([expect.objectContaining({ routes: [], source: 'Stage' })]);
});

test.each([false, true])('a stage of a WebSocket API with autoDeploy %s', (autoDeploy) => {
  const connectRouteOptions = {
    integration: new WebSocketMockIntegration('Integration'),
    authorizer: new ClerkWebSocketAuthorizer('Clerk', CLERK),
  };
  const webSocketApi = new WebSocketApi(stack, 'Chat', { connectRouteOptions });
  new WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'live', autoDeploy });
  expect(warnings()).toEqual(autoDeploy ? [] : ['/Stack/Stage/Resource']);
});

test('a stage that may deploy changes, and one of another API: no warning', () => {
  const { apiId } = httpApi();
  const autoDeploy = Token.asAny({ Ref: new CfnParameter(stack, 'AutoDeploy').logicalId });
  new CfnStage(stack, 'Later', { apiId, stageName: 'later', autoDeploy });
  new HttpApi(stack, 'Other').addStage('Live', { stageName: 'live' });
  expect(warnings()).toEqual([]);
});

test('a stage of an API without guarded routes: no warning', () => {
  httpApi(RouteAccess.anyone()).addStage('Live', { stageName: 'live' });
  expect(warnings()).toEqual([]);
});
