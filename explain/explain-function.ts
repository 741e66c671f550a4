import { type Authorizer, decide, type RequestFacts } from '../lambda/decide';
import { bearerToken } from '../lambda/events/bearer-token';
import type { KeySource } from '../lambda/keys/keys';
import type { Policy } from '../lambda/policy/decode-policy';
import type { Requirement } from '../lambda/policy/requirements';
import { remedyOf } from '../lambda/shared/reasons';
import { createVerifiedTokens } from '../lambda/token/verified-tokens';
import type { ApiKind } from '../src/access/api-route';
import { CHECKS, type CheckId, checkResults } from './checks';
import type { Explanation } from './explanation';
import { fixesOf } from './refusal-fixes';
import { issuedAtOf, whyRefused } from './why';

/** A request to a route with a Lambda authorizer of this package. */
export interface FunctionQuestion {
  readonly kind: ApiKind;
  readonly policy: Policy;
  readonly requirement: Requirement | undefined;
  /** Whether API Gateway requires a token, in which case it answers 401 without one and does not call the function. */
  readonly hasIdentitySource: boolean;
  /** The token, with or without `Bearer`. Empty if the request has none. */
  readonly credentials: string;
  readonly keys: KeySource;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Explains what the authorizer function decides. The decision is made by the code of the function. */
export async function explainFunction(question: FunctionQuestion): Promise<Explanation> {
  const { policy, requirement, credentials, keys } = question;
  const now = () => question.now;
  const authorizer: Authorizer = { policy, keys, verifiedTokens: createVerifiedTokens(now), now };
  const facts: RequestFacts = {};
  const read = () => ({ requirement, token: bearerToken(credentials === '' ? [] : [credentials]) });
  const decision = await decide(authorizer, read, facts);
  const ids = checksOf(question);
  const isGranted = decision.outcome === 'grant';
  if (isGranted && !facts.isReported) {
    return { status: 200, checks: checkResults(ids, undefined, undefined), fixes: [], isModel: false };
  }
  const reason = isGranted ? 'rule-not-met' : decision.reason;
  const rule = typeof requirement === 'object' ? requirement : undefined;
  const refused = { reason, settings: policy, rule, token: facts.token, claims: facts.claims, now: question.now };
  return {
    status: isGranted ? 200 : decision.outcome === 'unauthenticated' && answers401(question) ? 401 : 403,
    reason,
    isReported: facts.isReported,
    checks: checkResults(ids, reason, facts.claims),
    issuedAt: issuedAtOf(refused),
    why: whyRefused(refused),
    remedy: remedyOf(reason),
    fixes: fixesOf(refused),
    isModel: false,
  };
}

/** An HTTP API answers 403 to everyone whom the function refuses, unless the function throws. */
function answers401({ kind, policy, hasIdentitySource, credentials }: FunctionQuestion): boolean {
  return kind !== 'http' || policy.unauthenticated === 'throw' || (hasIdentitySource && credentials === '');
}

function checksOf({ policy, requirement }: FunctionQuestion): CheckId[] {
  const isMade: Partial<Record<CheckId, boolean>> = {
    authorizedParty: policy.authorizedParties !== undefined,
    impersonation: policy.denyImpersonation === true,
    rule: typeof requirement === 'object',
  };
  return (Object.keys(CHECKS) as CheckId[]).filter((id) => isMade[id] ?? true);
}
