const MINUTE = 60;
const HOUR = 60 * MINUTE;
const NEVER = Number.NEGATIVE_INFINITY;

/**
 * Decides whether the decisions and the downloads of a function are right. It knows the published keys and the real time, and
 * nothing of the function. All times are in seconds.
 */
export class Oracle {
  time = 0;
  /** The time since when each key is published without interruption. */
  private readonly publishedSince = new Map<number, number>();
  private readonly clockChanges: { readonly at: number; readonly by: number }[] = [];
  /** The last keys that the function has downloaded. */
  private downloaded = { at: NEVER, keys: [] as readonly number[] };
  private lastRequest = NEVER;

  /** Tells the oracle which keys are published from now on: none while the endpoint has a fault. */
  keysPublished(keys: readonly number[]): void {
    for (const key of this.publishedSince.keys()) if (!keys.includes(key)) this.publishedSince.delete(key);
    for (const key of keys) if (!this.publishedSince.has(key)) this.publishedSince.set(key, this.time);
  }

  /** Tells the oracle that the clock of the function is changed by this number of seconds. */
  clockChanged(by: number): void {
    this.clockChanges.push({ at: this.time, by });
  }

  /** Returns what is wrong with the decision about a token that is signed with this key. */
  checkDecision(key: number, isGranted: boolean): string[] {
    const { at, keys } = this.downloaded;
    if (isGranted) {
      // With a clock that is set back, a key seems younger than it is.
      const isTooOld = this.time - at > HOUR + this.clockChange(at, -1);
      return [
        ...(keys.includes(key) ? [] : ['granted with a key that was not published']),
        ...(isTooOld ? ['granted with a key that was too old'] : []),
      ];
    }
    const unchangedSince = Math.max(this.publishedSince.get(key) ?? this.time, this.clockChanges.at(-1)?.at ?? 0);
    return this.time - unchangedSince > 5 * MINUTE
      ? ['refused although the key was published for more than 5 minutes']
      : [];
  }

  /** Returns what is wrong with a download at this time. `keys` are the downloaded keys, if it succeeded. */
  checkDownload(keys: readonly number[] | undefined): string[] {
    // With a clock that is set forward, keys and the last request seem older than they are.
    const passed = (since: number) => this.time - since + this.clockChange(since, 1);
    const pause = passed(this.downloaded.at) < HOUR ? 30 : 5; // shorter without keys, because every token is refused
    const isTooSoon = passed(this.lastRequest) < pause;
    this.lastRequest = this.time;
    if (keys) this.downloaded = { at: this.time, keys };
    return isTooSoon ? ['a download too early'] : [];
  }

  /** Returns by how many seconds the clock has been set forward (1) or back (-1) since a time. */
  private clockChange(since: number, direction: 1 | -1): number {
    const changes = this.clockChanges.filter(({ at }) => at >= since).map(({ by }) => Math.max(0, by * direction));
    return changes.reduce((sum, by) => sum + by, 0);
  }
}
