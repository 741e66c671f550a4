import {
  LAMBDA_AUTHORIZER_OPTION_TYPES,
  LAMBDA_AUTHORIZER_PROP_TYPES,
} from '../authorizer/lambda-authorizer-prop-table';
import type { PropTable } from '../diagnostics/prop-table';
import { isDuration, isOneOf } from '../diagnostics/types';
import {
  type ClerkHttpLambdaAuthorizerOptions,
  type ClerkHttpLambdaAuthorizerProps,
  UnauthenticatedResponse,
} from './http-lambda-authorizer-props';

/** The types of the options of the Lambda authorizer of an HTTP API. */
export const HTTP_LAMBDA_OPTION_TYPES: PropTable<ClerkHttpLambdaAuthorizerOptions>['types'] = {
  ...LAMBDA_AUTHORIZER_OPTION_TYPES,
  unauthenticatedResponse: [
    isOneOf(UnauthenticatedResponse),
    'write unauthenticatedResponse: UnauthenticatedResponse.FORBIDDEN',
  ],
  resultsCacheTtl: [isDuration, 'write resultsCacheTtl: Duration.seconds(60)'],
};

const BY_RULE =
  "write authorizer.when(ClaimRule.hasRole('org:admin')) for a route, or another method of the authorizer";

export const HTTP_LAMBDA_AUTHORIZER: PropTable<ClerkHttpLambdaAuthorizerProps> = {
  owner: 'ClerkHttpLambdaAuthorizer',
  types: { ...LAMBDA_AUTHORIZER_PROP_TYPES, ...HTTP_LAMBDA_OPTION_TYPES },
  hints: { rule: BY_RULE, access: BY_RULE, defaultAccess: BY_RULE, methodRules: BY_RULE, scopes: BY_RULE },
};
