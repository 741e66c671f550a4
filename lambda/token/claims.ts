import type { PolicySettings, PolicyTokenKind } from '../../src/policy/policy-document';
import { has, isFilled, isFiniteNumber, isStringArray, type JsonObject, own } from '../shared/json';
import type { Reason } from '../shared/reasons';
import { refuse } from '../shared/refusal';

/** Accepted clock skew, in milliseconds; the default of Clerk's SDK. */
const TOLERANCE_MS = 5000;

/** Checks the claims that all kinds of token have in common: `iss`, `exp`, `nbf`, `iat` and `sub`. */
export function checkRegistered(claims: JsonObject, issuer: string, now: number): void {
  if (own(claims, 'iss') !== issuer) refuse('token-invalid-issuer');
  checkTimes(claims, now);
  if (!isFilled(own(claims, 'sub'))) refuse('token-verification-failed');
}

/** Checks `exp`, `nbf` and `iat`. Only these checks depend on the time, so they are repeated for a cached token. */
export function checkTimes(claims: JsonObject, now: number): void {
  if (!(seconds(claims, 'exp') * 1000 > now - TOLERANCE_MS)) refuse('token-expired');
  checkNotFuture(claims, 'nbf', now, 'token-not-active-yet');
  checkNotFuture(claims, 'iat', now, 'token-iat-in-the-future');
}

/** Checks the audience, the authorized party, the session status and impersonation. */
export function checkAccepted(claims: JsonObject, kind: PolicyTokenKind, policy: PolicySettings): void {
  checkAudience(claims, kind, policy.audience);
  if (policy.authorizedParties) checkAuthorizedParty(claims, policy.authorizedParties, policy.allowMissingAzp === true);
  // Clerk treats a session with open tasks as signed out; unknown statuses are refused too.
  if (has(claims, 'sts') && claims.sts !== 'active') refuse('session-pending');
  if (policy.denyImpersonation && has(claims, 'act')) refuse('impersonation-denied');
}

function checkAudience(claims: JsonObject, kind: PolicyTokenKind, accepted: string[]): void {
  // An OAuth access token has `aud` only if the client requested a resource. Without it `client_id` is compared, as API
  // Gateway's JWT authorizer does.
  const claim = kind === 'oauth' && !has(claims, 'aud') ? 'client_id' : 'aud';
  if (!has(claims, claim)) refuse('audience-missing');
  const value = claims[claim];
  // `aud` may be a list, `client_id` may not.
  const audience = typeof value === 'string' ? [value] : claim === 'aud' && value;
  if (!isStringArray(audience) || !audience.some((item) => accepted.includes(item))) refuse('audience-mismatch');
}

function checkAuthorizedParty(claims: JsonObject, accepted: string[], mayBeMissing: boolean): void {
  if (mayBeMissing && !has(claims, 'azp')) return;
  const party = own(claims, 'azp');
  if (!(accepted as unknown[]).includes(party)) refuse('token-invalid-authorized-parties');
}

function checkNotFuture(claims: JsonObject, claim: string, now: number, reason: Reason): void {
  if (has(claims, claim) && seconds(claims, claim) * 1000 > now + TOLERANCE_MS) refuse(reason);
}

function seconds(claims: JsonObject, claim: string): number {
  const value = own(claims, claim);
  return isFiniteNumber(value) ? value : refuse('token-verification-failed');
}
