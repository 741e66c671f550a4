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
  const policy = authorizer === undefined ? undefined : policyOf(resources, authorizer);
  const isReportOnly = (policy?.reportOnly && requirement?.level === 'rule') || undefined;
  return {
    access: kind,
    requirement: isReportOnly ? 'signedIn' : (requirement?.level ?? (policy && 'nobody')),
    rule: ruleOf(access, AuthorizationScopes),
    isReportOnly,
    authorizer: authorizer === undefined ? undefined : shortNameOf(resources, authorizer),
    issuer: requirement?.issuer,
    audience: authorizer === undefined ? undefined : audienceOf(resources, authorizer, policy),
    apiKeyRequired: (ApiKeyRequired === true && kind !== 'key' && kind !== 'open') || undefined,
    isFixedAnswer: route.isFixedAnswer || undefined,
  };
}

/** Returns the methods of a route for which it may ask something else, each with its access. */
export function accessByMethod(route: ApiRoute): [method: string, access: Access][] {
  const accesses = METHODS.map((method): [string, Access] => [method, accessFor(route, method)]);
  const isSame = new Set(accesses.map(([, access]) => JSON.stringify(access))).size === 1;
  return route.accessByMethod && !isSame ? accesses : [[route.method, route.access]];
}

function ruleOf({ kind, requirement }: Access, scopes: unknown): string | undefined {
  if (kind === 'lambda') return requirement?.rule === undefined ? undefined : ruleInWords(JSON.parse(requirement.rule));
  return kind === 'jwt' || kind === 'cognito' ? scopesInWords(scopes) : undefined;
}

function audienceOf(resources: Resources, authorizer: string, policy?: PolicyDocument): string[] | undefined {
  const { Audience, Issuers } = (resources.propertiesOf(authorizer).JwtConfiguration ?? {}) as Properties;
  // A REST API has a list of issuers, each with its audiences.
  const ofIssuers = Array.isArray(Issuers) ? Issuers.flatMap(({ Audiences = [] }: Properties) => Audiences) : undefined;
  const audience = Audience ?? ofIssuers ?? policy?.audience;
  return Array.isArray(audience) ? audience.filter((item) => typeof item === 'string') : undefined;
}

/**
 * Returns the policy document of an authorizer of this package. Its function refuses everyone on a route that it does not list.
 */
function policyOf(resources: Resources, authorizer: string): PolicyDocument | undefined {
  const handler = functionOf(resources, resources.propertiesOf(authorizer).AuthorizerUri);
  return handler === undefined ? undefined : (resources.metadataOf(handler, POLICY_METADATA) as PolicyDocument);
}
