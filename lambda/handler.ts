import type { PolicyDocument } from '../src/policy/policy-document';
import { type Authorize, authorizer, refusal } from './decide';
import { apiRequestOf } from './events/api-request';
import { download as downloadFromNetwork } from './keys/download';
import { type Download, jwksCache } from './keys/jwks-cache';
import { fixedKeys } from './keys/keys';
import { type Log, refusalEntry, writeLog } from './log';
import { decodePolicy } from './policy/decode-policy';

/** The world outside, so that a test can bring its own. */
export interface Surroundings {
  readonly now: () => number;
  readonly download: Download;
  readonly log: Log;
}

const REAL: Surroundings = { now: Date.now, download: downloadFromNetwork, log: writeLog };

interface Setup {
  readonly authorize: Authorize;
  /** `undefined` if it cannot be read. */
  readonly policy: PolicyDocument | undefined;
}

/** The Lambda authorizer of one policy; one that cannot be read lets nobody in. */
export function createHandler(policyText: string | undefined, surroundings = REAL) {
  const { authorize, policy } = setUp(policyText, surroundings);
  return async (event: unknown) => {
    const request = apiRequestOf(event);
    const decision = await authorize(request.read);
    if (decision.outcome !== 'grant') surroundings.log(refusalEntry(decision.reason, event, policy?.audience));
    return request.respond(decision, policy);
  };
}

function setUp(policyText: string | undefined, { now, download, log }: Surroundings): Setup {
  try {
    const policy = decodePolicy(policyText ?? '');
    const { issuer, keys } = policy;
    const source = keys ? fixedKeys(keys) : jwksCache(`${issuer}/.well-known/jwks.json`, download, now);
    return { authorize: authorizer(policy, source, now), policy };
  } catch (error) {
    log({ decision: 'deny-all', reason: 'policy-invalid', detail: String(error) });
    return { authorize: async () => refusal('policy-invalid'), policy: undefined };
  }
}
