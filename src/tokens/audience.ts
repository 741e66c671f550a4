import { Token } from 'aws-cdk-lib';
import { checkNoSecrets } from '../diagnostics/check-no-secrets';
import { fail } from '../diagnostics/diagnostics';

const FIX = "write audience: ['ClerkJwtAuthorizer'] and put the same value into the `aud` claim of the session token";

/** API Gateway's quota of audiences per JWT authorizer. */
const MAX_ENTRIES = 50;

/** Fails unless `audience` is a list of possible `aud` values. Unresolved tokens pass. */
export function checkAudience(audience: string[]): void {
  if (Token.isUnresolved(audience)) return;
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
    if (Token.isUnresolved(entry)) continue;
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
