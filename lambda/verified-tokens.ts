import type { Caller } from './caller';
import { checkTimes } from './claims';

/** More than the users whom one instance of the function serves within a minute. */
const CAPACITY = 200;

/** As long as a session token lives. What is verified once must not outlive a key that Clerk withdraws. */
const MAX_AGE_MS = 60_000;

/**
 * Tokens that have just been verified: a front end sends the same one with every request of a minute.
 * Only a token whose every check has passed gets in here, so that nobody else can fill it. Its times are checked again.
 */
export class VerifiedTokens {
  private readonly entries = new Map<string, { readonly caller: Caller; readonly verifiedAt: number }>();

  constructor(private readonly now: () => number) {}

  find(token: string): Caller | undefined {
    const entry = this.entries.get(token);
    if (!entry) return undefined;
    const age = this.now() - entry.verifiedAt;
    if (age >= 0 && age < MAX_AGE_MS) {
      checkTimes(entry.caller.claims, this.now());
      return entry.caller;
    }
    this.entries.delete(token);
    return undefined;
  }

  add(token: string, caller: Caller): Caller {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= CAPACITY && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(token, { caller, verifiedAt: this.now() });
    return caller;
  }
}
