type Outcome = 'unauthenticated' | 'forbidden';

/*
 * Every way to be refused. The slugs are Clerk's own wherever Clerk has one, so that its documentation explains our logs.
 */

/** These ask the caller for a better token (401). */
const UNAUTHENTICATED = {
  // The credentials
  'session-token-missing': 'Send "Authorization: Bearer <token>", or what tokenSources name.',
  'authorization-ambiguous': 'Send one token.',
  'authorization-scheme': 'Use the Bearer scheme.',
  'opaque-token': 'Opaque tokens cannot be verified here: choose JWTs in Clerk.',
  'token-too-large': 'Keep custom claims below 1.2 KB.',
  'token-invalid': "Send Clerk's JWT, unchanged.",
  'token-invalid-algorithm': 'Only RS256 is accepted: set no custom signing key.',
  'token-type-mismatch': 'This kind of token is not in tokenKinds.',

  // The key and the signature
  'jwk-remote-failed-to-load': 'The JWKS did not answer.',
  'jwk-remote-invalid': 'Check frontendApiUrl.',
  'jwk-remote-missing': 'Check frontendApiUrl.',
  'jwk-kid-mismatch': 'The token is of another Clerk instance, or its key was rotated.',
  'token-invalid-signature': 'Token and keys must be of one Clerk instance.',

  // The claims
  'token-verification-failed': 'sub, exp, nbf or iat is missing or malformed.',
  'token-invalid-issuer': 'iss must equal frontendApiUrl.',
  'token-expired': 'Call getToken() for each request; session tokens live for 60 seconds.',
  'token-not-active-yet': 'Check the clocks.',
  'token-iat-in-the-future': 'Check the clocks.',
  'audience-missing': 'The token has no aud; in the Clerk Dashboard, under Sessions > Customize session token, add',
  'audience-mismatch': 'aud holds none of the audiences.',
  'token-invalid-authorized-parties': 'Add the origin of the front end to authorizedParties.',
  'session-pending': 'The user has a session task to finish.',
};

/** These say that no token of this caller will do (403). */
const FORBIDDEN = {
  // What the caller may do
  'impersonation-denied': 'The token has an act claim.',
  'rule-not-met': 'The claims do not meet the rule.',
  'rule-error': 'Report this.',

  // Our own configuration
  'route-not-in-policy': 'Add the route through the construct.',
  'policy-invalid': 'The policy cannot be read; deploy again.',
  'event-unsupported': 'Use payload format 2.0 (HTTP API) or type REQUEST (REST API).',
  'internal-error': 'Report this.',
};

export type Reason = keyof typeof UNAUTHENTICATED | keyof typeof FORBIDDEN;

export function outcomeOf(reason: Reason): Outcome {
  return reason in FORBIDDEN ? 'forbidden' : 'unauthenticated';
}

/** What to do about it. */
export function sentenceOf(reason: Reason): string {
  return { ...UNAUTHENTICATED, ...FORBIDDEN }[reason];
}

/**
 * Thrown where a check fails, caught where the decision is made.
 * Not an `Error`: a refusal is an everyday answer, and capturing a stack trace costs as much as parsing the token.
 */
export class Refusal {
  constructor(readonly reason: Reason) {}
}

/** What makes API Gateway answer 401: it compares the message. One for all, since capturing a stack trace is dear. */
export const UNAUTHORIZED = new Error('Unauthorized');

/** Of what came there is nothing to be made. */
export function unsupported(): never {
  refuse('event-unsupported');
}

export function refuse(reason: Reason): never {
  throw new Refusal(reason);
}
