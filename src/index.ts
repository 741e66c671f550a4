// Every public name, by folder. No other file re-exports anything.

// authorizer: what the Lambda authorizers of every kind of API have in common
export type { IClerkLambdaAuthorizer, RefusalMetricOptions } from './authorizer/lambda-authorizer';
export type { ClerkLambdaAuthorizerOptions, ClerkLambdaAuthorizerProps } from './authorizer/lambda-authorizer-props';
export { RefusalReason } from './authorizer/refusal-reason';
// http: HTTP APIs
export { AccessLogs } from './http/access-logs';
export { ClerkHttpJwtAuthorizer, type ClerkHttpJwtAuthorizerProps } from './http/http-jwt-authorizer';
export { ClerkHttpLambdaAuthorizer } from './http/http-lambda-authorizer';
export {
  type ClerkHttpLambdaAuthorizerOptions,
  type ClerkHttpLambdaAuthorizerProps,
  UnauthenticatedResponse,
} from './http/http-lambda-authorizer-props';
export { IdentityHeader } from './http/identity-header';
export { PreflightRoute } from './http/preflight-route';
export { ClerkProtectedHttpApi } from './http/protected-http-api';
export type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './http/protected-http-api-props';
export { RouteAccess, type SignedInOptions } from './http/route-access';
// logging: access logs
export { ClerkAccessLogFormat } from './logging/access-log-format';
// oauth: OAuth protected resource metadata
export { ProtectedResourceMetadata, type ProtectedResourceMetadataOptions } from './oauth/protected-resource-metadata';
// operations: dashboards and alarms
export { ClerkAuthorizerDashboard } from './operations/authorizer-dashboard';
export type { ClerkAuthorizerDashboardProps } from './operations/authorizer-dashboard-props';
// rest: REST APIs
export { ClerkGatewayResponses, type ClerkGatewayResponsesProps } from './rest/gateway-responses';
export { ClerkRestAuthorizer } from './rest/rest-authorizer';
export type { ClerkRestAuthorizerProps } from './rest/rest-authorizer-props';
export { ClerkRestMetadataEndpoint, type ClerkRestMetadataEndpointProps } from './rest/rest-metadata-endpoint';
// rules: what the claims of a token must say
export { Claim, ClaimRule } from './rules/claim-rule';
export { type CustomReverificationOptions, Reverification, ReverificationLevel } from './rules/reverification';
// tokens: which tokens count, and where a request carries them
export { ClerkKeys } from './tokens/clerk-keys';
export type { ClerkInstanceProps } from './tokens/instance-props';
export { TokenKind } from './tokens/token-kind';
export { TokenSource } from './tokens/token-source';
// websocket: WebSocket APIs
export { ClerkWebSocketAuthorizer, type ClerkWebSocketAuthorizerProps } from './websocket/websocket-authorizer';
