import { type Reason, Refusal, refuse } from '../shared/reasons';
import { type Jwk, parseJwks } from './jwks';
import { isSignedBy, type KeySource } from './keys';

/** Fetches a document as text, or rejects. Has to be bounded in time and size. */
export type Download = (url: string) => Promise<string>;

/** After this long a JWKS is fetched anew: the same as in Clerk's SDK. */
const MAX_AGE_MS = 5 * 60_000;
/** For this long the last good keys live on while no newer ones can be had. */
const OUTAGE_MS = 60 * 60_000;
/** Between two fetches: anyone can make up a `kid` or a signature, and an endpoint that is down stays down for a while. */
const PAUSE_MS = 30_000;
/** The same as long as there are no keys at all, because then everybody is refused. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;

/** The keys of the instance's JWKS. A request waits for at most one fetch, and there is never more than one. */
export function jwksCache(url: string, download: Download, now: () => number): KeySource {
  let keys: Jwk[] = [];
  let loadedAt = 0;
  let triedAt = 0;
  let failure: Reason | undefined;
  let refreshing: Promise<void> | undefined;

  const matching = (kid: string) => keys.filter((jwk) => jwk.kid === kid);

  return {
    async haveSigned(jws) {
      const { kid } = jws;
      if (kid === undefined) refuse('jwk-kid-mismatch'); // no key of a JWKS is without one
      // A clock that was set back must neither keep us from looking again nor keep old keys alive.
      loadedAt = Math.min(loadedAt, now());
      triedAt = Math.min(triedAt, now());
      const age = now() - loadedAt;
      if (age >= OUTAGE_MS) keys = [];
      const holds = () => matching(kid).some(({ key }) => isSignedBy(jws, key));
      let isHeld = holds();
      // Clerk's `kid` is the id of the instance, so that the next key may well have the same.
      if ((age >= MAX_AGE_MS || !isHeld) && (await refresh())) isHeld = holds();
      if (matching(kid).length === 0) refuse(failure ?? 'jwk-kid-mismatch');
      return isHeld;
    },
  };

  /** Says whether it was time to. */
  async function refresh(): Promise<boolean> {
    if (!refreshing && now() - triedAt < (keys.length > 0 ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS)) return false;
    refreshing ??= load().finally(() => {
      refreshing = undefined;
    });
    await refreshing;
    return true;
  }

  async function load(): Promise<void> {
    try {
      keys = parseJwks(await download(url));
      loadedAt = now();
      failure = undefined;
    } catch (error) {
      failure = error instanceof Refusal ? error.reason : 'jwk-remote-failed-to-load';
    }
    triedAt = now();
  }
}
