import { isUtf8 } from 'node:buffer';
import { ISSUER, NOW } from '../../unit/support/handler';
import type { Token } from './token';
import {
  categoryOf,
  has,
  isAccessToken,
  isCanonical,
  isForClient,
  isOfUnknownParty,
  kindOf,
  lacksParty,
  numbers,
  startsWith,
} from './token-properties';
import type { VerifierOptions } from './verifier-options';

export type VerifierName = 'Clerk' | 'jose';

/** An intended difference from another verifier. It is defined by the token and the options, never by a verdict. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  /** The verifiers that differ. The test checks that each of them differs for this reason alone. */
  readonly verifiers: readonly VerifierName[];
  readonly applies: (token: Token, options: VerifierOptions) => boolean;
}

const BOTH = ['Clerk', 'jose'] as const;
const CLERK = ['Clerk'] as const;
const JOSE = ['jose'] as const;

const EARLIEST_EXP = NOW - 5;
const LATEST_START = NOW + 5;

/** The last second that a `Date` can represent. The first one is its negative. */
const LAST_SECOND = 8.64e12;

type Row = [name: string, why: string, verifiers: readonly VerifierName[], applies: Difference['applies']];
const table = (...rows: Row[]) =>
  rows.map(([name, why, verifiers, applies]): Difference => ({ name, why, verifiers, applies }));

/** The authorizer refuses every such token; the other verifiers may accept it. */
export const STRICTER = table(
  [
    'token above 8192 characters',
    'The limit is twice the size of a cookie. API Gateway accepts headers of 10 KB.',
    BOTH,
    ({ text }) => text.length > 8192,
  ],
  [
    'header above 384 characters',
    "The header is parsed before the signature is verified, so its size is limited. Clerk's has a third of the limit.",
    BOTH,
    ({ text }) => text.indexOf('.') > 384,
  ],
  [
    'base64url with padding, white space or non-zero trailing bits',
    'RFC 7515 allows one encoding only; decoders accept different others.',
    BOTH,
    (token) => !isCanonical(token),
  ],
  [
    'byte order mark before the JSON',
    'RFC 8259 forbids it, and allows parsers to ignore it.',
    BOTH,
    ({ bytes }) => bytes.some((part) => part.subarray(0, 3).equals(Buffer.from('\uFEFF'))),
  ],
  [
    'JSON with invalid UTF-8',
    'The SDK replaces invalid bytes by U+FFFD, so that different strings become equal.',
    CLERK,
    ({ bytes }) => !bytes.every((part) => isUtf8(part)),
  ],
  [
    '`crit` or `b64` in the header',
    'Both change the meaning of the signature, and Clerk uses neither. The SDK ignores them, and jose allows `b64`.',
    BOTH,
    ({ header }) => has(header, 'crit') || has(header, 'b64'),
  ],
  [
    '`kid` that is not a string',
    'The other verifiers do not read it if the key is given as PEM.',
    BOTH,
    ({ header }) => has(header, 'kid') && typeof header.kid !== 'string',
  ],
  [
    '`typ` that Clerk does not use',
    'jose can require one type only; the authorizer accepts three.',
    JOSE,
    ({ header }) => has(header, 'typ') && header.typ !== 'JWT' && !isAccessToken(header),
  ],
  [
    '`cat` that Clerk does not use',
    'A token of an unknown category may be of a kind that the policy does not accept.',
    BOTH,
    ({ header }) => has(header, 'cat') && !categoryOf(header),
  ],
  [
    '`typ` of an OAuth access token beside a `cat`',
    'The header parameters contradict each other.',
    BOTH,
    ({ header }) => isAccessToken(header) && has(header, 'cat') && categoryOf(header) !== 'generic',
  ],
  [
    'kind that is not in `tokenKinds`',
    'All kinds are signed with the same key, and the other verifiers distinguish only some of them.',
    BOTH,
    (token, { tokenKinds }) => {
      const kind = kindOf(token);
      return kind !== undefined && !tokenKinds.includes(kind);
    },
  ],
  [
    'OAuth ID token',
    'It identifies the user to the client and authorizes nothing. It has neither `sid` nor `nbf`.',
    BOTH,
    (token) => kindOf(token) === undefined,
  ],
  [
    '`sub` that does not fit the kind',
    'The `sub` of a machine token begins with `mch_`, that of any other token with `user_`.',
    BOTH,
    (token) => !startsWith(token.claims.sub, kindOf(token) === 'm2m' ? 'mch_' : 'user_'),
  ],
  [
    'session without `sid`',
    'Every session has an id, which is a string that is not empty.',
    BOTH,
    (token) => kindOf(token) === 'session' && (typeof token.claims.sid !== 'string' || token.claims.sid === ''),
  ],
  [
    'no `aud`',
    'The SDK accepts a token without `aud` for any audience.',
    CLERK,
    (token, options) => !has(token.claims, 'aud') && !isForClient(token, options),
  ],
  [
    '`aud` that is empty, or neither a string nor a list of strings',
    'The SDK treats it as absent; jose searches lists with items of any type.',
    BOTH,
    ({ claims }) => has(claims, 'aud') && !isAudience(claims.aud),
  ],
  ['`azp` that is not in `authorizedParties`', 'jose does not know the claim.', JOSE, isOfUnknownParty],
  [
    'machine token of another issuer or party',
    "The SDK's function for machine tokens checks neither.",
    CLERK,
    (token, options) => kindOf(token) === 'm2m' && (token.claims.iss !== ISSUER || isOfUnknownParty(token, options)),
  ],
  [
    '`iat` in the future',
    'jose does not compare it with the clock.',
    JOSE,
    ({ claims }) => numbers(claims.iat).some((time) => time > LATEST_START),
  ],
  [
    '`nbf` or `iat` a fraction of a second too late',
    'The SDK truncates the fraction.',
    CLERK,
    ({ claims }) =>
      numbers(claims.nbf, claims.iat).some((time) => time > LATEST_START && Math.trunc(time) <= LATEST_START),
  ],
  [
    '`exp` before, or `nbf` or `iat` after the range of `Date`',
    'The SDK then compares with NaN, which is neither smaller nor greater than any time.',
    CLERK,
    ({ claims }) =>
      numbers(claims.exp).some((time) => time < -LAST_SECOND) ||
      numbers(claims.nbf, claims.iat).some((time) => time > LAST_SECOND),
  ],
  [
    'time that is infinite',
    'JSON allows 1e999, which is parsed as Infinity.',
    BOTH,
    ({ claims }) => numbers(claims.exp, claims.nbf, claims.iat).some((time) => !Number.isFinite(time)),
  ],
  [
    '`sts` other than `active`',
    'A session with a pending task counts as signed out; the SDK checks that outside of `verifyToken()`.',
    BOTH,
    ({ claims }) => has(claims, 'sts') && claims.sts !== 'active',
  ],
  [
    '`act` where impersonation is denied',
    'The other verifiers have no such option.',
    BOTH,
    ({ claims }, { denyImpersonation }) => denyImpersonation === true && has(claims, 'act'),
  ],
);

/** The authorizer may accept such a token; the other verifiers refuse it. */
export const MORE_LENIENT = table(
  [
    'no `azp` where `allowMissingAzp` is set',
    'The SDK has no such option.',
    CLERK,
    (token, options) => lacksParty(token, options) && options.allowMissingAzp === true,
  ],
  [
    '`exp` that is only valid because of its fraction of a second',
    'The SDK truncates the fraction; jose does not, because RFC 7519 allows fractions.',
    CLERK,
    ({ claims }) => numbers(claims.exp).some((time) => time > EARLIEST_EXP && Math.trunc(time) <= EARLIEST_EXP),
  ],
  [
    'OAuth access token without `aud`',
    'Its `client_id` is used instead, as in API Gateway; jose can only require `aud`.',
    JOSE,
    isForClient,
  ],
);

export const DIFFERENCES = [...STRICTER, ...MORE_LENIENT];

function isAudience(aud: unknown): boolean {
  const items = Array.isArray(aud) ? aud : [aud];
  return items.every((item) => typeof item === 'string') && items.some((item) => item !== '');
}
