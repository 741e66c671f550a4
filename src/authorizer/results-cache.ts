import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fail, warn } from '../diagnostics/diagnostics';
import { SESSION_TOKEN_LIFETIME_SECONDS } from '../policy/policy-document';
import { describe, pointers } from '../tokens/check-token-sources';
import type { TokenSource } from '../tokens/token-source';

/** API Gateway's limit, in seconds. */
const LONGEST_CACHE = 3600;

/** Fails on a time that API Gateway refuses, and on token sources by which it cannot find a decision again. */
export function checkResultsCache(resultsCacheTtl: Duration | undefined, sources: TokenSource[] | undefined): void {
  if (isCaching(resultsCacheTtl) && sources && pointers(sources).length === 0) {
    fail('TokenSource.cache', {
      what: "'resultsCacheTtl' needs one header or query string parameter, since API Gateway looks decisions up by it",
      got: sources.map(describe),
      fix: "leave out 'resultsCacheTtl', or give one source that is no cookie",
    });
  }
  if (resultsCacheTtl && !resultsCacheTtl.isUnresolved() && resultsCacheTtl.toSeconds() > LONGEST_CACHE) {
    fail('LambdaAuthorizer.cacheTooLong', {
      what: "'resultsCacheTtl' can be at most an hour on API Gateway",
      got: resultsCacheTtl.toHumanString(),
      fix: 'leave it out, which is safest, or write resultsCacheTtl: Duration.seconds(60)',
    });
  }
}

/** Whether API Gateway reuses decisions, as far as synthesis can tell. */
export function isCaching(resultsCacheTtl: Duration | undefined): boolean {
  return resultsCacheTtl !== undefined && (resultsCacheTtl.isUnresolved() || resultsCacheTtl.toSeconds() > 0);
}

/** Warns where access outlasts the token. */
export function warnIfCacheOutlivesToken(scope: IConstruct, resultsCacheTtl: Duration | undefined): void {
  if (!resultsCacheTtl || resultsCacheTtl.isUnresolved()) return;
  if (resultsCacheTtl.toSeconds() <= SESSION_TOKEN_LIFETIME_SECONDS) return;
  warn(scope, 'LambdaAuthorizer.cacheOutlivesToken', {
    what: "'resultsCacheTtl' is longer than a session token lives, so access outlasts the token, sign-out and role changes",
    got: resultsCacheTtl.toHumanString(),
    fix: 'write resultsCacheTtl: Duration.seconds(60) or less, or leave it out',
  });
}
