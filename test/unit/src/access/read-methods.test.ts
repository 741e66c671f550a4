import { describe, expect, test } from 'vitest';
import { accessFor, routeKey } from '../../../../src/access/api-route';
import { readApi } from '../../../../src/access/read-api';
import { FUNCTION, POLICY } from '../../support/read-http-api';
import { resourcesOf } from '../../support/template';

describe('REST APIs', () => {
  const rest = { RestApiId: { Ref: 'Rest' } };
  const root = { 'Fn::GetAtt': ['Rest', 'RootResourceId'] };
  const method = (HttpMethod: string, ResourceId: unknown, more = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: { ...rest, HttpMethod, ResourceId, ...more },
  });
  const resource = (PathPart: string, ParentId: unknown) => ({
    Type: 'AWS::ApiGateway::Resource',
    Properties: { ...rest, PathPart, ParentId },
  });
  const template = {
    Rest: { Type: 'AWS::ApiGateway::RestApi' },
    Orders: resource('orders', root),
    Order: resource('{id}', { Ref: 'Orders' }),
    Authorizer: {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: { ...rest, AuthorizerUri: { 'Fn::GetAtt': ['Guard', 'Arn'] } },
    },
    Guard: {
      ...FUNCTION,
      Metadata: {
        'cdk-clerk-authorizer:policy': {
          ...POLICY,
          routes: { 'GET /orders/{id}': { op: 'hasRole', role: 'org:admin' } },
          defaultRoute: 'signedIn',
        },
      },
    },
  };

  test('a method has the path of its resource', () => {
    const resources = resourcesOf({ ...template, A: method('GET', root), B: method('POST', { Ref: 'Order' }) });
    const api = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } });
    expect(api.routes.map(routeKey)).toEqual(['GET /', 'POST /orders/{id}']);
    expect(api.authorizers).toHaveLength(1);
  });

  test('a resource of an imported API is under the root that is named, or cannot be seen', () => {
    const resources = resourcesOf({ ...template, A: method('GET', 'root1'), B: method('PUT', 'other') });
    const api = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' }, root: 'root1' });
    expect(api.routes.map(routeKey)).toEqual(['GET /']);
    expect(api.hidden).toEqual(['imported']);
  });

  test('a method without a resource cannot be seen', () => {
    const resources = resourcesOf({ ...template, A: method('GET', undefined) });
    expect(readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes).toEqual([]);
  });

  test('only ANY has an access for each method', () => {
    const resources = resourcesOf({ ...template, A: method('GET', root) });
    const [get] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(get.accessByMethod).toBeUndefined();
  });

  test('the methods that ANY stands for may each ask for something else', () => {
    const guarded = { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' }, Integration: { Type: 'MOCK' } };
    const resources = resourcesOf({ ...template, A: method('ANY', { Ref: 'Order' }, guarded) });
    const [any] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(any.isFixedAnswer).toBe(true);
    expect(accessFor(any, 'GET').requirement?.level).toBe('rule');
    expect(accessFor(any, 'HEAD').requirement?.level).toBe('signedIn');
    expect(any.access.requirement?.level).toBe('signedIn');
  });

  const routesWith = (...integrations: unknown[]) => {
    const methods = integrations.map((Integration, index) => [`M${index}`, method(`V${index}`, root, { Integration })]);
    const resources = resourcesOf({ ...template, ...Object.fromEntries(methods) });
    return readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
  };
  const backEnds = (...integrations: unknown[]) => routesWith(...integrations).map(({ backEnd }) => backEnd);

  test('only an HTTP integration that is no proxy drops headers that are not mapped', () => {
    const types = ['HTTP', 'HTTP_PROXY', 'AWS_PROXY'];
    const routes = routesWith(...types.map((Type) => ({ Type, Uri: 'https://a.example' })));
    expect(routes.map(({ dropsHeaders }) => dropsHeaders)).toEqual([true, undefined, undefined]);
  });

  test('a proxy integration is told apart by its URL alone', () => {
    const proxy = { Type: 'HTTP_PROXY', Uri: 'https://a.example' };
    const [a, b, same] = backEnds(
      proxy,
      { ...proxy, Uri: 'https://b.example' },
      { ...proxy, RequestTemplates: { json: 'x' } },
    );
    expect(a).not.toBe(b);
    expect(a).toBe(same);
  });

  test.each([[null], ['x'], [undefined]])('the integration %j has no back end', (integration) => {
    expect(backEnds(integration)).toEqual([undefined]);
  });

  test('calls of one service with different templates are different back ends', () => {
    const call = (template: string) => ({
      Integration: { Type: 'AWS', Uri: 'arn:x', RequestTemplates: { json: template } },
    });
    const resources = resourcesOf({
      ...template,
      A: method('GET', root, call('a')),
      B: method('PUT', root, call('b')),
    });
    const [a, b] = readApi(resources, { kind: 'rest', id: { Ref: 'Rest' } }).routes;
    expect(a.backEnd).not.toBe(b.backEnd);
  });
});
