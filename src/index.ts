export type { ClerkLambdaAuthorizerOptions } from './authorizer/lambda-authorizer-options';
export type { ClerkLambdaAuthorizerProps } from './authorizer/lambda-authorizer-props';
export { AccessLogs } from './http/access-logs';
export { ClerkHttpJwtAuthorizer, type ClerkHttpJwtAuthorizerProps } from './http/http-jwt-authorizer';
export { ClerkHttpLambdaAuthorizer, type ClerkHttpLambdaAuthorizerProps } from './http/http-lambda-authorizer';
export type { ClerkHttpLambdaAuthorizerOptions } from './http/http-lambda-authorizer-props';
export { PreflightRoute } from './http/preflight-route';
export { ClerkProtectedHttpApi } from './http/protected-http-api';
export type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './http/protected-http-api-props';
export { RouteAccess, type SignedInOptions } from './http/route-access';
export { UnauthenticatedResponse } from './http/unauthenticated-response';
export { ProtectedResourceMetadata, type ProtectedResourceMetadataOptions } from './oauth/protected-resource-metadata';
export { ClerkGatewayResponses, type ClerkGatewayResponsesProps } from './rest/gateway-responses';
export { ClerkRestAuthorizer } from './rest/rest-authorizer';
export type { ClerkRestAuthorizerProps } from './rest/rest-authorizer-props';
export {
  ClerkProtectedResourceMetadata,
  type ClerkProtectedResourceMetadataProps,
} from './rest/rest-metadata-endpoint';
export { Claim } from './rules/claim';
export { ClaimRule } from './rules/claim-rule';
export { type CustomReverificationOptions, Reverification, ReverificationLevel } from './rules/reverification';
export { ClerkKeys } from './tokens/clerk-keys';
export { TokenKind } from './tokens/token-kind';
export { TokenSource } from './tokens/token-source';
export { ClerkWebSocketAuthorizer, type ClerkWebSocketAuthorizerProps } from './websocket/websocket-authorizer';
