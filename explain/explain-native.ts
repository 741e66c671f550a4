import { remedyOf } from '../lambda/shared/reasons';
import { type CheckId, checkResults } from './checks';
import type { Explanation } from './explanation';
import type { JwtAuthorizer } from './jwt-authorizer';
import type { KeyList } from './keys';
import { nativeJwtAnswer } from './native-jwt';
import { fixesOf } from './refusal-fixes';
import { issuedAtOf, whyRefused } from './why';

/** The checks of the JWT authorizer of API Gateway. It reads neither `sub` nor what is particular to Clerk. */
const NATIVE_CHECKS: CheckId[] = ['token', 'form', 'key', 'signature', 'issuer', 'times', 'audience'];

/** Explains what a JWT authorizer of API Gateway decides, by a model of it. */
export function explainNative(
  authorizer: JwtAuthorizer,
  credentials: string,
  { list, missingBecause }: KeyList,
  now: number,
): Explanation {
  const token = credentials.replace(/^Bearer +/i, '');
  const answer = nativeJwtAnswer(token, authorizer, list, now);
  const ids = authorizer.scopes.length > 0 ? [...NATIVE_CHECKS, 'rule' as const] : NATIVE_CHECKS;
  if (answer.status === 200)
    return { status: 200, checks: checkResults(ids, undefined, undefined), fixes: [], isModel: true };
  const { status, claims } = answer;
  const reason = answer.reason === 'jwk-kid-mismatch' ? (missingBecause ?? answer.reason) : answer.reason;
  const { issuer, audience, scopes } = authorizer;
  const settings = { issuer, audience: [...audience], tokenKinds: [] };
  const rules = scopes.map((scope) => ({ op: 'hasScope', scope }) as const);
  const refused = { reason, settings, rule: { op: 'anyOf', rules } as const, token, claims, now };
  return {
    status,
    reason,
    checks: checkResults(ids, reason, claims),
    issuedAt: issuedAtOf(refused),
    why: whyRefused(refused),
    remedy: remedyOf(reason),
    fixes: fixesOf(refused),
    isModel: true,
  };
}
