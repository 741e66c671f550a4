import { functionOf } from '../src/access/back-end';
import type { Properties } from '../src/access/resources';
import { POLICY_METADATA } from '../src/policy/policy-document';
import { ExplainError } from './explain-error';
import type { FoundRoute } from './find-route';
import { type FunctionPolicy, functionPolicy } from './function-policy';
import { type JwtAuthorizer, readJwtAuthorizer } from './jwt-authorizer';
import type { ReadTemplate } from './read-template';

/** The guard of a route. */
export type Guard =
  | { readonly kind: 'open' }
  | { readonly kind: 'jwt'; readonly authorizer: JwtAuthorizer; readonly properties: Properties }
  | {
      readonly kind: 'function';
      readonly id: string;
      readonly policy: FunctionPolicy;
      readonly properties: Properties;
    };

/** Reads what guards a route. Throws if it is neither a JWT authorizer of API Gateway nor one of this package. */
export function readGuard({ resources, lookUp, folders }: ReadTemplate, { api, access, route }: FoundRoute): Guard {
  if (access.kind === 'open') return { kind: 'open' };
  const properties = resources.propertiesOf(access.authorizer ?? '');
  if (access.kind === 'jwt') {
    const { AuthorizationScopes } = resources.propertiesOf(route.source);
    const authorizer = readJwtAuthorizer(api.kind, properties, AuthorizationScopes, lookUp);
    return { kind: 'jwt', authorizer, properties };
  }
  const id = access.kind === 'lambda' ? functionOf(resources, properties.AuthorizerUri) : undefined;
  if (id === undefined || resources.metadataOf(id, POLICY_METADATA) === undefined) {
    throw new ExplainError(`The route is protected by ${NAMES[access.kind]}, which is not looked into here.`);
  }
  return { kind: 'function', id, policy: functionPolicy(resources.propertiesOf(id), lookUp, folders), properties };
}

const NAMES = {
  lambda: 'a Lambda authorizer of someone else',
  iam: 'IAM',
  cognito: 'a Cognito user pool',
  key: 'an API key',
  unknown: 'an authorizer whose type is known at deployment only',
} as const;
