import { type Authorizer, decide, type RequestFacts, refusal } from './decide';
import { decisionFields } from './decision-entry';
import type { Decision } from './events/api-request';
import { readEvent } from './events/read-event';
import { requestFields } from './events/request-fields';
import { download as downloadFromNetwork } from './keys/download';
import { createJwksCache, type Download, type KeyFetch } from './keys/jwks-cache';
import { createFixedKeys } from './keys/keys';
import { createLogger, type Log, type Logger, writeLog } from './log';
import { decodePolicy } from './policy/decode-policy';
import type { Environment } from './policy/deploy-time-values';
import { remedyOf } from './shared/reasons';
import { createVerifiedTokens } from './token/verified-tokens';
import { tokenFields } from './token-fields';

/** Dependencies on clock, network and log; tests inject their own. */
export interface Dependencies {
  /** Returns the current time in milliseconds since the epoch. */
  readonly now: () => number;
  readonly download: Download;
  readonly log: Log;
  /** Holds the values of the policy that are known at deployment only. */
  readonly environment: Environment;
}

const DEFAULTS: Dependencies = {
  now: Date.now,
  download: downloadFromNetwork,
  log: writeLog,
  environment: process.env,
};

/** Creates the Lambda handler that enforces one policy. An invalid policy denies every request. */
export function createHandler(policyText: string | undefined, dependencies = DEFAULTS) {
  const { now, environment } = dependencies;
  const logger = createLogger(dependencies.log, now, environment);
  const authorizer = createAuthorizer(policyText, dependencies, logger);
  const policy = authorizer?.policy;
  return async (event: unknown, invocation?: unknown) => {
    const request = readEvent(event);
    const facts: RequestFacts = {};
    const decision = authorizer ? await decide(authorizer, request.read, facts) : refusal('policy-invalid');
    const level = levelOf(decision, facts);
    if (level !== 'DEBUG' || logger.isDebug) {
      logger.write(level, () => [
        requestFields(event, invocation),
        decisionFields(decision, facts, policy),
        tokenFields(facts, now(), !policy?.anonymousLogs),
      ]);
    }
    return request.respond(decision, policy);
  };
}

function levelOf(decision: Decision, facts: RequestFacts): 'WARN' | 'DEBUG' {
  return decision.outcome === 'grant' && !facts.isReported ? 'DEBUG' : 'WARN';
}

/** Returns `undefined`, and logs why, if the policy is invalid. */
function createAuthorizer(
  policyText: string | undefined,
  { now, download, environment }: Dependencies,
  logger: Logger,
): Authorizer | undefined {
  try {
    const policy = decodePolicy(policyText ?? '', environment);
    const jwksUrl = `${policy.issuer}/.well-known/jwks.json`;
    const keys = policy.keys
      ? createFixedKeys(policy.keys)
      : createJwksCache(jwksUrl, download, now, (fetch) =>
          logger.write(fetch.failure ? 'ERROR' : 'INFO', () => [{ jwksUrl, ...fetchFields(fetch) }]),
        );
    return { policy, keys, verifiedTokens: createVerifiedTokens(now), now };
  } catch (error) {
    logger.write('ERROR', () => [{ decision: 'deny-all', reason: 'policy-invalid', detail: String(error) }]);
    return undefined;
  }
}

function fetchFields({ failure, durationMs }: KeyFetch): object {
  if (!failure) return { keyFetch: 'succeeded', durationMs };
  return { keyFetch: 'failed', durationMs, ...failure, remedy: remedyOf(failure.reason) };
}
