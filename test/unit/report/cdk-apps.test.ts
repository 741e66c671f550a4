import { App, CfnParameter, NestedStack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as rest from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  WebSocketApi,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer, HttpJwtAuthorizer, WebSocketIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Alias, FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { AccessReport } from '../../../report/access-report';
import { readApps } from '../../../report/read-apps';
import { asTemplate } from '../../../report/template';
import { ClaimRule, ClerkProtectedHttpApi, ClerkRestAuthorizer, RouteAccess } from '../../../src';
import { line, lines } from '../support/report';
import { CLERK, newFunction, newStack } from '../support/stack';

describe('without this package', () => {
  test('an HTTP API', () => {
    const stack = newStack();
    const api = new HttpApi(stack, 'Api', {
      defaultAuthorizer: new HttpJwtAuthorizer('Jwt', CLERK.frontendApiUrl, { jwtAudience: CLERK.audience }),
      corsPreflight: { allowOrigins: ['https://app.example.com'], allowMethods: [CorsHttpMethod.ANY] },
    });
    const integration = new HttpLambdaIntegration('Orders', newFunction(stack));
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration });
    api.addRoutes({ path: '/orders/{id}', integration });
    api.addRoutes({ path: '/jobs', methods: [HttpMethod.POST], integration, authorizer: new HttpIamAuthorizer() });
    expect(lines(Template.fromStack(stack))).toEqual([
      'GET /orders: jwt signedIn, preflight corsConfiguration',
      'ANY /orders/{id}: jwt signedIn, preflight refused',
      'POST /jobs: iam, preflight corsConfiguration',
    ]);
  });

  test('a REST API', () => {
    const stack = newStack();
    const handler = newFunction(stack);
    const api = new rest.RestApi(stack, 'Api');
    const integration = new rest.LambdaIntegration(handler);
    const orders = api.root.addResource('orders', {
      defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'] },
    });
    const cognito = new rest.CognitoUserPoolsAuthorizer(stack, 'Cognito', {
      cognitoUserPools: [new UserPool(stack, 'Pool')],
    });
    orders.addMethod('GET', integration, { authorizer: cognito, authorizationScopes: ['orders/read'] });
    orders.addMethod('POST', integration, {
      authorizer: new rest.TokenAuthorizer(stack, 'Token', { handler }),
      apiKeyRequired: true,
    });
    orders.addMethod('PUT', integration, { authorizationType: rest.AuthorizationType.IAM });
    orders.addMethod('PATCH', integration, { apiKeyRequired: true });
    api.root.addMethod('GET', integration);
    expect(lines(Template.fromStack(stack))).toEqual([
      'OPTIONS /orders: open fixed, preflight mock',
      'GET /orders: cognito (has scope orders/read), preflight mock',
      'POST /orders: lambda and key, preflight mock',
      'PUT /orders: iam, preflight mock',
      'PATCH /orders: key, preflight mock',
      'GET /: open, preflight refused',
    ]);
  });

  test('a WebSocket API, where the route $connect decides for every message', () => {
    const webSocketApi = (connect?: object) => {
      const stack = newStack();
      const integration = new WebSocketLambdaIntegration('Chat', newFunction(stack));
      const api = new WebSocketApi(stack, 'Api', { defaultRouteOptions: { integration } });
      if (connect) api.addRoute('$connect', { integration, ...connect });
      return Template.fromStack(stack);
    };
    expect(lines(webSocketApi())).toEqual(['$default: open']);
    const authorizer = new WebSocketIamAuthorizer();
    expect(lines(webSocketApi({ authorizer })).sort()).toEqual(['$connect: iam', '$default: iam']);
  });
});

describe('with this package', () => {
  test('a REST API whose ANY method has rules for some methods has a row for each method', () => {
    const stack = newStack();
    const api = new rest.RestApi(stack, 'Api');
    const authorizer = new ClerkRestAuthorizer(stack, 'Clerk', {
      ...CLERK,
      methodRules: { 'DELETE /orders': ClaimRule.hasRole('org:admin') },
    });
    api.root.addResource('orders').addMethod('ANY', new rest.MockIntegration(), { authorizer });
    expect(lines(Template.fromStack(stack))).toContain(
      'DELETE /orders: lambda rule (has role org:admin) fixed, preflight refused',
    );
  });

  test('a value that is known at deployment has the name of its source', () => {
    const stack = newStack();
    const organization = new CfnParameter(stack, 'Organization').valueAsString;
    const api = new ClerkProtectedHttpApi(stack, 'Api', CLERK);
    api.addRoutes({
      path: '/x',
      methods: [HttpMethod.GET],
      handler: newFunction(stack),
      access: RouteAccess.when(ClaimRule.inOrganization(organization)),
    });
    expect(lines(Template.fromStack(stack))[0]).toContain('(is active in organization <Organization>)');
  });
});

test('a function URL beside the API is a warning about the routes of the function, also where it is that of an alias', () => {
  const stack = newStack();
  const handler = newFunction(stack);
  new Alias(stack, 'Live', { aliasName: 'live', version: handler.currentVersion }).addFunctionUrl({
    authType: FunctionUrlAuthType.NONE,
  });
  new ClerkProtectedHttpApi(stack, 'Api', CLERK).addRoutes({ path: '/x', methods: [HttpMethod.GET], handler });
  const report = AccessReport.fromTemplate(Template.fromStack(stack));
  expect(report.routes.map(line)).toEqual(['GET /x: jwt signedIn, preflight refused, Access.functionUrl']);
  expect(report.warnings).toMatchObject([{ id: 'Access.functionUrl', routes: ['GET /x'] }]);
});

describe('values that pass from stack to stack', () => {
  test('routes of another stack belong to the API', () => {
    const app = new App();
    const apiStack = newStack('ApiStack', app);
    const api = new HttpApi(apiStack, 'Api');
    const routes = newStack('RouteStack', app);
    new HttpRoute(routes, 'Route', {
      httpApi: api,
      routeKey: HttpRouteKey.with('/x', HttpMethod.GET),
      integration: new HttpLambdaIntegration('X', newFunction(routes)),
    });
    const templates = app.synth().stacks.map(({ stackName: name, template }) => ({ name, template }));
    const report = new AccessReport(readApps([templates]));
    expect(report.routes.map(line)).toEqual(['GET /x: open, preflight refused']);
    expect(report.hidden).toEqual([]);
    const alone = AccessReport.fromTemplate(templates[1].template);
    expect(alone.hidden).toMatchObject([{ reason: 'imported' }]);
  });

  test('routes of a nested stack belong to the API of its parent', () => {
    const app = new App();
    const parent = newStack('Parent', app);
    const api = new rest.RestApi(parent, 'Api', { deploy: false });
    api.root.addMethod('GET');
    const nested = new NestedStack(parent, 'Nested');
    const root = rest.RestApi.fromRestApiAttributes(nested, 'Imported', {
      restApiId: api.restApiId,
      rootResourceId: api.restApiRootResourceId,
    }).root;
    root.addResource('x').addMethod('GET', new rest.LambdaIntegration(newFunction(nested)));
    const template = Template.fromStack(nested).toJSON();
    const [id] = Object.keys(Template.fromStack(parent).findResources('AWS::CloudFormation::Stack'));
    const named = [
      { name: 'Parent', template: asTemplate(Template.fromStack(parent).toJSON()), nested: { [id]: 'Nested' } },
      { name: 'Nested', template: asTemplate(template) },
    ];
    const report = new AccessReport(readApps([named]));
    expect(report.routes.map(line)).toEqual([
      'GET /: open fixed, preflight refused',
      'GET /x: open, preflight refused',
    ]);
    expect(report.hidden).toEqual([]);
    const parentAlone = new AccessReport(readApps([[named[0]]]));
    expect(parentAlone.hidden).toMatchObject([{ reason: 'nestedStack', source: `Parent/${id}` }]);
  });
});
