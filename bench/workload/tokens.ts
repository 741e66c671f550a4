import type { SessionOptions } from '../../local/clerk/claims';
import { AUDIENCE, type OfflineClerk } from './instance';

/** A session token of usual size that meets the rule. It outlives the whole run. */
export function goodOptions(claims: Record<string, unknown> = {}): SessionOptions {
  return {
    lifetime: 86_400,
    organization: { role: 'admin' },
    claims: { aud: AUDIENCE, metadata: { role: 'admin' }, ...claims },
  };
}

/** Each is another one, so that nobody gains from remembering. */
export function goodTokens({ issue }: OfflineClerk, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => issue.session(goodOptions({ sid: `sess_${index}` }))));
}
