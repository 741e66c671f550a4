import type { SessionOptions } from '../../local/clerk/claims';
import { AUDIENCE, type OfflineClerk } from './instance';

/** Options for a session token of usual size that meets the rule. It does not expire during a run. */
export function validOptions(claims: Record<string, unknown> = {}): SessionOptions {
  return {
    lifetime: 86_400,
    organization: { role: 'admin' },
    claims: { aud: AUDIENCE, metadata: { role: 'admin' }, ...claims },
  };
}

/** Issues tokens that all differ, so that no candidate gains from a cache. */
export function validTokens({ issue }: OfflineClerk, count: number): Promise<string[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => issue.session(validOptions({ sid: `sess_${index}` }))),
  );
}
