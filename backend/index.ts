export type { AuthorizerContext, FlatAuthorizerContext } from '../lambda/events/context';
export type {
  AuthObject,
  Claims,
  M2MAuthObject,
  OAuthAuthObject,
  SignedInAuthObject,
  SignedOutAuthObject,
  TemplateAuthObject,
} from './auth-object';
export { type ApiGatewayEvent, type GetAuthOptions, getAuth } from './get-auth';
export { GetAuthError, type GetAuthErrorCode } from './get-auth-error';
export type { AuthorizationParams, ReverificationConfig } from './has';
