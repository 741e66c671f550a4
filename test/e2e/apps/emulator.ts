/** Routes that share one function, some of them without the permission that API Gateway needs to invoke it. */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import {
  type CfnMethod,
  CfnAuthorizer as CfnRestAuthorizer,
  LambdaIntegration,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import {
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';

const stack = new Stack(new App(), 'Emulator');

const backEnd = newFunction('BackEnd', `async ({ routeKey }) => ({ statusCode: 200, body: routeKey ?? 'reached' })`);
const authorized = newFunction('Authorized', `async ({ requestContext }) => requestContext.authorizer`);
const refusing = newFunction('Refusing', `async () => ({ isAuthorized: false })`);

// These routes use L1 constructs, because CDK's L2 constructs would add the missing permissions.
const http = new HttpApi(stack, 'Http', {
  corsPreflight: { allowOrigins: ['https://app.example.com'], allowMethods: [CorsHttpMethod.GET] },
});
const target = integrate(http.apiId, 'Http');
addRoute('Items', 'GET /items/{id}', { permitted: '*/GET/items/{id}' });
addRoute('Any', 'ANY /any', { permitted: '*/*/any' });
addRoute('Forgotten', 'GET /forgotten');
addRoute('Elsewhere', 'GET /elsewhere', { permitted: '*/*/items/*' });
addRoute('Refused', 'GET /refused', { authorizerId: lambdaAuthorizer('Refusing', { permitted: true }) });
addRoute('Unasked', 'GET /unasked', { authorizerId: lambdaAuthorizer('Unasked', { permitted: false }) });
const jwtAuthorizer = new HttpJwtAuthorizer('Jwt', process.env.CLERK_FRONTEND_API_URL ?? '', {
  jwtAudience: ['ClerkJwtAuthorizer'],
});
for (const [path, authorizationScopes] of Object.entries({ '/claims': [], '/scopes': ['reports:read'] })) {
  const integration = new HttpLambdaIntegration(path, authorized);
  http.addRoutes({ path, methods: [HttpMethod.GET], integration, authorizer: jwtAuthorizer, authorizationScopes });
}
new CfnOutput(stack, 'HttpUrl', { value: http.apiEndpoint });

for (const [id, permitted] of Object.entries({ Default: '*/$default', DefaultAsPath: '*/*/*' })) {
  const api = new HttpApi(stack, id);
  const route = { apiId: api.apiId, routeKey: '$default', target: integrate(api.apiId, id) };
  new CfnRoute(stack, `${id}Route`, { ...route, authorizationType: 'NONE' });
  permit(id, api.apiId, permitted);
  new CfnOutput(stack, `${id}Url`, { value: api.apiEndpoint });
}

const rest = new RestApi(stack, 'Rest');
const integration = new LambdaIntegration(backEnd);
rest.root.addResource('open').addMethod('GET', integration);
const jwt = new CfnRestAuthorizer(stack, 'Jwt', {
  restApiId: rest.restApiId,
  name: 'Jwt',
  type: 'JWT',
  identitySource: 'method.request.header.Authorization',
});
const guarded = rest.root.addResource('guarded').addMethod('GET', integration).node.defaultChild as CfnMethod;
guarded.addPropertyOverride('AuthorizationType', 'JWT');
guarded.addPropertyOverride('AuthorizerId', jwt.ref);
new CfnOutput(stack, 'RestUrl', { value: rest.url });

const webSocket = new WebSocketApi(stack, 'WebSocket');
const webSocketTarget = integrate(webSocket.apiId, 'WebSocket');
for (const routeKey of ['$connect', '$default', 'forgotten']) {
  new CfnRoute(stack, `WebSocketRoute${routeKey}`, { apiId: webSocket.apiId, routeKey, target: webSocketTarget });
}
permit('WebSocketConnect', webSocket.apiId, '*/$connect');
permit('WebSocketDefault', webSocket.apiId, '*/$default');
const stage = new WebSocketStage(stack, 'Stage', { webSocketApi: webSocket, stageName: 'prod', autoDeploy: true });
new CfnOutput(stack, 'WebSocketUrl', { value: stage.url });

function newFunction(id: string, handler: string): LambdaFunction {
  const code = Code.fromInline(`exports.handler = ${handler};`);
  return new LambdaFunction(stack, id, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
}

function integrate(apiId: string, id: string): string {
  const { ref } = new CfnIntegration(stack, `${id}Integration`, {
    apiId,
    integrationType: 'AWS_PROXY',
    integrationUri: backEnd.functionArn,
    payloadFormatVersion: '2.0',
  });
  return `integrations/${ref}`;
}

function addRoute(id: string, routeKey: string, has: { permitted?: string; authorizerId?: string } = {}): void {
  const { permitted, authorizerId } = has;
  const authorizationType = authorizerId ? 'CUSTOM' : 'NONE';
  new CfnRoute(stack, `${id}Route`, { apiId: http.apiId, routeKey, target, authorizationType, authorizerId });
  if (permitted) permit(id, http.apiId, permitted);
}

function lambdaAuthorizer(id: string, { permitted }: { permitted: boolean }): string {
  const uri = `arn:aws:apigateway:${stack.region}:lambda:path/2015-03-31/functions/${refusing.functionArn}/invocations`;
  const { ref } = new CfnAuthorizer(stack, `${id}Authorizer`, {
    apiId: http.apiId,
    name: id,
    authorizerType: 'REQUEST',
    authorizerUri: uri,
    authorizerPayloadFormatVersion: '2.0',
    enableSimpleResponses: true,
    authorizerResultTtlInSeconds: 0,
    identitySource: [],
  });
  if (permitted) permit(`${id}Authorizer`, http.apiId, `authorizers/${ref}`, refusing);
  return ref;
}

function permit(id: string, apiId: string, source: string, target = backEnd): void {
  target.addPermission(`${id}Permission`, {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: stack.formatArn({ service: 'execute-api', resource: apiId, resourceName: source }),
  });
}
