import type { PropTable } from '../diagnostics/prop-table';
import { isFlag, isListOf, isObject, isOneOf, isText } from '../diagnostics/types';
import { ClerkKeys } from '../tokens/clerk-keys';
import { TokenKind } from '../tokens/token-kind';
import type { ClerkLambdaAuthorizerOptions, ClerkLambdaAuthorizerProps } from './lambda-authorizer-props';

/** The types of the options of every Lambda authorizer. */
export const LAMBDA_AUTHORIZER_OPTION_TYPES: PropTable<ClerkLambdaAuthorizerOptions>['types'] = {
  keys: [(value) => value instanceof ClerkKeys, "write keys: ClerkKeys.fromPem(process.env.CLERK_JWT_KEY ?? '')"],
  tokenKinds: [isListOf(isOneOf(TokenKind)), 'write tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH]'],
  tokenSources: 'own check',
  publishableKey: 'own check',
  authorizedParties: 'own check',
  allowMissingAuthorizedParty: [isFlag, 'write allowMissingAuthorizedParty: true'],
  denyImpersonation: [isFlag, 'write denyImpersonation: true'],
  reportOnlyRules: [isFlag, 'write reportOnlyRules: true'],
  anonymousLogs: [isFlag, 'write anonymousLogs: true'],
  runtime: 'own check',
  functionOptions: [isObject, 'write functionOptions: { memorySize: 512 }'],
  aliasOptions: [isObject, 'write aliasOptions: { provisionedConcurrentExecutions: 2 }'],
};

/** The types of the props of every Lambda authorizer. */
export const LAMBDA_AUTHORIZER_PROP_TYPES: PropTable<ClerkLambdaAuthorizerProps>['types'] = {
  ...LAMBDA_AUTHORIZER_OPTION_TYPES,
  frontendApiUrl: 'own check',
  audience: 'own check',
  authorizerName: [isText, "write authorizerName: 'clerk'"],
};

/** Names that an object with the settings of a Clerk instance may have, which several constructs are given. */
export const INSTANCE_SETTINGS = Object.keys(LAMBDA_AUTHORIZER_PROP_TYPES);
