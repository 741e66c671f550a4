import { Annotations as CoreAnnotations, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AuthorizationType,
  CfnMethod,
  CfnStage,
  HttpIntegration,
  type HttpIntegrationProps,
  RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { ClerkRestAuthorizer, type ClerkRestAuthorizerProps, TokenSource } from '../../../../src';
import { CLERK, newStack } from '../../support/stack';

const NONE = { authorizationType: AuthorizationType.NONE };

function integration(options: HttpIntegrationProps['options'] = {}): HttpIntegration {
  return new HttpIntegration('https://orders.example.com', { options });
}

/** An API with guarded methods `ANY /`, `GET /orders/{id}` and `POST /orders/{id}`, and an open one. */
function newApi(deployOptions: StageOptions, props: Partial<ClerkRestAuthorizerProps> = {}, keys?: string[]): Stack {
  const stack = newStack();
  const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', { ...CLERK, ...props });
  const api = new RestApi(stack, 'Api', { deployOptions, defaultMethodOptions: { authorizer } });
  const requestParameters = Object.fromEntries((keys ?? []).map((key) => [key, false]));
  const options = { requestParameters };
  const guarded = () => integration({ cacheKeyParameters: keys });
  const order = api.root.resourceForPath('orders/{id}');
  api.root.addMethod('ANY', guarded(), options);
  for (const method of ['GET', 'POST']) order.addMethod(method, guarded(), options);
  api.root.addResource('health').addMethod('GET', integration(), NONE);
  return stack;
}

function warnings(stack: Stack): unknown[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('cachedResponses'))
    .map(({ id, entry }) => `${id} ${/got (\[.*?\]);/.exec(String(entry.data))?.[1]}`);
}

const stage = (methods: string[]) => [`/Stack/Api/DeploymentStage.prod/Resource ${JSON.stringify(methods)}`];
const on = { cachingEnabled: true };
const off = { cachingEnabled: false };

describe('a cache of responses', () => {
  test.each<[string, StageOptions, string[]]>([
    ['of all methods is one of GET', on, ['GET /orders/{id}', 'ANY /']],
    ['of one method', { methodOptions: { '/orders/{id}/POST': on } }, ['POST /orders/{id}']],
    ['of all methods but one', { ...on, methodOptions: { '/orders/{id}/GET': off } }, ['ANY /']],
    ['of the root', { methodOptions: { '//GET': on } }, ['ANY /']],
    ['of an ANY method', { methodOptions: { '//ANY': on } }, ['ANY /']],
    [
      'that other settings of a method leave on',
      { ...on, methodOptions: { '//GET': {} } },
      ['GET /orders/{id}', 'ANY /'],
    ],
  ])('%s', (_, deployOptions, methods) => {
    expect(warnings(newApi(deployOptions))).toEqual(stage(methods));
  });

  test.each<[string, StageOptions]>([
    ['is off', {}],
    ['is off, and a cluster runs', { cacheClusterEnabled: true }],
    [
      'is off for a method, and a cluster runs',
      { cacheClusterEnabled: true, methodOptions: { '/orders/{id}/GET': off } },
    ],
    ['is on for an open method', { methodOptions: { '/health/GET': on } }],
  ])('%s: no warning', (_, deployOptions) => {
    expect(warnings(newApi(deployOptions))).toEqual([]);
  });

  test('without a cluster caches nothing', () => {
    const stack = newApi(on);
    const resource = stack.node.findAll().find((it) => it instanceof CfnStage) as CfnStage;
    resource.cacheClusterEnabled = undefined;
    expect(warnings(stack)).toEqual([]);
    resource.cacheClusterEnabled = false;
    expect(warnings(stack)).toEqual([]);
  });

  test('is a warning on the stage, which can be acknowledged there', () => {
    const stack = newApi(on);
    CoreAnnotations.of(stack.node.findChild('Api')).acknowledgeWarning(
      'cdk-clerk-authorizer:RestAuthorizer.cachedResponses',
    );
    expect(warnings(stack)).toEqual([]);
  });

  test('is explained, with what to change', () => {
    const [{ entry }] = Annotations.fromStack(newApi(on)).findWarning('*', Match.stringLikeRegexp('cachedResponses'));
    expect(entry.data).toMatch(/answers one caller with what another one got, got .*; remove cachingEnabled there, /);
  });

  test('of a method without an integration', () => {
    const stack = newStack();
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', CLERK);
    const { root, restApiId } = new RestApi(stack, 'Api', { deployOptions: on });
    root.addMethod('GET', integration(), { authorizer });
    const { authorizerId } = authorizer;
    const options = {
      restApiId,
      resourceId: root.addResource('x').resourceId,
      authorizationType: 'CUSTOM',
      authorizerId,
    };
    new CfnMethod(stack, 'Method', { ...options, httpMethod: 'GET' });
    expect(warnings(stack)).toEqual(stage(['GET /', 'GET /x']));
  });

  test('of another API, and of methods with another authorizer', () => {
    const stack = newApi({});
    new RestApi(stack, 'Other', { deployOptions: on }).root.addMethod('GET', integration());
    expect(warnings(stack)).toEqual([]);
  });
});

describe('a cache key', () => {
  const token = 'method.request.header.authorization';
  const header = TokenSource.header('X-Token');
  const query = TokenSource.queryString('token');
  const all = stage(['GET /orders/{id}', 'ANY /']);
  test.each<[string, string[], TokenSource[] | undefined, unknown[]]>([
    ['with the header of the token', [token], undefined, []],
    ['with another header of the token', ['method.request.header.x-token'], [header], []],
    ['with more than the header of the token', ['method.request.header.accept', token], undefined, []],
    ['with the parameter of the token', ['method.request.querystring.token'], [query], []],
    ['with another header', ['method.request.header.accept'], undefined, all],
    ['with one of two places of the token', [token], [TokenSource.header('Authorization'), header], all],
  ])('%s', (_, keys, tokenSources, expected) => {
    expect(warnings(newApi(on, { tokenSources }, keys))).toEqual(expected);
  });
});
