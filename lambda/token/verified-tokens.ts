import type { Caller } from '../caller/caller';
import { checkTimes } from './claims';

/** More than the users whom one instance of the function serves within a minute. */
const CAPACITY = 200;

/** As long as a session token lives. What is verified once must not outlive a key that Clerk withdraws. */
const MAX_AGE_MS = 60_000;

export interface VerifiedTokens {
  find(token: string): Caller | undefined;
  add(token: string, caller: Caller): Caller;
}

/**
 * Tokens that have just been verified: a front end sends the same one with every request of a minute.
 * Only a token whose every check has passed gets in here, so that nobody else can fill it. Its times are checked again.
 */
export function verifiedTokens(now: () => number): VerifiedTokens {
  const entries = new Map<string, { readonly caller: Caller; readonly verifiedAt: number }>();

  return {
    find(token) {
      const entry = entries.get(token);
      if (!entry) return undefined;
      const age = now() - entry.verifiedAt;
      if (age >= 0 && age < MAX_AGE_MS) {
        checkTimes(entry.caller.claims, now());
        return entry.caller;
      }
      entries.delete(token);
      return undefined;
    },

    add(token, caller) {
      const [oldest] = entries.keys();
      if (entries.size >= CAPACITY && oldest !== undefined) entries.delete(oldest);
      entries.set(token, { caller, verifiedAt: now() });
      return caller;
    },
  };
}
