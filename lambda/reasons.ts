type Outcome = 'unauthenticated' | 'forbidden';

/**
 * Every way to be refused. The slugs are Clerk's own wherever Clerk has one, so that its documentation explains our logs.
 * `unauthenticated` asks the caller for a better token (401), `forbidden` says that no token of this caller will do (403).
 */
export const REASONS = {
  // The credentials
  'session-token-missing': [
    'unauthenticated',
    'Send the header "Authorization: Bearer <token>"; getToken() returns it.',
  ],
  'authorization-ambiguous': ['unauthenticated', 'Send the Authorization header once, with one value.'],
  'authorization-scheme': ['unauthenticated', 'Use the Bearer scheme.'],
  'opaque-token': [
    'unauthenticated',
    'Opaque tokens (oat_, mt_, ak_) cannot be verified offline; switch to JWT tokens in the Clerk Dashboard.',
  ],
  'token-too-large': [
    'unauthenticated',
    'Move custom claims out of the token; Clerk recommends at most 1.2 KB of them.',
  ],
  'token-invalid': ['unauthenticated', 'Send a JWT that Clerk issued, unchanged.'],
  'token-invalid-algorithm': [
    'unauthenticated',
    'Only RS256 is accepted; do not set a custom signing key in the JWT template.',
  ],
  'token-type-mismatch': ['unauthenticated', 'This kind of Clerk token is not among the accepted tokenKinds.'],

  // The key and the signature
  'jwk-remote-failed-to-load': [
    'unauthenticated',
    'The JWKS of the Frontend API did not answer; ClerkKeys.fromPem needs no network.',
  ],
  'jwk-remote-invalid': ['unauthenticated', 'The Frontend API did not answer with a JWKS; check frontendApiUrl.'],
  'jwk-remote-missing': [
    'unauthenticated',
    'The JWKS of the Frontend API has no RSA signing key; check frontendApiUrl.',
  ],
  'jwk-kid-mismatch': [
    'unauthenticated',
    'The token was signed by another Clerk instance, or its key has been rotated away.',
  ],
  'token-invalid-signature': [
    'unauthenticated',
    'No configured key fits; check that token and keys belong to the same Clerk instance.',
  ],

  // The claims
  'token-verification-failed': ['unauthenticated', 'A registered claim (sub, exp, nbf, iat) is missing or malformed.'],
  'token-invalid-issuer': ['unauthenticated', 'iss must equal frontendApiUrl exactly.'],
  'token-expired': ['unauthenticated', 'Call getToken() for each request; session tokens live for 60 seconds.'],
  'token-not-active-yet': ['unauthenticated', 'nbf lies in the future; check the clocks.'],
  'token-iat-in-the-future': ['unauthenticated', 'iat lies in the future; check the clocks.'],
  'audience-missing': [
    'unauthenticated',
    'The token has no aud claim; in the Clerk Dashboard, under Sessions > Customize session token, add',
  ],
  'audience-mismatch': ['unauthenticated', 'aud holds none of the configured audiences.'],
  'token-invalid-authorized-parties': [
    'unauthenticated',
    'azp is none of the authorizedParties; add the origin of the front end.',
  ],
  'session-pending': ['unauthenticated', 'The user has to finish a session task, such as choosing an organization.'],

  // What the caller may do
  'impersonation-denied': ['forbidden', 'The token has an act claim, and impersonation is denied.'],
  'rule-not-met': ['forbidden', 'The claims do not meet the rule of this route.'],
  'rule-error': ['forbidden', 'The rule of this route could not be evaluated; please report this.'],

  // Our own configuration
  'route-not-in-policy': [
    'forbidden',
    'The route uses this authorizer but was added without the construct; add it through the construct.',
  ],
  'policy-invalid': ['forbidden', 'Deploy again: the policy document of the function cannot be read.'],
  'event-unsupported': ['forbidden', 'Only HTTP API authorizers with payload format 2.0 are supported.'],
  'internal-error': ['forbidden', 'Something unforeseen went wrong; please report this.'],
} as const satisfies Record<string, readonly [Outcome, string]>;

export type Reason = keyof typeof REASONS;

/**
 * Thrown where a check fails, caught where the decision is made.
 * Not an `Error`: a refusal is an everyday answer, and capturing a stack trace costs as much as parsing the token.
 */
export class Refusal {
  constructor(readonly reason: Reason) {}
}

export function refuse(reason: Reason): never {
  throw new Refusal(reason);
}
