import { Annotations as CoreAnnotations, NestedStack, Stack } from 'aws-cdk-lib';
import { type CfnApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { markRoute } from '../../../../src/access/watch-access';
import { errorsOf, newFunction, newIntegration } from '../../support/stack';
import { handlerOf, IS_ADMIN, newWatchedApi, warningsOf } from '../../support/watched-api';

const { ANY, GET, POST, OPTIONS } = HttpMethod;

let { stack, httpApi, lambda, jwt } = newWatchedApi();

beforeEach(() => {
  ({ stack, httpApi, lambda, jwt } = newWatchedApi());
});

describe('methods that fall to a weaker route', () => {
  test('members reach what only admins may read', () => {
    httpApi.addRoutes({ path: '/{proxy+}', methods: [GET, POST], integration: newIntegration(), authorizer: jwt });
    httpApi.addRoutes({
      path: '/admin/{proxy+}',
      methods: [GET],
      integration: newIntegration(),
      authorizer: lambda.when(IS_ADMIN),
    });
    expect(warningsOf(stack)).toEqual([
      expect.stringMatching(
        /^\/Stack\/HttpApi\/POST--\{proxy\+}\/Resource methods of .*: POST \/admin\/\{proxy\+} \(a rule on GET \/admin\/\{proxy\+}\) and GET, POST \/admin \(.*\) fall to POST \/\{proxy\+} \(signed in\) and GET .*; .*fallsToWeakerRoute]$/,
      ),
    ]);
  });

  test('in any order, from any stack of the Stage, nested ones included', () => {
    httpApi.addRoutes({ path: '/{proxy+}', methods: [ANY], integration: newIntegration() });
    const other = new Stack(stack.node.root, 'Other');
    const nested = new NestedStack(other, 'Nested');
    new HttpRoute(nested, 'Admin', {
      httpApi,
      routeKey: HttpRouteKey.with('/admin', GET),
      integration: newIntegration(),
      authorizer: new HttpIamAuthorizer(),
    });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('POST, PUT, PATCH, DELETE, OPTIONS, other methods /admin (iam on GET /admin)'),
    ]);
  });

  test('can be acknowledged on the route', () => {
    const [everything] = httpApi.addRoutes({ path: '/{proxy+}', methods: [ANY], integration: newIntegration() });
    httpApi.addRoutes({ path: '/admin', methods: [GET], integration: newIntegration(), authorizer: jwt });
    CoreAnnotations.of(everything).acknowledgeWarning('cdk-clerk-authorizer:Access.openRouteToGuardedBackEnd');
    expect(warningsOf(stack)).toEqual([]);
  });

  test('the $default route that API Gateway makes of a target is one', () => {
    const handler = newFunction(stack);
    httpApi.addRoutes({
      path: '/admin',
      methods: [GET],
      integration: new HttpLambdaIntegration('H', handler),
      authorizer: lambda.when(IS_ADMIN),
    });
    (httpApi.node.defaultChild as CfnApi).target = handler.functionArn;
    expect(warningsOf(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('optional and signed in, as the policy of the function has them', () => {
    httpApi.addRoutes({
      path: '/{proxy+}',
      methods: [POST],
      integration: newIntegration(),
      authorizer: lambda.optional(),
    });
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    expect(warningsOf(stack)).toEqual([
      expect.stringContaining('POST /x (signed in on GET /x) fall to POST /{proxy+} (optional)'),
    ]);
  });
});

describe('an open route to guarded code', () => {
  test.each([
    ['OPTIONS', '/x'],
    ['ANY', '/x'],
    ['ANY', '/{proxy+}'],
  ] as [HttpMethod, string][])('%s %s', (method, path) => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    httpApi.addRoutes({ path, methods: [method], integration });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('$default, by another integration and an alias of the same function', () => {
    const fn = newFunction(stack);
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: handlerOf(fn), authorizer: jwt });
    const alias = new Alias(stack, 'Live', { aliasName: 'live', version: fn.currentVersion });
    new HttpRoute(stack, 'Default', {
      httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration: handlerOf(alias, 'Other'),
    });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('two integrations with one URL', () => {
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: newIntegration(), authorizer: jwt });
    const integration = new HttpUrlIntegration('Again', 'https://backend.example.com');
    httpApi.addRoutes({ path: '/x', methods: [OPTIONS], integration });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('an imported function, whole or by an alias', () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders';
    const fn = LambdaFunction.fromFunctionArn(stack, 'Imported', arn) as LambdaFunction;
    const live = LambdaFunction.fromFunctionArn(stack, 'Live', `${arn}:live`) as LambdaFunction;
    httpApi.addRoutes({ path: '/x', methods: [GET], integration: handlerOf(fn), authorizer: jwt });
    httpApi.addRoutes({ path: '/x', methods: [ANY], integration: handlerOf(live, 'Live') });
    expect(warningsOf(stack)).toEqual([expect.stringContaining('openRouteToGuardedBackEnd')]);
  });

  test('is an error where this package derived the route', () => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    markRoute(httpApi.addRoutes({ path: '/x', methods: [ANY], integration })[0], 'derived');
    expect(errorsOf(stack)).toContain('[cdk-clerk-authorizer:Access.derivedRouteToGuardedBackEnd]');
  });

  test('is fine where OPTIONS was asked for by name', () => {
    const integration = handlerOf(newFunction(stack));
    httpApi.addRoutes({ path: '/x', methods: [GET], integration, authorizer: jwt });
    markRoute(httpApi.addRoutes({ path: '/x', methods: [OPTIONS], integration })[0], 'listed');
    expect(warningsOf(stack)).toEqual([]);
  });
});
