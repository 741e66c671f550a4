import { SESSION_TOKEN_LIFETIME_SECONDS } from '../../src/policy/policy-document';
import type { Caller } from '../caller/caller';
import { checkTimes } from './claims';
import type { TokenFacts } from './verify';

/** Maximum number of tokens in each of the two generations; together more than the users of one instance in a minute. */
const GENERATION_SIZE = 100;

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

interface Entry {
  readonly token: string;
  readonly caller: Caller;
  readonly verifiedAt: number;
}

/**
 * A cache of verified tokens: a front end sends the same token with every request for up to a minute. Only fully
 * verified tokens are cached, so forged ones cannot fill the cache. Their times are checked on every cache hit.
 * When the recent generation is full, the older one is dropped: nothing has to be evicted token by token.
 */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  let recent = new Map<string, Entry>();
  let older = new Map<string, Entry>();

  return {
    find(token, facts) {
      const key = keyOf(token);
      const entry = recent.get(key) ?? older.get(key);
      if (entry?.token !== token) return undefined;
      const age = now() - entry.verifiedAt;
      if (age >= 0 && age < MAX_AGE_MS) {
        facts.claims = entry.caller.claims;
        checkTimes(facts.claims, now());
        return entry.caller;
      }
      recent.delete(key);
      older.delete(key);
      return undefined;
    },

    add(token, caller) {
      if (recent.size === GENERATION_SIZE) {
        older = recent;
        recent = new Map();
      }
      recent.set(keyOf(token), { token, caller, verifiedAt: now() });
      return caller;
    },
  };
}

/** Returns the end of the signature: a map hashes its keys, and hashing a whole token takes longer than comparing it. */
function keyOf(token: string): string {
  return token.slice(-32);
}
