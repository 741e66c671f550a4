import type { PolicyRule } from '../src/policy/policy-document';
import type { Caller } from './caller/caller';
import type { Credentials, Decision } from './events/api-request';
import type { KeySource } from './keys/keys';
import type { Policy } from './policy/decode-policy';
import { evaluate } from './rules/evaluate';
import type { Truth } from './rules/truth';
import { outcomeOf, type Reason } from './shared/reasons';
import { Refusal, refuse } from './shared/refusal';
import type { VerifiedTokens } from './token/verified-tokens';
import { verify } from './token/verify';

/** The state that all decisions of one function instance share. */
export interface Authorizer {
  readonly policy: Policy;
  readonly keys: KeySource;
  readonly verifiedTokens: VerifiedTokens;
  readonly now: () => number;
}

/** Decides about one request. It never throws: an unexpected error is a refusal. */
export async function decide(
  { policy, keys, verifiedTokens, now }: Authorizer,
  read: (policy: Policy) => Credentials,
): Promise<Decision> {
  try {
    const { requirement, token } = read(policy);
    if (requirement === undefined) return refusal('route-not-in-policy');
    if (token === undefined) return requirement === 'optional' ? grant(undefined) : refusal('session-token-missing');
    const caller = verifiedTokens.find(token) ?? verifiedTokens.add(token, await verify(token, policy, keys, now));
    const isAllowed = typeof requirement !== 'object' || evaluateRule(requirement, caller) === true;
    return isAllowed ? grant(caller) : refusal('rule-not-met');
  } catch (error) {
    return refusal(error instanceof Refusal ? error.reason : 'internal-error');
  }
}

export function refusal(reason: Reason): Decision {
  return { outcome: outcomeOf(reason), reason };
}

/** The caller is undefined for a request without a token where signing in is optional. */
function grant(caller: Caller | undefined): Decision {
  return { outcome: 'grant', caller };
}

function evaluateRule(rule: PolicyRule, caller: Caller): Truth {
  try {
    return evaluate(rule, caller);
  } catch {
    refuse('rule-error');
  }
}
