const MINUTE = 60;
const HOUR = 60 * MINUTE;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Somebody with a good watch, who sees what Clerk publishes, what it is asked and what callers are told, and nothing of the
 * function. All times are true ones, in seconds.
 */
export class Witness {
  time = 0;
  /** Since when each key can be had without a break. */
  private readonly available = new Map<number, number>();
  private readonly jumps: { readonly at: number; readonly by: number }[] = [];
  /** The last keys that came to the function. */
  private fetched = { at: NEVER, keys: [] as readonly number[] };
  private askedAt = NEVER;

  /** Nothing can be had while the endpoint has a fault. */
  publishes(keys: readonly number[]): void {
    for (const key of this.available.keys()) if (!keys.includes(key)) this.available.delete(key);
    for (const key of keys) if (!this.available.has(key)) this.available.set(key, this.time);
  }

  clockJumps(by: number): void {
    this.jumps.push({ at: this.time, by });
  }

  /** What is wrong with the answer to a token of this key. */
  judge(key: number, isGranted: boolean): string[] {
    const { at, keys } = this.fetched;
    if (isGranted) {
      // A clock that is set back takes a key for younger than it is.
      const isTooOld = this.time - at > HOUR + this.jumped(at, -1);
      return [
        ...(keys.includes(key) ? [] : ['by a key that Clerk withdrew']),
        ...(isTooOld ? ['by a key too old'] : []),
      ];
    }
    const steadySince = Math.max(this.available.get(key) ?? this.time, this.jumps.at(-1)?.at ?? 0);
    return this.time - steadySince > 5 * MINUTE ? ['refused though the key has long been there'] : [];
  }

  /** What is wrong with a request that is made now and brings these keys, if any. */
  judgeRequest(keys: readonly number[] | undefined): string[] {
    // A clock that is set forward takes keys for older than they are, and a pause for longer.
    const passed = (since: number) => this.time - since + this.jumped(since, 1);
    const pause = passed(this.fetched.at) < HOUR ? 30 : 5; // without keys everyone is refused, so that there is no time to lose
    const isTooSoon = passed(this.askedAt) < pause;
    this.askedAt = this.time;
    if (keys) this.fetched = { at: this.time, keys };
    return isTooSoon ? ['a request too soon'] : [];
  }

  /** By how much the clock has been set forward (1) or back (-1) since then. */
  private jumped(since: number, direction: 1 | -1): number {
    const jumps = this.jumps.filter(({ at }) => at >= since).map(({ by }) => Math.max(0, by * direction));
    return jumps.reduce((sum, by) => sum + by, 0);
  }
}
