import { type Access, type ApiRoute, accessFor, METHODS } from '../src/access/api-route';
import { functionOf } from '../src/access/back-end';
import type { Properties, Resources } from '../src/access/resources';
import { POLICY_METADATA, type PolicyDocument } from '../src/policy/policy-document';
import { shortNameOf } from './names';
import type { AccessOfRequest } from './route-report';
import { ruleInWords, scopesInWords } from './rule-in-words';

/** Describes what a route asks of its callers. */
export function describeAccess(resources: Resources, route: ApiRoute, access: Access): AccessOfRequest {
  const { kind, authorizer, requirement } = access;
  const { AuthorizationScopes, ApiKeyRequired } = resources.propertiesOf(route.source);
  const isKeyToo = ApiKeyRequired === true && kind !== 'key' && kind !== 'open';
  return {
    access: kind,
    ...(requirement && { requirement: requirement.level }),
    ...(isRefusedByPolicy(resources, access) && { requirement: 'nobody' as const }),
    ...ruleOf(kind, requirement?.rule, AuthorizationScopes),
    ...(authorizer !== undefined && { authorizer: shortNameOf(resources, authorizer) }),
    ...(requirement && { issuer: requirement.issuer }),
    ...audienceOf(resources, access),
    ...(isKeyToo && { apiKeyRequired: true as const }),
    ...(route.isFixedAnswer && { isFixedAnswer: true as const }),
  };
}

/** The methods of a route for which it may ask something else, each with its access. */
export function accessByMethod(route: ApiRoute): [method: string, access: Access][] {
  const accesses = METHODS.map((method): [string, Access] => [method, accessFor(route, method)]);
  const isSame = new Set(accesses.map(([, access]) => JSON.stringify(access))).size === 1;
  return route.accessByMethod && !isSame ? accesses : [[route.method, route.access]];
}

function ruleOf(kind: Access['kind'], rule: string | undefined, scopes: unknown): { rule?: string } {
  if (rule !== undefined && kind === 'lambda') return { rule: ruleInWords(JSON.parse(rule)) };
  const words = kind === 'jwt' || kind === 'cognito' ? scopesInWords(scopes) : undefined;
  return words === undefined ? {} : { rule: words };
}

function audienceOf(resources: Resources, { authorizer }: Access): { audience?: string[] } {
  if (authorizer === undefined) return {};
  const { JwtConfiguration } = resources.propertiesOf(authorizer);
  const audience = (JwtConfiguration as Properties | undefined)?.Audience ?? policyOf(resources, authorizer)?.audience;
  return Array.isArray(audience) ? { audience: audience.filter((item) => typeof item === 'string') } : {};
}

/** Whether the route has an authorizer of this package whose policy does not list it: the function then refuses everyone. */
function isRefusedByPolicy(resources: Resources, { kind, authorizer, requirement }: Access): boolean {
  if (kind !== 'lambda' || authorizer === undefined || requirement) return false;
  return policyOf(resources, authorizer) !== undefined;
}

/** The policy document of an authorizer of this package. */
function policyOf(resources: Resources, authorizer: string): PolicyDocument | undefined {
  const handler = functionOf(resources, resources.propertiesOf(authorizer).AuthorizerUri);
  return handler === undefined ? undefined : (resources.metadataOf(handler, POLICY_METADATA) as PolicyDocument);
}
