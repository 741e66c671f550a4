import { LOOPBACK, POLICY_VERSION, type PolicySettings } from '../../src/policy/policy-document';
import { type Environment, resolverOf } from './deploy-time-values';
import { createRequirements, type Requirements } from './requirements';
import { invalid, listOf, members, object, oneOf, optional, type Parser, text } from './schema';

/** A policy that is ready to be enforced. */
export interface Policy extends PolicySettings {
  readonly requirements: Requirements;
}

/**
 * Parses the policy document, or throws. Fails closed: an unknown member rejects the whole document. The entry of a route is
 * checked when the route is first called, so that a large policy does not slow down the start; the constructs have checked
 * all of it.
 */
export function decodePolicy(json: string, environment: Environment = {}): Policy {
  const document: unknown = JSON.parse(json);
  // JSON.parse drops all but the last of several equal members. Another reader could pick the first, so they are rejected.
  if (JSON.stringify(document) !== json) invalid('policy', 'compact JSON in which no member comes twice');
  const { routes, defaultRoute, ...rest } = members(document, 'policy');
  const resolve = resolverOf(json, environment);
  const settings = parseSettings(resolve(rest), 'policy');
  for (const { in: place, name } of settings.tokenSources ?? []) {
    // A browser sends cookies with requests from any page (CSRF), so the request must come from one of our own origins.
    if (place === 'cookie' && !settings.authorizedParties) invalid(name, 'authorizedParties');
  }
  return { ...settings, requirements: createRequirements(members(routes, 'policy.routes'), defaultRoute, resolve) };
}

const flag = oneOf(true);

/**
 * The keys of a Clerk instance are fetched from the issuer, so it must use TLS; plain HTTP is allowed for loopback
 * only.
 */
const issuer: Parser<string> = (value, at) => {
  const { protocol, hostname, origin, pathname } = new URL(text(value, at));
  if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK.test(hostname))) invalid(at, 'https://');
  const plain = pathname === '/' ? origin : `${origin}${pathname}`;
  return value === plain && !plain.endsWith('/') ? plain : invalid(at, 'a plain URL');
};

const parseSettings: Parser<PolicySettings> = object({
  v: oneOf(POLICY_VERSION),
  issuer,
  publishableKey: optional(text),
  audience: listOf(text),
  keys: optional(listOf(object({ kty: oneOf('RSA'), n: text, e: text }))),
  tokenSources: optional(listOf(object({ in: oneOf('header', 'cookie', 'query', 'protocol'), name: text }))),
  tokenKinds: listOf(oneOf('session', 'oauth', 'm2m', 'template')),
  authorizedParties: optional(listOf(text)),
  allowMissingAzp: optional(flag),
  denyImpersonation: optional(flag),
  reportOnly: optional(flag),
  anonymousLogs: optional(flag),
  unauthenticated: oneOf('forbid', 'throw'),
  cached: optional(flag),
});
