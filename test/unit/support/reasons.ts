import type { Reason } from '../../../lambda/shared/reasons';

/** 401 if a better token would help, 403 if no token of the same caller would. */
export const STATUS = {
  'session-token-missing': 401,
  'authorization-ambiguous': 401,
  'opaque-token': 401,
  'token-too-large': 401,
  'token-invalid': 401,
  'token-invalid-algorithm': 401,
  'token-type-mismatch': 401,
  'jwk-remote-failed-to-load': 401,
  'jwk-remote-invalid': 401,
  'jwk-remote-missing': 401,
  'jwk-kid-mismatch': 401,
  'token-invalid-signature': 401,
  'token-verification-failed': 401,
  'token-invalid-issuer': 401,
  'token-expired': 401,
  'token-not-active-yet': 401,
  'token-iat-in-the-future': 401,
  'audience-missing': 401,
  'audience-mismatch': 401,
  'token-invalid-authorized-parties': 401,
  'session-pending': 401,
  'cookie-from-other-origin': 403,
  'impersonation-denied': 403,
  'rule-not-met': 403,
  'rule-error': 403,
  'route-not-in-policy': 403,
  'policy-invalid': 403,
  'event-unsupported': 403,
  'internal-error': 403,
} satisfies Record<Reason, 401 | 403>;

/** Every reason for a refusal, in the order of lambda/shared/reasons.ts. */
export const REASONS = Object.keys(STATUS) as Reason[];
