import { isObject } from '../lambda/shared/json';
import { functionOf } from '../src/access/back-end';
import type { Properties } from '../src/access/resources';
import { POLICY_METADATA } from '../src/policy/policy-document';
import { ExplainError } from './explain-error';
import type { FoundRoute } from './find-route';
import { type FunctionPolicy, functionPolicy } from './function-policy';
import type { JwtAuthorizer } from './native-jwt';
import type { ReadTemplate } from './read-template';
import { resolveValue } from './resolve-value';

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

/** Reads what guards a route. Throws if it is neither the JWT authorizer of an HTTP API nor one of this package. */
export function readGuard({ resources, lookUp, folders }: ReadTemplate, { api, access, route }: FoundRoute): Guard {
  if (access.kind === 'open') return { kind: 'open' };
  const properties = resources.propertiesOf(access.authorizer ?? '');
  if (access.kind === 'jwt' && api.kind === 'http') {
    const { AuthorizationScopes } = resources.propertiesOf(route.source);
    return { kind: 'jwt', authorizer: jwtAuthorizer(properties, AuthorizationScopes), properties };
  }
  const id = access.kind === 'lambda' ? functionOf(resources, properties.AuthorizerUri) : undefined;
  if (id === undefined || resources.metadataOf(id, POLICY_METADATA) === undefined) {
    throw new ExplainError(`The route is protected by ${NAMES[access.kind]}, which is not looked into here.`);
  }
  return { kind: 'function', id, policy: functionPolicy(resources.propertiesOf(id), lookUp, folders), properties };

  function jwtAuthorizer({ JwtConfiguration }: Properties, scopes: unknown): JwtAuthorizer {
    const { Issuer, Audience } = isObject(JwtConfiguration) ? JwtConfiguration : {};
    const list = (value: unknown) => [resolveValue(value ?? [], lookUp)].flat().map(String);
    return { issuer: String(resolveValue(Issuer, lookUp)), audience: list(Audience), scopes: list(scopes) };
  }
}

const NAMES = {
  jwt: 'the JWT authorizer of a REST API',
  lambda: 'a Lambda authorizer of someone else',
  iam: 'IAM',
  cognito: 'a Cognito user pool',
  key: 'an API key',
  unknown: 'an authorizer whose type is known at deployment only',
} as const;
