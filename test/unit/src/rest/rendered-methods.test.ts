import { Annotations as CoreAnnotations, type Stack } from 'aws-cdk-lib';
import {
  ApiDefinition,
  type CfnMethod,
  Cors,
  Deployment,
  LambdaIntegration,
  LambdaRestApi,
  RestApi,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { describe, expect, test } from 'vitest';
import { REST_VERBS } from '../../../../src/policy/policy-document';
import { mock, NONE, newApi, newAuthorizer, warnings } from '../../support/guarded-rest-api';
import { errorsOf, newFunction, newStack } from '../../support/stack';

describe('a rule is held against every method that it stands for', () => {
  test('a public GET of its own', () => {
    const { stack, x } = newApi(['ANY /x']);
    x.addMethod('ANY', mock());
    x.addMethod('GET', mock(), NONE);
    expect(errorsOf(stack)).toMatch(/rule for ANY \/x, which stands for GET \/x, .*RestAuthorizer\.unguardedMethod]/);
  });

  test('a GET with another authorizer', () => {
    const { stack, api, x } = newApi(['ANY /x']);
    x.addMethod('ANY', mock());
    const authorizer = newAuthorizer(stack, [], 'Other');
    x.addMethod('GET', mock(), { authorizer });
    expect(errorsOf(stack)).toContain('RestAuthorizer.unguardedMethod');
    expect(api.methods).toHaveLength(2);
  });

  test('two public methods of their own', () => {
    const { stack, x } = newApi(['ANY /x']);
    x.addMethod('ANY', mock());
    for (const method of ['GET', 'POST']) x.addMethod(method, mock(), NONE);
    expect(errorsOf(stack)).toContain('which stands for GET /x, POST /x, and this authorizer is not asked there');
  });

  test('a mock of OPTIONS with another type of authorization', () => {
    const { stack, x } = newApi(['ANY /x']);
    x.addMethod('ANY', mock());
    const options = x.addMethod('OPTIONS', mock(), NONE).node.defaultChild as CfnMethod;
    options.addPropertyOverride('AuthorizationType', 'AWS_IAM');
    expect(errorsOf(stack)).toContain('stands for OPTIONS /x');
  });

  test('no method, if every method has a rule of its own', () => {
    const { stack, x } = newApi(['ANY /x', ...REST_VERBS.map((verb) => `${verb} /x`)]);
    x.addMethod('ANY', mock());
    expect(errorsOf(stack)).toBe('');
  });

  test('a public method that another key stands for is reported for that key', () => {
    const { stack, x } = newApi(['ANY /x', 'GET /x']);
    x.addMethod('ANY', mock());
    x.addMethod('GET', mock(), NONE);
    expect(errorsOf(stack).match(/unguardedMethod/g)).toHaveLength(1);
    expect(errorsOf(stack)).toContain('rule for GET /x');
  });

  test('a public HEAD, which a rule for GET stands for too', () => {
    const { stack, x } = newApi(['GET /x']);
    x.addMethod('GET', mock());
    x.addMethod('HEAD', mock(), NONE);
    expect(errorsOf(stack)).toMatch(/rule for GET \/x, which stands for HEAD \/x, .*RestAuthorizer\.unguardedMethod]/);
  });

  test('the mock that answers preflights may stay open, and no other OPTIONS method', () => {
    const cors = newApi(['ANY /x']);
    cors.x.addMethod('ANY', mock());
    cors.x.addCorsPreflight({ allowOrigins: Cors.ALL_ORIGINS });
    expect(errorsOf(cors.stack)).toBe('');
    const own = newApi(['ANY /x']);
    own.x.addMethod('ANY', mock());
    own.x.addMethod('OPTIONS', new LambdaIntegration(newFunction(own.stack)), NONE);
    expect(errorsOf(own.stack)).toContain('stands for OPTIONS /x');
  });
});

describe('a method that is not there', () => {
  test.each([
    ['GET /y', [], 'write the key of a method'],
    ['GET /orders/{orderId}', ['orders/{id}'], "write 'GET /orders/{id}'"],
    ['GET /order', ['orders'], "write 'GET /orders'"],
    ['POST /orders', ['orders'], "write 'GET /orders'"],
    ['GET /admin', ['orders'], 'write the key of a method'],
    ['GET /v2', ['v1'], 'write the key of a method'],
    ['GET /1990', ['1991'], 'write the key of a method'],
    ['GET /a', ['b'], 'write the key of a method'],
    ['GET /orders/user', ['order/users'], 'write the key of a method'],
  ])('%s is not corrected to another path', (key, paths, fix) => {
    const { stack, api, x } = newApi([key]);
    x.addMethod('ANY', mock());
    for (const path of paths) api.root.resourceForPath(path).addMethod('GET', mock());
    expect(errorsOf(stack)).toContain(`a method that the API does not have, got "${key}"; ${fix}`);
  });

  test('is not corrected to a method without the authorizer', () => {
    const { stack, api, x } = newApi(['GET /order']);
    x.addMethod('GET', mock());
    api.root.addResource('orders').addMethod('GET', mock(), NONE);
    expect(errorsOf(stack)).toContain('write the key of a method that has the authorizer, or remove the rule');
  });

  test('is no key of a method if no method has the authorizer in the end', () => {
    const { stack, x } = newApi(['GET /y']);
    (x.addMethod('GET', mock()).node.defaultChild as CfnMethod).addPropertyDeletionOverride('AuthorizerId');
    expect(errorsOf(stack)).toContain('give the authorizer to methods, or remove the rule');
  });

  test('may be one that cannot be seen, which can be acknowledged', () => {
    const synthesize = (prepare: (stack: Stack) => void) => {
      const stack = newStack();
      const authorizer = newAuthorizer(stack, ['GET /elsewhere']);
      const api = RestApi.fromRestApiAttributes(stack, 'Api', { restApiId: 'abc', rootResourceId: 'root' });
      api.root.addMethod('GET', mock(), { authorizer });
      new Deployment(stack, 'Deployment', { api });
      prepare(stack);
      return warnings(stack);
    };
    expect(synthesize(() => {})).toEqual([
      expect.stringMatching(/rule for GET \/elsewhere, .*; look it up there.*RestAuthorizer\.methodNotVisible/),
    ]);
    const id = 'cdk-clerk-authorizer:RestAuthorizer.methodNotVisible';
    expect(synthesize((stack) => CoreAnnotations.of(stack.node.findChild('Clerk')).acknowledgeWarning(id))).toEqual([]);
  });

  test('may be in an OpenAPI definition', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, ['GET /elsewhere']);
    const api = new SpecRestApi(stack, 'Api', { apiDefinition: ApiDefinition.fromInline({ openapi: '3.0.1' }) });
    api.root.addResource('x').addMethod('GET', mock(), { authorizer });
    expect(warnings(stack)).toEqual([expect.stringContaining('RestAuthorizer.methodNotVisible')]);
  });
});

describe('a rule that covers less than it seems', () => {
  test('reading a method ANY asks for more than writing it', () => {
    const { stack, x } = newApi(['GET /x']);
    x.addMethod('ANY', mock());
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/POST, PUT, PATCH, DELETE .* write 'ANY \/x'.*partialCoverage/),
    ]);
  });

  test('the root of an API that serves everything by a proxy', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, ['ANY /{proxy+}']);
    new LambdaRestApi(stack, 'Api', { handler: newFunction(stack), defaultMethodOptions: { authorizer } });
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/does not cover \/, .* add the rule as 'ANY \/'.*partialCoverage/),
    ]);
  });

  test.each([
    ['writing asks for more than reading', ['DELETE /x']],
    ['every method has the rule', ['ANY /x']],
    ['writing has rules of its own', ['GET /x', 'POST /x', 'PUT /x', 'PATCH /x', 'DELETE /x']],
  ])('%s: no warning', (_, keys) => {
    const { stack, x } = newApi(keys);
    x.addMethod('ANY', mock());
    expect(warnings(stack)).toEqual([]);
  });

  test('a root with the rule, or with a back end of its own: no warning', () => {
    const stack = newStack();
    const authorizer = newAuthorizer(stack, ['ANY /{proxy+}', 'ANY /']);
    new LambdaRestApi(stack, 'Api', { handler: newFunction(stack), defaultMethodOptions: { authorizer } });
    expect(warnings(stack)).toEqual([]);
    const { stack: other, api } = newApi(['ANY /{proxy+}']);
    api.root.addMethod('ANY', new LambdaIntegration(newFunction(other, 'Home')));
    api.root.addProxy({ defaultIntegration: new LambdaIntegration(newFunction(other, 'All')) });
    expect(warnings(other)).toEqual([]);
  });
});

test.each<[string, string[], (api: RestApi, stack: Stack) => void]>([
  ['a method GET of its own', ['GET /x'], (api) => api.root.getResource('x')?.addMethod('GET', mock())],
  [
    'a proxy without a method above it',
    ['ANY /files/{proxy+}'],
    (api) => api.root.resourceForPath('/files/{proxy+}').addMethod('ANY', mock()),
  ],
  [
    'a proxy and a root that call no code',
    ['ANY /{proxy+}'],
    (api) => {
      api.root.addMethod('ANY', mock());
      api.root.addProxy({ defaultIntegration: mock() });
    },
  ],
  [
    'a root with the same back end as a path that is no proxy',
    ['ANY /x'],
    (api, stack) => {
      const integration = new LambdaIntegration(newFunction(stack));
      for (const path of ['/', '/x']) api.root.resourceForPath(path).addMethod('ANY', integration);
    },
  ],
])('%s: a rule covers what it seems to', (_, keys, addMethods) => {
  const { stack, api } = newApi(keys);
  addMethods(api, stack);
  expect(warnings(stack)).toEqual([]);
});
