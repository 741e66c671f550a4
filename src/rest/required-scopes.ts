import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { PolicyRule } from '../policy/policy-document';
import { ClerkRestAuthorizer } from './rest-authorizer';

/** Returns the scopes that the rules of an API require. Undefined if there are no rules, or some that no scope can meet. */
export function requiredScopes(restApi: IRestApi): string[] | undefined {
  const scopes = authorizersOf(restApi).flatMap(({ _rules: rules }) => rules.map((rule) => scopesOf(rule._render())));
  if (scopes.length === 0 || scopes.includes(undefined)) return undefined;
  return [...new Set(scopes.flatMap((it) => it ?? []))];
}

/** Returns the authorizers that methods of an API have. To be used at the end of synthesis. */
export function authorizersOf(restApi: IRestApi): ClerkRestAuthorizer[] {
  return restApi.node.root.node
    .findAll()
    .filter((it): it is ClerkRestAuthorizer => it instanceof ClerkRestAuthorizer && it._isOf(restApi));
}

/** Returns the scopes of a rule that is about nothing else. */
function scopesOf(rule: PolicyRule): string[] | undefined {
  if (rule.op === 'hasScope') return [rule.scope];
  if (rule.op !== 'allOf' && rule.op !== 'anyOf') return undefined;
  const scopes = rule.rules.map(scopesOf);
  return scopes.includes(undefined) ? undefined : scopes.flatMap((it) => it ?? []);
}
