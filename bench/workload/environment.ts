import {
  POLICY_VARIABLE,
  POLICY_VERSION,
  type PolicyDocument,
  type PolicyKey,
  type PolicyRule,
} from '../../src/policy/policy-document';
import { ROUTES } from '../candidates/support/settings';
import { AUDIENCE, type OfflineClerk, PARTY } from './instance';

const IS_ADMIN: PolicyRule = { op: 'equals', claim: ['metadata', 'role'], value: 'admin' };

/** The policy document of a small API: one rule for five routes. */
export function policyOf(issuer: string, changes: Partial<PolicyDocument> = {}): PolicyDocument {
  return {
    v: POLICY_VERSION,
    issuer,
    audience: [AUDIENCE],
    tokenKinds: ['session'],
    authorizedParties: [PARTY],
    unauthenticated: 'forbid',
    routes: Object.fromEntries(ROUTES.map((routeKey, index) => [routeKey, index === 0 ? IS_ADMIN : { as: ROUTES[0] }])),
    ...changes,
  };
}

/** The policy document of a large API: as many routes with a rule of their own. */
export function largePolicyOf({ instance, key }: OfflineClerk, count: number): PolicyDocument {
  const { n, e } = key.jwk as PolicyKey;
  const other = (index: number): PolicyRule => ({ op: 'hasPermission', permission: `org:items:read${index}` });
  const others = Array.from({ length: count - 1 }, (_, index) => [`GET /items${index}/{id}`, other(index)]);
  const routes = { [ROUTES[0]]: IS_ADMIN, ...Object.fromEntries(others) };
  return policyOf(instance.frontendApiUrl, { keys: [{ kty: 'RSA', n, e }], routes });
}

/** The environment variables that configure the candidates. The policy document contains the key, as with a PEM. */
export function environmentOf({ instance, key }: OfflineClerk, changes: Partial<PolicyDocument> = {}) {
  const { n, e } = key.jwk as PolicyKey;
  const policy = policyOf(instance.frontendApiUrl, { keys: [{ kty: 'RSA', n, e }], ...changes });
  return {
    [POLICY_VARIABLE]: JSON.stringify(policy),
    CLERK_ISSUER: instance.frontendApiUrl,
    CLERK_AUDIENCE: AUDIENCE,
    CLERK_AUTHORIZED_PARTY: PARTY,
    CLERK_JWT_KEY: key.pem,
    CLERK_KEY_ID: key.jwk.kid as string,
  };
}
