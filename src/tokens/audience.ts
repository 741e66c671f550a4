import type { IConstruct } from 'constructs';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail, warnOnce } from '../diagnostics/diagnostics';
import { isUnknown } from '../policy/unknown-value';
import { isOrigin } from './origin';
import { TokenKind } from './token-kind';

const FIX = "write audience: ['ClerkJwtAuthorizer'] and put the same value into the `aud` claim of the session token";

/** API Gateway's quota of audiences per JWT authorizer. */
const MAX_ENTRIES = 50;

/** Fails unless `audience` is a list of possible `aud` values. Unresolved tokens pass. */
export function checkAudience(audience: string[]): void {
  if (isUnknown(audience)) return;
  checkNoSecrets({ audience });
  if (!Array.isArray(audience)) {
    fail('Audience.notAList', { what: "'audience' must be a list of strings", got: audience, fix: FIX });
  }
  if (audience.length === 0) {
    fail('Audience.empty', { what: "'audience' must have at least one entry", got: audience, fix: FIX });
  }
  if (audience.length > MAX_ENTRIES) {
    fail('Audience.tooMany', {
      what: `'audience' can have at most ${MAX_ENTRIES} entries on API Gateway`,
      got: audience.length,
      fix: 'use one audience for the whole API',
    });
  }
  for (const entry of audience) {
    if (isUnknown(entry)) continue;
    if (typeof entry !== 'string' || entry.trim() === '') {
      fail('Audience.emptyEntry', { what: "'audience' must not have empty entries", got: audience, fix: FIX });
    }
    if (entry !== entry.trim()) {
      fail('Audience.whitespace', {
        what: "'audience' is compared exactly, so an entry must not begin or end with white space",
        got: audience,
        fix: `write '${entry.trim()}'`,
      });
    }
    if (entry === '*') {
      fail('Audience.wildcard', {
        what: "'audience' has no wildcard on API Gateway",
        got: audience,
        fix: FIX,
      });
    }
  }
}

/** Warns if M2M tokens are accepted and no machine is named that may receive them: each would be refused. */
export function warnIfNoMachine(scope: IConstruct, audience: string[], tokenKinds: TokenKind[] = []): void {
  if (!tokenKinds.includes(TokenKind.M2M) || isUnknown(audience)) return;
  if (audience.some((entry) => isUnknown(entry) || entry.startsWith('mch_'))) return;
  warnOnce(scope, 'Audience.noMachine', {
    what: "'audience' has no id of a machine, which Clerk writes into the `aud` of M2M tokens",
    got: audience,
    fix: "add the id of this API's machine, 'mch_…', from the Clerk Dashboard > Machines, or acknowledge this if your M2M tokens have another `aud`",
  });
}

/**
 * Returns the audiences that authorizers accept. A URL without a path counts with and without a slash at its end: OAuth
 * clients write the resource that they ask for in either spelling.
 */
export function acceptedAudience(audience: string[]): string[] {
  if (isUnknown(audience)) return audience;
  const spellings = audience.flatMap((entry) => {
    const origin = isUnknown(entry) ? '' : entry.replace(/\/$/, '');
    return /^https?:/.test(origin) && isOrigin(origin) ? [origin, `${origin}/`] : [];
  });
  return [...new Set([...audience, ...spellings])].slice(0, MAX_ENTRIES);
}
