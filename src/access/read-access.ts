import { POLICY_METADATA, type PolicyDocument } from '../policy/policy-document';
import type { Access, CallerRequirement } from './api-route';
import { functionOf } from './back-end';
import { type Properties, type Resources, referencedIds } from './resources';

/** Reads the requirement of a route or method from its rendered properties. `key` is the route key of the request. */
export function readAccess(resources: Resources, route: Properties, key: string): Access {
  const { AuthorizationType = 'NONE', AuthorizerId, AuthorizationScopes, ApiKeyRequired } = route;
  const authorizer = referencedIds(AuthorizerId)[0];
  switch (AuthorizationType) {
    case 'NONE':
      return { kind: ApiKeyRequired === true ? 'key' : 'open' };
    case 'AWS_IAM':
      return { kind: 'iam' };
    case 'COGNITO_USER_POOLS':
      return { kind: 'cognito', authorizer };
    case 'JWT':
      return { kind: 'jwt', authorizer, requirement: requirementOfJwt(resources, authorizer, AuthorizationScopes) };
    case 'CUSTOM':
      return { kind: 'lambda', authorizer, requirement: requirementOfPolicy(resources, authorizer, key) };
    default:
      return { kind: 'unknown', authorizer };
  }
}

/** Reads what API Gateway's own JWT authorizer requires: any token of the issuer, or one that has one of the scopes. */
function requirementOfJwt(
  resources: Resources,
  id: string | undefined,
  scopes: unknown,
): CallerRequirement | undefined {
  const configuration = id && resources.propertiesOf(id).JwtConfiguration;
  if (typeof configuration !== 'object' || configuration === null) return undefined;
  const issuer = issuerOf(configuration as Properties);
  if (issuer === undefined) return undefined;
  if (!Array.isArray(scopes) || scopes.length === 0) return { level: 'signedIn', issuer };
  return { level: 'rule', issuer, rule: JSON.stringify(scopes) };
}

/**
 * Returns the issuer of a JWT authorizer. On a REST API there is a list of them, each of which may require claims; what several
 * issuers or claims require cannot be compared.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-jwt-authorizer.html
 */
function issuerOf({ Issuer, Issuers }: Properties): string | undefined {
  if (Issuer !== undefined) return textOf(Issuer);
  const [only, ...others] = (Array.isArray(Issuers) ? Issuers : []) as Properties[];
  const isPlain = only?.Issuer !== undefined && only.AdditionalClaims === undefined && others.length === 0;
  return isPlain ? textOf(only.Issuer) : undefined;
}

/** Reads what the policy document of a Lambda authorizer of this package says about the route. */
function requirementOfPolicy(resources: Resources, id: string | undefined, key: string): CallerRequirement | undefined {
  const handler = id && functionOf(resources, resources.propertiesOf(id).AuthorizerUri);
  const policy = handler && (resources.metadataOf(handler, POLICY_METADATA) as PolicyDocument | undefined);
  if (!policy) return undefined;
  const asked = Object.hasOwn(policy.routes, key) ? policy.routes[key] : policy.defaultRoute;
  if (asked === undefined) return undefined; // the function refuses everyone
  const issuer = textOf(policy.issuer);
  if (typeof asked === 'string') return { level: asked, issuer };
  const rule = 'as' in asked ? policy.routes[asked.as] : asked;
  return { level: 'rule', issuer, rule: JSON.stringify(rule) };
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
