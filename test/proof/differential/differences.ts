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
import type { Asked } from './verifier-options';

export type JudgeName = 'Clerk' | 'jose';

/** Where we and a judge are of two minds on purpose: told from the token and from what is asked of it, never from an answer. */
export interface Difference {
  readonly name: string;
  readonly why: string;
  /** Each of them has been seen to differ for this reason alone. */
  readonly judges: readonly JudgeName[];
  readonly applies: (token: Token, asked: Asked) => boolean;
}

const BOTH = ['Clerk', 'jose'] as const;
const CLERK = ['Clerk'] as const;
const JOSE = ['jose'] as const;

const EARLIEST_EXP = NOW - 5;
const LATEST_START = NOW + 5;

/** The last second that a `Date` can hold; the first one is as far from 1970. */
const LAST_SECOND = 8.64e12;

type Row = [name: string, why: string, judges: readonly JudgeName[], applies: Difference['applies']];
const table = (...rows: Row[]) =>
  rows.map(([name, why, judges, applies]): Difference => ({ name, why, judges, applies }));

/** We refuse every such token, and a judge may grant it. */
export const STRICTER = table(
  [
    'token above 8192 characters',
    'It is twice what fits in a cookie, and API Gateway lets through 10 KB.',
    BOTH,
    ({ text }) => text.length > 8192,
  ],
  [
    'header above 384 characters',
    "It is read before the signature, and thus whoever wrote it; Clerk's has a third of that.",
    BOTH,
    ({ text }) => text.indexOf('.') > 384,
  ],
  [
    'base64url with padding, white space or stray bits',
    'One token has one spelling, as in RFC 7515; each decoder puts up with others.',
    BOTH,
    (token) => !isCanonical(token),
  ],
  [
    'byte order mark before the JSON',
    'RFC 8259 forbids it, and lets readers ignore it.',
    BOTH,
    ({ bytes }) => bytes.some((part) => part.subarray(0, 3).equals(Buffer.from('\uFEFF'))),
  ],
  [
    'JSON with bytes that are no UTF-8',
    'The SDK reads all of them as U+FFFD, so that texts which differ become one.',
    CLERK,
    ({ bytes }) => !bytes.every((part) => isUtf8(part)),
  ],
  [
    '`crit` or `b64` in the header',
    'Both change what a signature means, and Clerk uses neither; the SDK ignores them, and jose allows `b64`.',
    BOTH,
    ({ header }) => has(header, 'crit') || has(header, 'b64'),
  ],
  [
    '`kid` that is no text',
    'With a key given as PEM the judges do not look at it.',
    BOTH,
    ({ header }) => has(header, 'kid') && typeof header.kid !== 'string',
  ],
  [
    '`typ` that Clerk does not write',
    'jose can be told one type only, and we accept three.',
    JOSE,
    ({ header }) => has(header, 'typ') && header.typ !== 'JWT' && !isAccessToken(header),
  ],
  [
    '`cat` that Clerk does not write',
    'A category that we do not know is one that nobody asked for.',
    BOTH,
    ({ header }) => has(header, 'cat') && !categoryOf(header),
  ],
  [
    '`typ` of an OAuth access token beside a `cat`',
    'Header parameters that contradict each other.',
    BOTH,
    ({ header }) => isAccessToken(header) && has(header, 'cat') && categoryOf(header) !== 'open',
  ],
  [
    'kind that is not in `tokenKinds`',
    'All kinds are signed with one key, and the judges tell few of them apart.',
    BOTH,
    (token, { tokenKinds }) => {
      const kind = kindOf(token);
      return kind !== undefined && !tokenKinds.includes(kind);
    },
  ],
  [
    'OAuth ID token',
    'It tells a client who signed in and opens nothing; it has neither `sid` nor `nbf`.',
    BOTH,
    (token) => kindOf(token) === undefined,
  ],
  [
    '`sub` that does not fit the kind',
    'A machine token is of an `mch_`, any other of a `user_`.',
    BOTH,
    (token) => !startsWith(token.claims.sub, kindOf(token) === 'm2m' ? 'mch_' : 'user_'),
  ],
  [
    'session without `sid`',
    'Every session has an id; one that is empty or no text is none.',
    BOTH,
    (token) => kindOf(token) === 'session' && (typeof token.claims.sid !== 'string' || token.claims.sid === ''),
  ],
  [
    'no `aud`',
    'The SDK lets a token without one pass whatever audience it is told.',
    CLERK,
    (token, asked) => !has(token.claims, 'aud') && !isForClient(token, asked),
  ],
  [
    '`aud` that is empty, or neither text nor a list of texts',
    'The SDK takes it for none; jose looks for an audience in any list.',
    BOTH,
    ({ claims }) => has(claims, 'aud') && !isAudience(claims.aud),
  ],
  ['`azp` that is not in `authorizedParties`', 'jose does not know the claim.', JOSE, isOfUnknownParty],
  [
    'machine token of another issuer or party',
    "The SDK's function for machine tokens asks for neither.",
    CLERK,
    (token, asked) => kindOf(token) === 'm2m' && (token.claims.iss !== ISSUER || isOfUnknownParty(token, asked)),
  ],
  [
    '`iat` in the future',
    'jose does not compare it with the clock.',
    JOSE,
    ({ claims }) => numbers(claims.iat).some((time) => time > LATEST_START),
  ],
  [
    '`nbf` or `iat` a fraction of a second too late',
    'The SDK cuts the fraction off.',
    CLERK,
    ({ claims }) =>
      numbers(claims.nbf, claims.iat).some((time) => time > LATEST_START && Math.trunc(time) <= LATEST_START),
  ],
  [
    '`exp` before, or `nbf` or `iat` after all that a `Date` can hold',
    'The SDK then compares with NaN, which is neither before nor after anything.',
    CLERK,
    ({ claims }) =>
      numbers(claims.exp).some((time) => time < -LAST_SECOND) ||
      numbers(claims.nbf, claims.iat).some((time) => time > LAST_SECOND),
  ],
  [
    'time beyond all numbers',
    'JSON can say 1e999, which is read as infinity and never comes.',
    BOTH,
    ({ claims }) => numbers(claims.exp, claims.nbf, claims.iat).some((time) => !Number.isFinite(time)),
  ],
  [
    '`sts` other than `active`',
    'A session with a task to finish is signed out; the SDK says so elsewhere than in `verifyToken()`.',
    BOTH,
    ({ claims }) => has(claims, 'sts') && claims.sts !== 'active',
  ],
  [
    '`act` where impersonation is denied',
    'An option that only we have.',
    BOTH,
    ({ claims }, { denyImpersonation }) => denyImpersonation === true && has(claims, 'act'),
  ],
);

/** We may grant such a token, and a judge refuses it. */
export const MORE_LENIENT = table(
  [
    'no `azp` where `allowMissingAzp` is set',
    'The SDK has no such option.',
    CLERK,
    (token, asked) => lacksParty(token, asked) && asked.allowMissingAzp === true,
  ],
  [
    '`exp` that a fraction of a second saves',
    'The SDK cuts the fraction off; jose does not, as RFC 7519 allows fractions.',
    CLERK,
    ({ claims }) => numbers(claims.exp).some((time) => time > EARLIEST_EXP && Math.trunc(time) <= EARLIEST_EXP),
  ],
  [
    'OAuth access token without `aud`',
    'Its `client_id` counts, as for API Gateway; jose can only be told to ask for `aud`.',
    JOSE,
    isForClient,
  ],
);

export const DIFFERENCES = [...STRICTER, ...MORE_LENIENT];

function isAudience(aud: unknown): boolean {
  const items = Array.isArray(aud) ? aud : [aud];
  return items.every((item) => typeof item === 'string') && items.some((item) => item !== '');
}
