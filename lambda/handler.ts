import type { PolicyDocument } from '../src/private/policy';
import { type Authorize, authorizer, refusal } from './decide';
import { download as downloadFromNetwork } from './download';
import { credentialsOf, type HttpApiResponse, respond } from './http-api';
import { type Download, JwksCache } from './jwks-cache';
import { fixedKeys } from './keys';
import { type Log, refusalEntry, writeLog } from './log';
import { decodePolicy } from './policy';

/** The world outside, so that a test can bring its own. */
export interface Surroundings {
  readonly now: () => number;
  readonly download: Download;
  readonly log: Log;
}

const REAL: Surroundings = { now: Date.now, download: downloadFromNetwork, log: writeLog };

interface Setup {
  readonly authorize: Authorize;
  readonly audience: string[];
  readonly unauthenticated: PolicyDocument['unauthenticated'];
}

/** The Lambda authorizer of one policy; one that cannot be read lets nobody in. */
export function createHandler(policyText: string | undefined, surroundings = REAL) {
  const { authorize, audience, unauthenticated } = setUp(policyText, surroundings);
  return async (event: unknown): Promise<HttpApiResponse> => {
    const decision = await authorize(() => credentialsOf(event));
    if (decision.outcome !== 'grant') surroundings.log(refusalEntry(decision.reason, event, audience));
    return respond(decision, unauthenticated);
  };
}

function setUp(policyText: string | undefined, { now, download, log }: Surroundings): Setup {
  try {
    const policy = decodePolicy(policyText ?? '');
    const { issuer, keys, audience, unauthenticated } = policy;
    const source = keys ? fixedKeys(keys) : new JwksCache(`${issuer}/.well-known/jwks.json`, download, now);
    return { authorize: authorizer(policy, source, now), audience, unauthenticated };
  } catch (error) {
    log({ decision: 'deny-all', reason: 'policy-invalid', detail: String(error) });
    return { authorize: async () => refusal('policy-invalid'), audience: [], unauthenticated: 'forbid' };
  }
}
