/*
 * Every reason for a refusal, with its remedy: what the operator or the developer should do about it.
 * The reasons are Clerk's own error codes wherever Clerk has one, so that Clerk's documentation explains our logs.
 */

/** 401: a better token would help. */
const UNAUTHENTICATED = {
  // The credentials
  'session-token-missing':
    'Send the header "Authorization: Bearer <token>", or use one of the configured tokenSources. If the header is sent, check that a token is in it: getToken() returns null for a user who has signed out, and another scheme than Bearer is no token.',
  'authorization-ambiguous': 'Send exactly one token with each request.',
  'opaque-token':
    'Send a JWT: opaque tokens and API keys cannot be verified without a request to Clerk. Clerk can issue OAuth access tokens and M2M tokens as JWTs.',
  'token-too-large': 'Keep the custom claims of the token below 1.2 KB; a token may have at most 8 KB.',
  'token-invalid':
    'Send the JWT exactly as Clerk issued it, as in "Authorization: Bearer <token>". getToken() returns a promise: await it.',
  'token-invalid-algorithm':
    'Send a token that Clerk signed with RS256; remove the custom signing key from the JWT template.',
  'token-type-mismatch': 'Send a kind of token that tokenKinds lists, or add the kind of this token to tokenKinds.',

  // The keys and the signature
  'jwk-remote-failed-to-load':
    'Check that frontendApiUrl is correct and that the function can reach it; in a VPC it needs a route to the internet. ClerkKeys.fromPem() works without network access.',
  'jwk-remote-invalid':
    'Check that frontendApiUrl is the Frontend API URL of Clerk: the path /.well-known/jwks.json there must return a JWKS.',
  'jwk-remote-missing':
    'Check that frontendApiUrl is the Frontend API URL of Clerk: the JWKS there has no RSA key for verifying RS256 signatures.',
  'jwk-kid-mismatch':
    'Send a token of the Clerk instance that frontendApiUrl names; get a new token if the key was rotated.',
  'token-invalid-signature': 'Check that the token and the configured keys belong to the same Clerk instance.',

  // The claims
  'token-verification-failed':
    'Check the claims sub, exp, nbf and iat of the token: one of them is missing or malformed.',
  'token-invalid-issuer':
    'Send a token of the Clerk instance that frontendApiUrl names: the claim iss must equal that URL.',
  'token-expired': 'Call getToken() before each request: session tokens expire after 60 seconds.',
  'token-not-active-yet':
    'Send the token again after the time in its nbf claim, or raise the allowed clock skew of its JWT template.',
  'token-iat-in-the-future':
    'Send the token again after the time in its iat claim; the clocks of Clerk and of AWS are more than 5 seconds apart.',
  'audience-missing':
    'Add the claim aud to the token: for session tokens in the Clerk Dashboard under Sessions > Customize session token, for other tokens where they are created.',
  'audience-mismatch':
    'Set the claim aud of the token to one of the configured audiences, or add its value to audience. For an OAuth access token without aud, client_id is compared instead.',
  'token-invalid-authorized-parties':
    'Add the origin of the front end to authorizedParties. If clients send tokens without azp, such as native apps, set allowMissingAuthorizedParty.',
  'session-pending':
    'Let the user complete the pending session task, such as choosing an organization. Until then Clerk treats the session as signed out.',
};

/** 403: another token of the same caller would not help. */
const FORBIDDEN = {
  // Where the request comes from
  'cookie-from-other-origin':
    'If the page that sent the request is yours, add its origin to authorizedParties. A token in a cookie is accepted from these origins, and without an Origin header from a request of the same origin or a navigation; a WebSocket handshake needs the header. Native apps and other clients without a browser send the token in the Authorization header.',

  // The permissions of the caller
  'impersonation-denied': 'Sign in as the user instead of impersonating them, or remove denyImpersonation.',
  'rule-not-met':
    'Compare the claims of the token with the rule of the route. Grant the user what it requires, or add the missing claim to the token in Clerk.',
  'rule-error':
    'Update cdk-clerk-authorizer and deploy again. If the error remains, open an issue with the rule of the route.',

  // Our own configuration
  'route-not-in-policy': 'Attach the authorizer to the route in the CDK app, not by hand, and deploy again.',
  'policy-invalid':
    'Deploy again: the environment variable CLERK_POLICY must be the one that this version of cdk-clerk-authorizer writes.',
  'event-unsupported':
    'Let the CDK app configure the authorizer: an HTTP API needs payload format 2.0, a REST API type TOKEN or REQUEST, and a WebSocket API the route $connect.',
  'internal-error':
    'Update cdk-clerk-authorizer and deploy again. If the error remains, open an issue with this log entry, which contains neither token nor claims.',
};

export type Reason = keyof typeof UNAUTHENTICATED | keyof typeof FORBIDDEN;

const REMEDIES: Record<Reason, string> = { ...UNAUTHENTICATED, ...FORBIDDEN };

export function outcomeOf(reason: Reason): 'unauthenticated' | 'forbidden' {
  return reason in FORBIDDEN ? 'forbidden' : 'unauthenticated';
}

/** Returns the remedy: how the operator or the developer can resolve a refusal. */
export function remedyOf(reason: Reason): string {
  return REMEDIES[reason];
}
