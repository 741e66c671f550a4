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
export function jwksCache(url: string, download: Download, now: () => number): KeySource {
  let keys: Jwk[] = [];
  let loadedAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = 0;
  let failure: Reason | undefined;
  let refreshing: Promise<void> | undefined;

  const age = () => now() - loadedAt;
  const matching = (kid: string) => keys.filter((jwk) => jwk.kid === kid).map((jwk) => jwk.key);

  return {
    async find(kid) {
      if (kid === undefined) refuse('jwk-kid-mismatch'); // no key of a JWKS is without one
      if (age() >= MAX_AGE_MS || matching(kid).length === 0) await refresh();
      if (age() >= OUTAGE_MS) keys = [];
      const found = matching(kid);
      return found.length > 0 ? found : refuse(failure ?? 'jwk-kid-mismatch');
    },
  };

  async function refresh(): Promise<void> {
    if (!refreshing && now() < pausedUntil) return;
    refreshing ??= load().finally(() => {
      refreshing = undefined;
    });
    await refreshing;
  }

  async function load(): Promise<void> {
    try {
      keys = parseJwks(await download(url));
      loadedAt = now();
      failure = undefined;
    } catch (error) {
      failure = error instanceof Refusal ? error.reason : 'jwk-remote-failed-to-load';
    }
    pausedUntil = now() + (keys.length > 0 ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
  }
}
