import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { fail, warn } from '../diagnostics/diagnostics';
import { SESSION_TOKEN_LIFETIME_SECONDS } from '../policy/policy-document';
import { describeSource, identitySources } from '../tokens/check-token-sources';
import type { TokenSource } from '../tokens/token-source';

/** API Gateway's limit, in seconds. */
const MAX_CACHE_SECONDS = 3600;

/** Fails on a duration that API Gateway refuses, and on token sources that cannot be part of its cache key. */
export function checkResultsCache(resultsCacheTtl: Duration | undefined, sources: TokenSource[] | undefined): void {
  if (isCaching(resultsCacheTtl) && sources && identitySources(sources).length === 0) {
    fail('TokenSource.cache', {
      what: "'resultsCacheTtl' needs one header or query string parameter, which API Gateway uses as the cache key",
      got: sources.map(describeSource),
      fix: "remove 'resultsCacheTtl', or give one source that is not a cookie",
    });
  }
  if (resultsCacheTtl && !resultsCacheTtl.isUnresolved() && resultsCacheTtl.toSeconds() > MAX_CACHE_SECONDS) {
    fail('LambdaAuthorizer.cacheTooLong', {
      what: "'resultsCacheTtl' can be at most an hour on API Gateway",
      got: resultsCacheTtl.toHumanString(),
      fix: 'remove it, which is safest, or write resultsCacheTtl: Duration.seconds(60)',
    });
  }
}

/** Whether API Gateway may cache decisions. A duration that is known only at deployment counts as caching. */
export function isCaching(resultsCacheTtl: Duration | undefined): boolean {
  return resultsCacheTtl !== undefined && (resultsCacheTtl.isUnresolved() || resultsCacheTtl.toSeconds() > 0);
}

/** Warns if a cached decision can outlive the session token that it was made for. */
export function warnIfCacheOutlivesToken(scope: IConstruct, resultsCacheTtl: Duration | undefined): void {
  if (
    !resultsCacheTtl ||
    resultsCacheTtl.isUnresolved() ||
    resultsCacheTtl.toSeconds() <= SESSION_TOKEN_LIFETIME_SECONDS
  )
    return;
  warn(scope, 'LambdaAuthorizer.cacheOutlivesToken', {
    what: "'resultsCacheTtl' is longer than a session token lives, so access continues after expiry, sign-out and role changes",
    got: resultsCacheTtl.toHumanString(),
    fix: 'write resultsCacheTtl: Duration.seconds(60) or less, or remove it',
  });
}
