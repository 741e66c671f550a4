import type { JsonObject } from '../lambda/shared/json';
import type { Reason } from '../lambda/shared/reasons';

/** The checks of the authorizer, in the order in which it makes them. */
export const CHECKS = {
  route: 'The authorizer knows the route',
  token: 'The request has one token',
  form: 'The token is a JWT that is signed with RS256',
  header: 'The header of the token does not name a kind that is refused',
  key: 'The instance has the key that signed the token',
  signature: 'The signature matches the key',
  issuer: 'The token is from the instance (iss)',
  times: 'The token is valid now (exp, nbf, iat)',
  kind: 'The claims are those of an accepted kind of token (sub)',
  audience: 'The token is for this API (aud)',
  authorizedParty: 'The token was issued to one of the front ends (azp)',
  session: 'The session has no pending task (sts)',
  impersonation: 'Nobody impersonates the user (act)',
  rule: 'The claims meet the rule of the route',
} as const;

export type CheckId = keyof typeof CHECKS;

/** The check that refuses for each reason; undefined if the error was not foreseen. */
const CHECK_OF: Record<Reason, CheckId | undefined> = {
  'policy-invalid': 'route',
  'event-unsupported': 'route',
  'route-not-in-policy': 'route',
  'session-token-missing': 'token',
  'authorization-ambiguous': 'token',
  'cookie-from-other-origin': 'token',
  'token-too-large': 'form',
  'opaque-token': 'form',
  'token-invalid': 'form',
  'token-invalid-algorithm': 'form',
  'token-type-mismatch': 'header',
  'jwk-remote-failed-to-load': 'key',
  'jwk-remote-invalid': 'key',
  'jwk-remote-missing': 'key',
  'jwk-kid-mismatch': 'key',
  'token-invalid-signature': 'signature',
  'token-invalid-issuer': 'issuer',
  'token-verification-failed': 'times',
  'token-expired': 'times',
  'token-not-active-yet': 'times',
  'token-iat-in-the-future': 'times',
  'audience-missing': 'audience',
  'audience-mismatch': 'audience',
  'token-invalid-authorized-parties': 'authorizedParty',
  'session-pending': 'session',
  'impersonation-denied': 'impersonation',
  'rule-not-met': 'rule',
  'rule-error': 'rule',
  'internal-error': undefined,
};

export interface CheckResult {
  readonly id: CheckId;
  readonly title: string;
  /** A check behind the one that failed is not made. */
  readonly result: 'passed' | 'failed' | 'notMade';
}

/**
 * Returns the results of the checks that an authorizer makes, up to the one that refuses for a reason.
 *
 * @param claims the claims, if the signature was verified before the refusal
 */
export function checkResults(
  ids: readonly CheckId[],
  reason: Reason | undefined,
  claims: JsonObject | undefined,
): CheckResult[] {
  const failed = reason && failedCheck(reason, claims);
  const at = failed === undefined ? ids.length : ids.indexOf(failed);
  return ids.map((id, index) => ({
    id,
    title: CHECKS[id],
    result: index < at ? 'passed' : index === at ? 'failed' : 'notMade',
  }));
}

/** Some reasons belong to two checks. They are told apart by what was known of the token by then. */
function failedCheck(reason: Reason, claims: JsonObject | undefined): CheckId | undefined {
  if (reason === 'token-type-mismatch' && claims) return 'kind';
  const areTimesWellFormed = ['exp', 'nbf', 'iat'].every((name) => isTimeOrAbsent(claims?.[name], name));
  if (reason === 'token-verification-failed' && areTimesWellFormed) return 'kind'; // sub is missing or malformed
  return CHECK_OF[reason];
}

/** Only `exp` must be there. */
function isTimeOrAbsent(value: unknown, name: string): boolean {
  return typeof value === 'number' || (value === undefined && name !== 'exp');
}
