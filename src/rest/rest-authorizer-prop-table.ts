import { INSTANCE_SETTINGS, LAMBDA_AUTHORIZER_PROP_TYPES } from '../authorizer/lambda-authorizer-prop-table';
import type { PropTable, PropType } from '../diagnostics/prop-table';
import { has, isDuration, isObject } from '../diagnostics/types';
import type { ClerkRestAuthorizerProps } from './rest-authorizer-props';

export const REST_AUTHORIZER: PropTable<ClerkRestAuthorizerProps> = {
  owner: 'ClerkRestAuthorizer',
  types: {
    ...LAMBDA_AUTHORIZER_PROP_TYPES,
    rule: 'own check',
    methodRules: [isObject, "write methodRules: { 'GET /orders': ClaimRule.hasRole('org:admin') }"],
    resultsCacheTtl: [isDuration, 'write resultsCacheTtl: Duration.seconds(60)'],
  },
  hints: {
    access: "write rule: ClaimRule.hasRole('org:admin')",
    defaultAccess: "write rule: ClaimRule.hasRole('org:admin')",
    scopes: "write rule: ClaimRule.hasScope('orders:read')",
    identitySource: "write tokenSources: [TokenSource.header('X-Token')]",
  },
};

export const REST_API: PropType = [has('restApiId'), 'give a RestApi, or RestApi.fromRestApiAttributes()'];

const BY_AUTHORIZER = 'give it to ClerkRestAuthorizer';

/** For constructs beside the authorizer: they have no callers to check, and are given the settings of the instance with it. */
export const BESIDE_AUTHORIZER = {
  shared: INSTANCE_SETTINGS,
  hints: { rule: BY_AUTHORIZER, methodRules: BY_AUTHORIZER, resultsCacheTtl: BY_AUTHORIZER },
};
