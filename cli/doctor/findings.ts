const error = (fix: string) => ({ level: 'error', fix }) as const;
const warning = (fix: string) => ({ level: 'warning', fix }) as const;

const COPY = 'Copy the URL from the Clerk Dashboard > Configure > API keys > Frontend API URL.';
const LATER = 'Try again in a minute, and look at https://status.clerk.com.';

/** Every finding with its level and what to do about it. docs/tools.md is the same list for readers. */
export const FINDINGS = {
  'Doctor.notHttps': error('Deploy with the https:// URL of a Clerk instance; http:// is for emulators only.'),
  'Doctor.developmentInstance': warning(
    'Deploy production with the Frontend API URL of a production instance, which has a domain of your own.',
  ),

  'Doctor.discoveryUnreachable': error(`${COPY} A new domain needs its DNS records and certificate in Clerk first.`),
  'Doctor.discoveryRefused': error(COPY),
  'Doctor.discoveryNotJson': error(COPY),
  'Doctor.discoverySlow': warning(LATER),
  'Doctor.issuerDiffers': error('Write the issuer of the document as frontendApiUrl: the two are compared exactly.'),
  'Doctor.noJwksUri': error('Use ClerkKeys.fromPem() and useLambdaAuthorizer, which need neither document.'),

  'Doctor.keysUnreachable': error(LATER),
  'Doctor.keysRefused': error(COPY),
  'Doctor.keysSlow': warning(LATER),
  'Doctor.keysTooLarge': error('Ask Clerk why the instance has that many keys; until then use ClerkKeys.fromPem().'),
  'Doctor.keysUnusable': error(
    'Ask Clerk for a key that signs RS256: API Gateway and the authorizer function accept RSA keys of 2048 bits or more.',
  ),
  'Doctor.keysInTwoPlaces': warning(
    'Check both places: API Gateway reads the keys where the document says, and the authorizer function where Clerk has them.',
  ),

  'Doctor.templateOtherIssuer': error('Write the same frontendApiUrl in the CDK app, or check the other instance.'),
  'Doctor.templateNoIssuer': warning('Name a template with routes that an authorizer for Clerk guards.'),

  'Doctor.tokenUnreadable': error('Send what await session.getToken() returns, with nothing before or after it.'),
  'Doctor.tokenOtherIssuer': error('Take a token of the front end that uses this instance.'),
  'Doctor.tokenUnknownKey': error('Take a new token: the key of this one was rotated, or it is of another instance.'),
  'Doctor.tokenExpired': warning('Take a new token; session tokens live for 60 seconds.'),
  'Doctor.tokenNoAudience': error(
    'Add {"aud": "…"} with an audience of the API under Clerk Dashboard > Sessions > Customize session token.',
  ),
  'Doctor.tokenOtherAudience': error('Set aud of the token to an audience of the API, or add its value to audience.'),
} as const;

export type FindingId = keyof typeof FINDINGS;

/** The result of a check. One without an id has passed. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly id?: FindingId;
  readonly what: string;
  readonly fix?: string;
}

export function found(id: FindingId, what: string): Finding {
  return { id, what, ...FINDINGS[id] };
}

export function ok(what: string): Finding {
  return { level: 'ok', what };
}
