import { Duration } from 'aws-cdk-lib';
import { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, DomainName, HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { expect, test } from 'vitest';
import {
  AccessLogs,
  ClaimRule,
  ClerkHttpJwtAuthorizer,
  type ClerkHttpJwtAuthorizerProps,
  ClerkProtectedHttpApi,
  type ClerkProtectedHttpApiProps,
  ClerkRestAuthorizer,
  type ClerkRestAuthorizerProps,
  ClerkWebSocketAuthorizer,
  type ClerkWebSocketAuthorizerProps,
  IdentityHeader,
  PreflightRoute,
  ProtectedResourceMetadata,
  RouteAccess,
  UnauthenticatedResponse,
} from '../../../../src';
import { lambdaSamples, propsWithoutEffect, type Samples } from '../../support/prop-samples';
import { CLERK, newFunction } from '../../support/stack';

const OTHER_URL = 'https://clerk.example.com';
const rule = ClaimRule.hasRole('org:admin');

test('every prop of ClerkProtectedHttpApi changes what is deployed', () => {
  const lambda: Partial<ClerkProtectedHttpApiProps> = { defaultAccess: RouteAccess.when(rule) };
  const samples: Samples<ClerkProtectedHttpApiProps> = {
    ...lambdaSamples(lambda),
    frontendApiUrl: () => [OTHER_URL],
    audience: () => [['other']],
    unauthenticatedResponse: () => [UnauthenticatedResponse.UNAUTHORIZED, lambda],
    resultsCacheTtl: () => [Duration.minutes(1), lambda],
    defaultAccess: () => [RouteAccess.optional()],
    routes: (stack) => [[{ path: '/sample', methods: [HttpMethod.GET], handler: newFunction(stack, 'Sample') }]],
    useLambdaAuthorizer: () => [true],
    identityHeaders: () => [[IdentityHeader.USER_ID]],
    preflightRoute: () => [PreflightRoute.NONE],
    protectedResourceMetadata: () => [ProtectedResourceMetadata.of({ resource: 'https://api.example.com' })],
    httpApi: (stack) => [new HttpApi(stack, 'Existing')],
    apiName: () => ['sample'],
    description: () => ['A sample.'],
    corsPreflight: () => [{ allowOrigins: ['https://app.example.com'], allowMethods: [CorsHttpMethod.GET] }],
    defaultDomainMapping: (stack) => {
      const certificate = Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:1:certificate/1');
      return [{ domainName: new DomainName(stack, 'Domain', { domainName: 'api.example.com', certificate }) }];
    },
    disableExecuteApiEndpoint: () => [true],
    throttle: () => [{ rateLimit: 10, burstLimit: 20 }],
    detailedMetricsEnabled: () => [true],
    accessLogs: () => [AccessLogs.disabled()],
  };
  const unused = propsWithoutEffect(samples, (stack, props) => {
    const api = new ClerkProtectedHttpApi(stack, 'Api', { ...CLERK, ...props });
    api.addRoutes({ path: '/f', handler: newFunction(stack) });
    const methods = [HttpMethod.GET];
    api.addRoutes({ path: '/u', methods, integration: new HttpUrlIntegration('Url', 'https://b.example.com') });
  });
  expect(unused).toEqual([]);
});

test('every prop of ClerkRestAuthorizer changes what is deployed', () => {
  const samples: Samples<ClerkRestAuthorizerProps> = {
    ...lambdaSamples({}),
    reportOnlyRules: () => [true, { rule }],
    frontendApiUrl: () => [OTHER_URL],
    audience: () => [['other']],
    authorizerName: () => ['sample'],
    rule: () => [rule],
    methodRules: () => [{ 'GET /': rule }],
    resultsCacheTtl: () => [Duration.minutes(1)],
  };
  const unused = propsWithoutEffect(samples, (stack, props) => {
    const authorizer = new ClerkRestAuthorizer(stack, 'Authorizer', { ...CLERK, ...props });
    new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } }).root.addMethod('GET');
  });
  expect(unused).toEqual([]);
});

test('every prop of ClerkWebSocketAuthorizer changes what is deployed', () => {
  const samples: Samples<ClerkWebSocketAuthorizerProps> = {
    ...lambdaSamples({}),
    reportOnlyRules: () => [true, { rule }],
    frontendApiUrl: () => [OTHER_URL],
    audience: () => [['other']],
    authorizerName: () => ['sample'],
    rule: () => [rule],
  };
  const unused = propsWithoutEffect(samples, (stack, props) => {
    const authorizer = new ClerkWebSocketAuthorizer('Authorizer', { ...CLERK, ...props });
    const integration = new WebSocketLambdaIntegration('Connect', newFunction(stack));
    new WebSocketApi(stack, 'Api', { connectRouteOptions: { integration, authorizer } });
  });
  expect(unused).toEqual([]);
});

test('every prop of ClerkHttpJwtAuthorizer changes what is deployed', () => {
  const samples: Samples<ClerkHttpJwtAuthorizerProps> = {
    frontendApiUrl: () => [OTHER_URL],
    audience: () => [['other']],
    identitySource: () => ['$request.header.X-Token'],
    authorizerName: () => ['sample'],
  };
  const unused = propsWithoutEffect(samples, (stack, props) => {
    const defaultAuthorizer = new ClerkHttpJwtAuthorizer('Clerk', { ...CLERK, ...props });
    const integration = new HttpUrlIntegration('Url', 'https://b.example.com');
    new HttpApi(stack, 'Api', { defaultAuthorizer }).addRoutes({ path: '/', integration });
  });
  expect(unused).toEqual([]);
});
