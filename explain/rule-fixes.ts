import type { PolicyRule } from '../src/policy/policy-document';
import { shortcode } from '../src/policy/shortcode';
import { type Fix, SESSION_TOKEN } from './fix';

const SET_ACTIVE: Fix = { where: 'Front end', write: "await clerk.setActive({ organization: 'org_…' });" };

/** Returns the changes to the user, the organization or the token that would meet one part of a rule. */
export function fixesOfRule(rule: PolicyRule, isUnknown: boolean): Fix[] {
  const activate = isUnknown ? [SET_ACTIVE] : []; // roles and permissions are those in the active organization
  switch (rule.op) {
    case 'hasRole':
      return [
        ...activate,
        { where: 'Clerk Dashboard > Organizations > Members', write: `give the user the role ${rule.role}` },
      ];
    case 'hasPermission':
      return [
        ...activate,
        { where: 'Clerk Dashboard > Roles & Permissions', write: `add ${rule.permission} to the role of the user` },
      ];
    case 'hasPlan':
      return [
        {
          where: 'Clerk Dashboard > Billing',
          write: `subscribe the user or the organization to the plan ${rule.plan}`,
        },
      ];
    case 'hasFeature':
      return [{ where: 'Clerk Dashboard > Billing', write: `add the feature ${rule.feature} to the plan` }];
    case 'hasScope':
      return [{ where: 'OAuth client', write: `request the scope ${rule.scope}` }];
    case 'inOrganization':
      return [SET_ACTIVE];
    case 'reverified':
      return [{ where: 'Front end', write: 'let the user verify again, with useReverification()' }];
    case 'anyOf':
      return distinct(rule.rules.flatMap((inner) => fixesOfRule(inner, isUnknown)));
    case 'allOf':
    case 'noneOf':
      return [];
    default:
      return claimFixes(rule, isUnknown);
  }
}

type ClaimRule = Extract<PolicyRule, { readonly claim: string[] }>;

/** A claim that is missing may be missing in the token of everyone, or in the metadata of this user. */
function claimFixes(rule: ClaimRule, isUnknown: boolean): Fix[] {
  const [name, ...path] = rule.claim;
  const inToken = { where: SESSION_TOKEN, write: JSON.stringify({ [name]: shortcode(name) }) };
  const value = valueThatMeets(rule);
  const isMetadata = name === 'metadata' && path.length > 0 && value !== undefined;
  const metadata = path.reduceRight<unknown>((inner, member) => ({ [member]: inner }), value);
  const ofUser = { where: 'Clerk Dashboard > Users > Metadata > Public', write: JSON.stringify(metadata) };
  return [...(isUnknown ? [inToken] : []), ...(isMetadata ? [ofUser] : [])];
}

function valueThatMeets(rule: ClaimRule): unknown {
  if (rule.op === 'exists') return undefined;
  if (rule.op === 'oneOf') return rule.values[0];
  return rule.op === 'contains' ? [rule.value] : rule.value;
}

/** Alternatives often need the same claim in the token. */
function distinct(fixes: Fix[]): Fix[] {
  return [...new Map(fixes.map((fix) => [JSON.stringify(fix), fix])).values()];
}
