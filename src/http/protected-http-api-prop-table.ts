import type { PropTable } from '../diagnostics/prop-table';
import { has, isFlag, isList, isObject, isOneOf, isText } from '../diagnostics/types';
import { isMetadata } from '../oauth/protected-resource-metadata';
import { AccessLogs } from './access-logs';
import { HTTP_LAMBDA_OPTION_TYPES } from './http-lambda-authorizer-prop-table';
import { PreflightRoute } from './preflight-route';
import type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './protected-http-api-props';

const ACCESS = "write access: RouteAccess.when(ClaimRule.hasRole('org:admin')), or another RouteAccess";
const BY_ROUTE =
  "write defaultAccess: RouteAccess.when(ClaimRule.hasRole('org:admin')) for all routes, or access: … for some of them";

export const PROTECTED_HTTP_API: PropTable<ClerkProtectedHttpApiProps> = {
  owner: 'ClerkProtectedHttpApi',
  types: {
    ...HTTP_LAMBDA_OPTION_TYPES,
    frontendApiUrl: 'own check',
    audience: 'own check',
    defaultAccess: 'own check',
    routes: [isList, "write routes: [{ path: '/orders', handler: myFunction }]"],
    useLambdaAuthorizer: [isFlag, 'write useLambdaAuthorizer: true'],
    identityHeaders: 'own check',
    preflightRoute: [isOneOf(PreflightRoute), 'write preflightRoute: PreflightRoute.OPTIONS'],
    protectedResourceMetadata: [
      isMetadata,
      "write protectedResourceMetadata: ProtectedResourceMetadata.of({ resource: 'https://mcp.example.com/mcp' })",
    ],
    httpApi: [has('apiId'), 'give an HttpApi, or HttpApi.fromHttpApiAttributes()'],
    apiName: [isText, "write apiName: 'orders'"],
    description: [isText, "write description: 'Orders'"],
    corsPreflight: [isObject, "write corsPreflight: { allowOrigins: ['https://app.example.com'] }"],
    defaultDomainMapping: [isObject, 'give an object with domainName'],
    disableExecuteApiEndpoint: [isFlag, 'write disableExecuteApiEndpoint: true'],
    throttle: [isObject, 'write throttle: { rateLimit: 100, burstLimit: 200 }'],
    detailedMetricsEnabled: [isFlag, 'write detailedMetricsEnabled: true'],
    accessLogs: [
      (value) => value instanceof AccessLogs,
      'write accessLogs: AccessLogs.toLogGroup(logGroup), or AccessLogs.disabled()',
    ],
  },
  hints: {
    rule: BY_ROUTE,
    access: BY_ROUTE,
    methodRules: BY_ROUTE,
    scopes: "write defaultAccess: RouteAccess.signedIn({ scopes: ['orders:read'] })",
    authorizer: BY_ROUTE,
    defaultAuthorizer: BY_ROUTE,
    defaultAuthorizationScopes: BY_ROUTE,
    authorizationScopes: BY_ROUTE,
    identitySource: "write tokenSources: [TokenSource.header('X-Token')]",
  },
};

export const ROUTES: PropTable<AddClerkRoutesOptions> = {
  owner: 'a route',
  misplaced: 'Route.cdkOption',
  types: {
    path: 'own check',
    methods: 'own check',
    access: 'own check',
    integration: [has('bind'), 'write handler: myFunction'],
    handler: [has('functionArn'), 'write handler: myFunction'],
  },
  hints: {
    rule: ACCESS,
    defaultAccess: ACCESS,
    methodRules: ACCESS,
    authorizer: ACCESS,
    authorizationScopes: "write access: RouteAccess.signedIn({ scopes: ['orders:read'] })",
    scopes: "write access: RouteAccess.signedIn({ scopes: ['orders:read'] })",
  },
};
