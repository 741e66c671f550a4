import type { PolicyRule } from '../policy/policy-document';

/** The claims that Clerk writes into tokens by default. */
const CLERK_CLAIMS = new Set(
  ['aud', 'azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub', 'client_id', 'scope', 'scp'].concat(
    ['act', 'fea', 'fva', 'o', 'pla', 'sid', 'sts', 'v'],
    ['org_id', 'org_permissions', 'org_role', 'org_slug'],
  ),
);

/** Returns the nesting depth of a rule: 1 for a rule that is not a group. */
export function depthOf(rule: PolicyRule): number {
  return 'rules' in rule ? 1 + Math.max(...rule.rules.map(depthOf)) : 1;
}

/** Returns the top-level names of the custom claims that a rule reads. They must be configured in Clerk. */
export function customClaimNames(rule: PolicyRule): string[] {
  return [...new Set(claimsOf(rule).map(([name]) => name))].filter((name) => !CLERK_CLAIMS.has(name));
}

/** Returns the paths of the claims that a rule reads. */
export function claimsOf(rule: PolicyRule): string[][] {
  if ('rules' in rule) return rule.rules.flatMap(claimsOf);
  return 'claim' in rule ? [rule.claim] : [];
}
