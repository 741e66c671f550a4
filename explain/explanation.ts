import type { Reason } from '../lambda/shared/reasons';
import type { CheckResult } from './checks';
import type { Fix } from './fix';

/** Why a token is let in or refused. */
export interface Explanation {
  /** The status that API Gateway answers; 200 if the request reaches the back end. */
  readonly status: 200 | 401 | 403;
  /** The reason that the authorizer function logs. */
  readonly reason?: Reason;
  /** Whether the caller is let in although the rule is not met, because the policy says to report that only. */
  readonly isReported?: true;
  readonly checks: readonly CheckResult[];
  /** The time (ISO 8601) at which a token that has expired was issued. */
  readonly issuedAt?: string;
  /** The mistake in this token, in a sentence. */
  readonly why?: string;
  /** The remedy. */
  readonly remedy?: string;
  /** The text to write, and its place. */
  readonly fixes: readonly Fix[];
  /** Whether this is the answer of a model of API Gateway, and not of the authorizer function. */
  readonly isModel: boolean;
}
