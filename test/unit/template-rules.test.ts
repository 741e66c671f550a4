import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnIntegration,
  CfnRoute,
  HttpApi,
  HttpMethod,
  type IHttpRouteAuthorizer,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer, HttpLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { CfnPermission, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { FRONTEND_API_URL, newFunction } from './support/stack';
import type { CfnTemplate } from './support/template/intrinsics';
import { missingPermissions, openDoors, openRoutes } from './support/template/rules';

/** Templates with one mistake each, made by hand or by CDK itself, so that the rules are known to see it. */
function template(define: (stack: Stack, handler: LambdaFunction) => void): CfnTemplate {
  const stack = new Stack(new App(), 'Stack');
  define(stack, newFunction(stack));
  return Template.fromStack(stack).toJSON() as CfnTemplate;
}

describe('missingPermissions', () => {
  test.each([
    ['$default', '*/*/*', [expect.stringMatching(/^\$default invokes .*\/\$default\/\$default$/)]],
    ['$default', '*/$default', []],
    ['GET /orders/{id}', '*/GET/orders/{id}', []],
    ['GET /orders/{id}', '*/*/orders/*', []],
    ['GET /orders/{id}', '*/*/*', []],
    ['GET /orders', '*/POST/orders', [expect.stringContaining('/$default/GET/orders')]],
    ['GET /orders', 'prod/GET/orders', [expect.stringContaining('/$default/GET/orders')]],
    ['ANY /orders', '*/GET/orders', Array.from({ length: 7 }, () => expect.stringContaining('ANY /orders'))],
  ])('%s with a permission for %s', (routeKey, source, expected) => {
    const found = missingPermissions(
      template((stack, handler) => {
        const { apiId } = new HttpApi(stack, 'Http');
        const { ref } = new CfnIntegration(stack, 'Integration', {
          apiId,
          integrationType: 'AWS_PROXY',
          integrationUri: handler.functionArn,
        });
        new CfnRoute(stack, 'Route', { apiId, routeKey, target: `integrations/${ref}` });
        new CfnPermission(stack, 'Permission', {
          action: 'lambda:InvokeFunction',
          functionName: handler.functionName,
          principal: 'apigateway.amazonaws.com',
          sourceArn: stack.formatArn({ service: 'execute-api', resource: apiId, resourceName: source }),
        });
      }),
    );
    expect(found).toEqual(expected);
  });

  test.runIf(isAtFloor())('two routes of a WebSocket API that share an integration, at the CDK floor', () => {
    const found = missingPermissions(
      template((stack, handler) => {
        const integration = new WebSocketLambdaIntegration('Integration', handler);
        new WebSocketApi(stack, 'Api', {
          connectRouteOptions: { integration },
          defaultRouteOptions: { integration },
        });
      }),
    );
    expect(found).toEqual([expect.stringMatching(/^\$default invokes .*\/any-stage\/\$default$/)]);
  });

  test('two integrations', () => {
    const found = missingPermissions(
      template((stack, handler) => {
        new WebSocketApi(stack, 'Api', {
          connectRouteOptions: { integration: new WebSocketLambdaIntegration('OnConnect', handler) },
          defaultRouteOptions: { integration: new WebSocketLambdaIntegration('OnMessage', handler) },
        });
      }),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['its own permission', undefined, []],
    ['none', 'AWS::Lambda::Permission', [expect.stringContaining('GET /orders'), expect.stringMatching(/^authorizer/)]],
  ])('a Lambda authorizer with %s', (_, without, expected) => {
    const { Resources } = template((stack, handler) => {
      const authorizer = new HttpLambdaAuthorizer('Authorizer', newFunction(stack, 'Other'));
      addRoute(new HttpApi(stack, 'Http'), HttpMethod.GET, handler, authorizer);
    });
    const left = Object.entries(Resources).filter(([, { Type }]) => Type !== without);
    expect(missingPermissions({ Resources: Object.fromEntries(left) })).toEqual(expected);
  });

  test.each([
    ['its own permission', undefined, []],
    ['none', 'AWS::Lambda::Permission', [expect.stringContaining('/prod/GET/orders/{id}')]],
  ])('a method of a REST API with %s', (_, without, expected) => {
    const { Resources } = template((stack, handler) => {
      const api = new RestApi(stack, 'Rest');
      api.root.resourceForPath('/orders/{id}').addMethod('GET', new LambdaIntegration(handler));
    });
    const left = Object.entries(Resources).filter(([, { Type }]) => Type !== without);
    expect(missingPermissions({ Resources: Object.fromEntries(left) })).toEqual(expected);
  });
});

describe('openDoors', () => {
  test.each([
    ['ANY', '/orders', ['ANY /orders leads to the back end of GET /orders']],
    ['OPTIONS', '/orders', ['OPTIONS /orders leads to the back end of GET /orders']],
    ['ANY', '/{proxy+}', ['ANY /{proxy+} leads to the back end of GET /orders']],
    ['ANY', '/other', []],
    ['POST', '/orders', []],
  ])('an open %s %s beside a guarded GET /orders', (method, path, expected) => {
    const found = openDoors(
      template((stack, handler) => {
        const api = new HttpApi(stack, 'Http');
        addRoute(api, HttpMethod.GET, handler, jwt());
        addRoute(api, method as HttpMethod, handler, undefined, path);
      }),
    );
    expect(found).toEqual(expected);
  });

  test('an open ANY method to another function', () => {
    const found = openDoors(
      template((stack, handler) => {
        const api = new HttpApi(stack, 'Http');
        addRoute(api, HttpMethod.GET, handler, jwt());
        addRoute(api, HttpMethod.ANY, newFunction(stack, 'Other'));
      }),
    );
    expect(found).toEqual([]);
  });

  test('an open $default', () => {
    const found = openDoors(
      template((stack, handler) => {
        const defaultIntegration = new HttpLambdaIntegration('Rest', handler);
        addRoute(new HttpApi(stack, 'Http', { defaultIntegration }), HttpMethod.GET, handler, jwt());
      }),
    );
    expect(found).toEqual(['$default leads to the back end of GET /orders']);
  });
});

test('openRoutes lists the routes of every kind of API that ask nothing', () => {
  const found = openRoutes(
    template((stack, handler) => {
      const api = new HttpApi(stack, 'Http');
      addRoute(api, HttpMethod.GET, handler, jwt());
      addRoute(api, HttpMethod.POST, handler);
      new RestApi(stack, 'Rest').root.addMethod('GET', new LambdaIntegration(handler));
      const integration = new WebSocketLambdaIntegration('Integration', handler);
      new WebSocketApi(stack, 'Socket', {
        connectRouteOptions: { integration },
        defaultRouteOptions: { integration },
      });
    }),
  );
  expect(found).toEqual(['$connect', 'GET /', 'POST /orders']);
});

function jwt(): HttpJwtAuthorizer {
  return new HttpJwtAuthorizer('Jwt', FRONTEND_API_URL, { jwtAudience: ['api'] });
}

function addRoute(
  api: HttpApi,
  method: HttpMethod,
  handler: LambdaFunction,
  authorizer?: IHttpRouteAuthorizer,
  path = '/orders',
): void {
  const integration = new HttpLambdaIntegration(`${method}${path}`, handler);
  api.addRoutes({ path, methods: [method], integration, authorizer });
}

/** Newer versions of the CDK create a permission for each route. */
function isAtFloor(): boolean {
  const { version } = JSON.parse(readFileSync('node_modules/aws-cdk-lib/package.json', 'utf8'));
  return version === JSON.parse(readFileSync('package.json', 'utf8')).devDependencies['aws-cdk-lib'];
}
