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

/** What all decisions of one function instance share. */
export interface Authorizer {
  readonly policy: Policy;
  readonly keys: KeySource;
  readonly verifiedTokens: VerifiedTokens;
  readonly now: () => number;
}

/** Decides about one request. It never throws: an unexpected error is a refusal. */
export async function decide(authorizer: Authorizer, read: (policy: Policy) => Credentials): Promise<Decision> {
  try {
    return { outcome: 'grant', caller: await authorizeToken(authorizer, read(authorizer.policy)) };
  } catch (error) {
    return refusal(error instanceof Refusal ? error.reason : 'internal-error');
  }
}

export function refusal(reason: Reason): Decision {
  return { outcome: outcomeOf(reason), reason };
}

/** Returns the caller, or `undefined` for a request without a token where signing in is optional. */
async function authorizeToken(
  { policy, keys, verifiedTokens, now }: Authorizer,
  { requirement, token }: Credentials,
): Promise<Caller | undefined> {
  if (requirement === undefined) refuse('route-not-in-policy');
  if (token === undefined) return requirement === 'optional' ? undefined : refuse('session-token-missing');
  const caller = verifiedTokens.find(token) ?? verifiedTokens.add(token, await verify(token, policy, keys, now));
  if (typeof requirement === 'object' && evaluateRule(requirement, caller) !== true) refuse('rule-not-met');
  return caller;
}

function evaluateRule(rule: PolicyRule, caller: Caller): Truth {
  try {
    return evaluate(rule, caller);
  } catch {
    refuse('rule-error');
  }
}
