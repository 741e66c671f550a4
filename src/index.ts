export { AccessLogs } from './access-logs';
export { Claim } from './claim';
export { ClaimRule } from './claim-rule';
export { ClerkKeys } from './clerk-keys';
export { ClerkProtectedHttpApi } from './clerk-protected-http-api';
export type { AddClerkRoutesOptions, ClerkProtectedHttpApiProps } from './clerk-protected-http-api-props';
export {
  ClerkProtectedResourceMetadata,
  type ClerkProtectedResourceMetadataProps,
} from './clerk-protected-resource-metadata';
export { ClerkGatewayResponses, type ClerkGatewayResponsesProps } from './gateway-responses';
export { ClerkHttpJwtAuthorizer, type ClerkHttpJwtAuthorizerProps } from './http-jwt-authorizer';
export { ClerkHttpLambdaAuthorizer, type ClerkHttpLambdaAuthorizerProps } from './http-lambda-authorizer';
export type { ClerkHttpLambdaAuthorizerOptions } from './http-lambda-authorizer-options';
export type { ClerkLambdaAuthorizerOptions } from './lambda-authorizer-options';
export type { ClerkLambdaAuthorizerProps } from './lambda-authorizer-props';
export { PreflightRoute } from './preflight-route';
export { ProtectedResourceMetadata, type ProtectedResourceMetadataOptions } from './protected-resource-metadata';
export { ClerkRestAuthorizer } from './rest-authorizer';
export type { ClerkRestAuthorizerProps } from './rest-authorizer-props';
export { type CustomReverificationOptions, Reverification, ReverificationLevel } from './reverification';
export { RouteAccess, type SignedInOptions } from './route-access';
export { TokenKind } from './token-kind';
export { TokenSource } from './token-source';
export { UnauthenticatedResponse } from './unauthenticated-response';
export { ClerkWebSocketAuthorizer, type ClerkWebSocketAuthorizerProps } from './websocket-authorizer';
