import { type Authorizer, decide, refusal } from './decide';
import { readEvent } from './events/read-event';
import { download as downloadFromNetwork } from './keys/download';
import { createJwksCache, type Download } from './keys/jwks-cache';
import { createFixedKeys } from './keys/keys';
import { type Log, refusalEntry, writeLog } from './log';
import { decodePolicy } from './policy/decode-policy';
import type { Environment } from './policy/deploy-time-values';
import { createVerifiedTokens } from './token/verified-tokens';

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
  const authorizer = createAuthorizer(policyText, dependencies);
  const policy = authorizer?.policy;
  return async (event: unknown) => {
    const request = readEvent(event);
    const decision = authorizer ? await decide(authorizer, request.read) : refusal('policy-invalid');
    if (decision.outcome !== 'grant') dependencies.log(refusalEntry(decision.reason, event, policy?.audience));
    return request.respond(decision, policy);
  };
}

/** Returns `undefined`, and logs why, if the policy is invalid. */
function createAuthorizer(
  policyText: string | undefined,
  { now, download, log, environment }: Dependencies,
): Authorizer | undefined {
  try {
    const policy = decodePolicy(policyText ?? '', environment);
    const keys = policy.keys
      ? createFixedKeys(policy.keys)
      : createJwksCache(`${policy.issuer}/.well-known/jwks.json`, download, now);
    return { policy, keys, verifiedTokens: createVerifiedTokens(now), now };
  } catch (error) {
    log({ decision: 'deny-all', reason: 'policy-invalid', detail: String(error) });
    return undefined;
  }
}
