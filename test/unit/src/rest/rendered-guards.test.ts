import { Aspects, NestedStack } from 'aws-cdk-lib';
import { CfnMethod, LambdaIntegration, Resource, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { mock, NONE, newApi, warnings } from '../../support/guarded-rest-api';
import { errorsOf, newFunction } from '../../support/stack';

describe('what is rendered in the end decides', () => {
  const changes: [string, (method: CfnMethod) => void][] = [
    ['property', (method) => Object.assign(method, { authorizationType: 'NONE', authorizerId: undefined })],
    ['type alone', (method) => Object.assign(method, { authorizationType: 'NONE' })],
    ['override', (method) => method.addPropertyOverride('AuthorizationType', 'NONE')],
    ['deletion', (method) => method.addPropertyDeletionOverride('AuthorizerId')],
    [
      'aspect',
      (method) =>
        Aspects.of(method.stack).add({
          visit: (node) => node === method && (node as CfnMethod).addPropertyOverride('AuthorizationType', 'AWS_IAM'),
        }),
    ],
  ];

  test.each(changes)('a guard that was taken away by %s', (_, change) => {
    const { stack, x } = newApi(['GET /x']);
    change(x.addMethod('GET', mock()).node.defaultChild as CfnMethod);
    expect(errorsOf(stack)).toContain('RestAuthorizer.unguardedMethod');
  });

  test.each(['NONE', 'AWS_IAM', 'COGNITO_USER_POOLS'])(
    'a type %s beside the authorizer, with or without a rule',
    (type) => {
      for (const keys of [['GET /x'], []]) {
        const { stack, x } = newApi(keys);
        const method = x.addMethod('GET', mock()).node.defaultChild as CfnMethod;
        method.addPropertyOverride('AuthorizationType', type);
        expect(errorsOf(stack)).toMatch(
          /RestAuthorizer\.unguardedMethod|the method .*\/x\/GET\/Resource does not have its authorizer in the end.*ignoredByMethod/,
        );
      }
    },
  );

  test.each(changes)('a guard without a rule that was taken away by %s', (_, change) => {
    const { stack, api, x } = newApi([]);
    api.root.addResource('y').addMethod('GET', mock());
    change(x.addMethod('GET', mock()).node.defaultChild as CfnMethod);
    x.addMethod('POST', mock());
    expect(errorsOf(stack).match(/the method .* in the end/g)).toEqual([
      expect.stringContaining('the method Stack/Api/Default/x/GET/Resource does not have its authorizer'),
    ]);
  });

  test('a guard on a resource outside of the API that was taken away together with its type', () => {
    const { stack, authorizer, api } = newApi([]);
    const resource = Resource.fromResourceAttributes(stack, 'Imported', {
      restApi: api,
      resourceId: 'a1b2c3',
      path: '/y',
    });
    const method = resource.addMethod('GET', mock(), { authorizer }).node.defaultChild as CfnMethod;
    Object.assign(method, { authorizationType: undefined, authorizerId: undefined });
    expect(errorsOf(stack)).toMatch(
      /the method Stack\/Imported\/GET\/Resource does not have its authorizer .* got "NONE"/,
    );
  });

  test('a method that was opened by name, and one that was removed', () => {
    const { stack, x } = newApi([]);
    x.addMethod('GET', mock());
    x.addMethod('POST', mock(), NONE);
    x.addMethod('PUT', mock());
    x.node.tryRemoveChild('PUT');
    x.addMethod('PATCH', mock()).node.tryRemoveChild('Resource');
    x.addMethod('DELETE', mock()).node.tryRemoveChild('Resource');
    expect(errorsOf(stack)).toBe('');
  });

  test('a guard that was taken away has a message with the line to write', () => {
    const { stack, x } = newApi([]);
    const method = x.addMethod('GET', mock()).node.defaultChild as CfnMethod;
    for (const property of ['AuthorizationType', 'AuthorizerId']) method.addPropertyDeletionOverride(property);
    expect(errorsOf(stack)).toContain(
      'got "NONE"; remove what changes its authorization, or write addMethod(…, { authorizationType: AuthorizationType.NONE })',
    );
  });

  test('an API that got the authorizer without a method', () => {
    const { stack, authorizer, api, x } = newApi([]);
    authorizer._attachToApi(api);
    x.addMethod('GET', mock());
    expect(errorsOf(stack)).toBe('');
  });

  test('an L1 method, and a method in a nested stack', () => {
    const { stack, authorizer, api, x } = newApi(['GET /x', 'GET /nested']);
    const { authorizerId } = authorizer;
    const options = { restApiId: api.restApiId, httpMethod: 'GET', authorizationType: 'CUSTOM', authorizerId };
    new CfnMethod(stack, 'L1', { ...options, resourceId: x.resourceId, integration: { type: 'MOCK' } });
    api.root.addMethod('GET', mock()); // attaches the authorizer
    const nested = new NestedStack(stack, 'Nested');
    const { restApiId, restApiRootResourceId: rootResourceId } = api;
    const imported = RestApi.fromRestApiAttributes(nested, 'Api', { restApiId, rootResourceId });
    imported.root.addResource('nested').addMethod('GET', mock(), { authorizer });
    expect(errorsOf(stack)).toBe('');
  });
});

describe('the access table looks at REST APIs too', () => {
  test('a public proxy answers what a guarded resource does not list', () => {
    const { stack, api, x } = newApi(['GET /x']);
    x.addMethod('GET', new LambdaIntegration(newFunction(stack)));
    api.root.addResource('{proxy+}').addMethod('ANY', new LambdaIntegration(newFunction(stack, 'Site')), NONE);
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/POST, PUT, .* \/x .*ANY \/\{proxy\+}.*fallsToWeakerRoute/),
    ]);
  });

  test('an open OPTIONS method that leads to the guarded function', () => {
    const { stack, x } = newApi([]);
    const integration = new LambdaIntegration(newFunction(stack));
    x.addMethod('ANY', integration);
    x.addMethod('OPTIONS', integration, NONE);
    expect(warnings(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('two parameters below one resource', () => {
    const { stack, x } = newApi([]);
    x.addResource('{a}').addMethod('GET', mock());
    x.addResource('{b}').addMethod('POST', mock());
    expect(errorsOf(stack)).toContain('Access.conflictingParameterNames');
  });
});
