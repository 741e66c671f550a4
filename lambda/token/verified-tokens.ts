import { SESSION_TOKEN_LIFETIME_SECONDS } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';
import { checkTimes } from './claims';
import type { TokenFacts } from './verify';

/** Maximum number of tokens; more than the users whom one function instance serves within a minute. */
const CAPACITY = 200;

/** A token is verified again after this time, so that a key which Clerk withdraws is not trusted for longer. */
const MAX_AGE_MS = SESSION_TOKEN_LIFETIME_SECONDS * 1000;

export interface VerifiedTokens {
  /**
   * Returns the caller of a token that was verified recently. Refuses it if it has expired since.
   *
   * @param facts receives the claims
   */
  find(token: string, facts: TokenFacts): Caller | undefined;
  add(token: string, caller: Caller): Caller;
}

/**
 * A cache of verified tokens: a front end sends the same token with every request for up to a minute. Only fully
 * verified tokens are cached, so forged ones cannot fill the cache. Their times are checked on every cache hit.
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const entries = new Map<string, { readonly caller: Caller; readonly verifiedAt: number }>();

  return {
    find(token, facts) {
      const entry = entries.get(token);
      if (!entry) return undefined;
      const age = now() - entry.verifiedAt;
      if (age >= 0 && age < MAX_AGE_MS) {
        facts.claims = entry.caller.claims;
        checkTimes(facts.claims, now());
        return entry.caller;
      }
      entries.delete(token);
      return undefined;
    },

    add(token, caller) {
      for (const oldest of entries.keys()) {
        if (entries.size < CAPACITY) break;
        entries.delete(oldest);
      }
      entries.set(token, { caller, verifiedAt: now() });
      return caller;
    },
  };
}
