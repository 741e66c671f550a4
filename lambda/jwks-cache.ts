import type { KeyObject } from 'node:crypto';
import { type Jwk, parseJwks } from './jwks';
import type { KeySource } from './keys';
import { type Reason, Refusal, refuse } from './reasons';

/** Fetches a document as text, or rejects. Has to be bounded in time and size. */
export type Download = (url: string) => Promise<string>;

/** After this long a JWKS is fetched anew: the same as in Clerk's SDK. */
const MAX_AGE_MS = 5 * 60_000;
/** For this long the last good keys live on while no newer ones can be had. */
const OUTAGE_MS = 60 * 60_000;
/** Between two fetches: anyone can make up a `kid`, and an endpoint that is down stays down for a while. */
const PAUSE_MS = 30_000;
/** The same as long as there are no keys at all, because then everybody is refused. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;

/** The keys of the instance's JWKS. A request waits for at most one fetch, and there is never more than one. */
export class JwksCache implements KeySource {
  private keys: Jwk[] = [];
  private loadedAt = Number.NEGATIVE_INFINITY;
  private pausedUntil = Number.NEGATIVE_INFINITY;
  private failure: Reason | undefined;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly download: Download,
    private readonly now: () => number,
  ) {}

  async find(kid: string | undefined): Promise<KeyObject[]> {
    if (kid === undefined) refuse('jwk-kid-mismatch'); // no key of a JWKS is without one
    if (this.age() >= MAX_AGE_MS || this.matching(kid).length === 0) await this.refresh();
    if (this.age() >= OUTAGE_MS) this.keys = [];
    const keys = this.matching(kid);
    return keys.length > 0 ? keys : refuse(this.failure ?? 'jwk-kid-mismatch');
  }

  private matching(kid: string): KeyObject[] {
    return this.keys.filter((jwk) => jwk.kid === kid).map((jwk) => jwk.key);
  }

  private age(): number {
    return this.now() - this.loadedAt;
  }

  private async refresh(): Promise<void> {
    if (!this.refreshing && this.now() < this.pausedUntil) return;
    this.refreshing ??= this.load().finally(() => {
      this.refreshing = undefined;
    });
    await this.refreshing;
  }

  private async load(): Promise<void> {
    try {
      this.keys = parseJwks(await this.download(this.url));
      this.loadedAt = this.now();
      this.failure = undefined;
    } catch (error) {
      this.failure = error instanceof Refusal ? error.reason : 'jwk-remote-failed-to-load';
    }
    this.pausedUntil = this.now() + (this.keys.length > 0 ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
  }
}
