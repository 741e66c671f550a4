export { AccessLogs } from './access-logs';
export { ClerkProtectedHttpApi } from './clerk-protected-http-api';
export type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './clerk-protected-http-api-props';
export { ClerkHttpJwtAuthorizer, type ClerkHttpJwtAuthorizerProps } from './http-jwt-authorizer';
export { PreflightRoute } from './preflight-route';
export { RouteAccess, type SignedInOptions } from './route-access';
