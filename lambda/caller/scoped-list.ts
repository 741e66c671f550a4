const ORGANIZATION_SCOPES = ['o', 'ou', 'uo'];
const USER_SCOPES = ['u', 'ou', 'uo'];

export interface ScopedList {
  readonly organization: string[];
  readonly user: string[];
}

/**
 * Splits a claim in which Clerk lists the features or plans of an organization and of a user:
 * `o:reports,u:beta,ou:chat`. Returns `undefined` if the claim is missing or malformed. Unknown scopes are ignored, as
 * in Clerk's SDK.
 */
export function splitByScope(claim: unknown): ScopedList | undefined {
  if (typeof claim !== 'string') return undefined;
  const list: ScopedList = { organization: [], user: [] };
  for (const item of claim.split(',').map((text) => text.trim())) {
    const colon = item.indexOf(':');
    if (colon === -1) return undefined;
    const scope = item.slice(0, colon);
    const name = item.slice(colon + 1);
    if (ORGANIZATION_SCOPES.includes(scope)) list.organization.push(name);
    if (USER_SCOPES.includes(scope)) list.user.push(name);
  }
  return list;
}
