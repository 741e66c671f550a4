import type { PolicyRule } from '../policy/policy-document';

/** Claims that Clerk writes into tokens by itself. */
const CLERK_CLAIMS = new Set(
  ['aud', 'azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub', 'client_id', 'scope', 'scp'].concat(
    ['act', 'fea', 'fva', 'o', 'pla', 'sid', 'sts', 'v'],
    ['org_id', 'org_permissions', 'org_role', 'org_slug'],
  ),
);

/** How many rules are inside each other: 1 for a rule that is no group. */
export function depthOf(rule: PolicyRule): number {
  return 'rules' in rule ? 1 + Math.max(...rule.rules.map(depthOf)) : 1;
}

/** Top-level names of the claims that a rule reads and that no token has unless somebody adds them in Clerk. */
export function customClaimNames(rule: PolicyRule): string[] {
  return [...new Set(topLevelNames(rule))].filter((name) => !CLERK_CLAIMS.has(name));
}

function topLevelNames(rule: PolicyRule): string[] {
  if ('rules' in rule) return rule.rules.flatMap(topLevelNames);
  return 'claim' in rule ? [rule.claim[0]] : [];
}
