import type { PolicyRule } from '../src/policy/policy-document';
import type { Caller } from './caller/caller';
import type { Credentials, Decision } from './events/api-request';
import type { KeySource } from './keys/keys';
import type { Policy } from './policy/decode-policy';
import type { Requirement } from './policy/requirements';
import { evaluate } from './rules/evaluate';
import type { Truth } from './rules/truth';
import { outcomeOf, type Reason } from './shared/reasons';
import { Refusal, refuse } from './shared/refusal';
import type { VerifiedTokens } from './token/verified-tokens';
import { type TokenFacts, verify } from './token/verify';

/** The state that all decisions of one function instance share. */
export interface Authorizer {
  readonly policy: Policy;
  readonly keys: KeySource;
  readonly verifiedTokens: VerifiedTokens;
  readonly now: () => number;
}

/** The facts about a request while it is decided. The log is written from it, so that a decision formats no text. */
export interface RequestFacts extends TokenFacts {
  requirement?: Requirement;
  token?: string;
  /** The caller of a token that passed every check. */
  caller?: Caller;
  /** Whether the rule is not met and the policy says to report that only. */
  isReported?: true;
}

/**
 * Decides about one request. It never throws: an unexpected error is a refusal.
 *
 * @param facts receives what is found out about the request
 */
export async function decide(
  { policy, keys, verifiedTokens, now }: Authorizer,
  read: (policy: Policy) => Credentials,
  facts: RequestFacts,
): Promise<Decision> {
  try {
    const { requirement, token } = read(policy);
    facts.requirement = requirement;
    facts.token = token;
    if (requirement === undefined) return refusal('route-not-in-policy');
    if (token === undefined) return requirement === 'optional' ? grant(undefined) : refusal('session-token-missing');
    const caller =
      verifiedTokens.find(token, facts) ?? verifiedTokens.add(token, await verify(token, policy, keys, now, facts));
    facts.caller = caller;
    if (typeof requirement !== 'object' || evaluateRule(requirement, caller) === true) return grant(caller);
    if (policy.reportOnly !== true) return refusal('rule-not-met');
    facts.isReported = true;
    return grant(caller);
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
