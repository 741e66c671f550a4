export type { TemplateParameters } from '../explain/deployed-values';
export type { Organization, SessionOptions, TokenOptions } from '../local/clerk/claims';
export type { InvalidTokenName } from '../local/clerk/invalid-tokens';
export {
  type Fault,
  type LocalClerk,
  type LocalClerkOptions,
  type RotateOptions,
  startLocalClerk,
} from '../local/clerk/local-clerk';
export type { TokenIssuer } from '../local/clerk/token-issuer';
export { AccessReport } from '../report/access-report';
export type { AccessWarning, ApiReport } from '../report/api-report';
export type { HiddenRoutes } from '../report/hidden-routes';
export type { AccessOfRequest, RouteReport } from '../report/route-report';
export type { StackLike } from '../report/synthesize';
export type { LocalRequest } from './gateway/local-request';
export type { LocalAnswer } from './local-answer';
export { LocalAuthorizer, type LocalAuthorizerOptions } from './local-authorizer';
