import type { Reason } from '../shared/reasons';
import { Refusal, refuse } from '../shared/refusal';
import { type Jwk, parseJwks } from './jwks';
import { isSignedBy, type KeySource } from './keys';

/** Fetches a document as text, or rejects. Implementations must limit time and size. */
export type Download = (url: string) => Promise<string>;

/** A fetch of the JWKS, for the log. */
export interface KeyFetch {
  readonly durationMs: number;
  /** Why it failed. Absent if it succeeded. */
  readonly failure?: { readonly reason: Reason; readonly detail?: string };
}

/** Age in milliseconds after which the JWKS is fetched again; the same as in Clerk's SDK. */
const MAX_AGE_MS = 5 * 60_000;
/** How long stale keys stay valid while the JWKS cannot be fetched, in milliseconds. */
const OUTAGE_MS = 60 * 60_000;
/**
 * Minimum interval between fetches. Forged tokens must not trigger one each, and a failing endpoint must not be
 * hammered.
 */
const PAUSE_MS = 30_000;
/** A shorter interval while there are no keys, because every request is refused then. */
const PAUSE_WITHOUT_KEYS_MS = 5_000;

/**
 * Verifies with the instance's JWKS, which it caches. A request waits for at most one fetch; concurrent requests share
 * it.
 */
export function createJwksCache(
  url: string,
  download: Download,
  now: () => number,
  onFetch: (fetch: KeyFetch) => void,
): KeySource {
  let keys: Jwk[] = [];
  let loadedAt = 0;
  let triedAt = 0;
  let failure: KeyFetch['failure'];
  let refreshing: Promise<void> | undefined;

  const matching = (kid: string) => keys.filter((jwk) => jwk.kid === kid);

  return {
    async verifySignature(jws) {
      const { kid } = jws;
      if (kid === undefined) refuse('jwk-kid-mismatch'); // every key of the JWKS has a kid
      // If the clock was set back, it must neither block the next fetch nor keep old keys valid.
      loadedAt = Math.min(loadedAt, now());
      triedAt = Math.min(triedAt, now());
      const age = now() - loadedAt;
      if (age >= OUTAGE_MS) keys = [];
      const isVerified = () => matching(kid).some(({ key }) => isSignedBy(jws, key));
      let isValid = isVerified();
      // Clerk's `kid` is the id of the instance, so a new key may have the same `kid` as the old one.
      if ((age >= MAX_AGE_MS || !isValid) && (await refresh())) isValid = isVerified();
      if (matching(kid).length === 0) refuse(failure?.reason ?? 'jwk-kid-mismatch');
      return isValid;
    },
  };

  /** Fetches the JWKS unless the last attempt was too recent; returns whether a fetch happened. */
  async function refresh(): Promise<boolean> {
    if (!refreshing && now() - triedAt < (keys.length > 0 ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS)) return false;
    refreshing ??= load().finally(() => {
      refreshing = undefined;
    });
    await refreshing;
    return true;
  }

  async function load(): Promise<void> {
    const startedAt = now();
    try {
      keys = parseJwks(await download(url));
      loadedAt = now();
      failure = undefined;
    } catch (error) {
      failure = failureOf(error);
    }
    triedAt = now();
    onFetch({ durationMs: triedAt - startedAt, failure });
  }
}

function failureOf(error: unknown): KeyFetch['failure'] {
  if (error instanceof Refusal) return { reason: error.reason };
  return { reason: 'jwk-remote-failed-to-load', detail: String(error) };
}
