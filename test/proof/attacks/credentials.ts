import type { Reason } from '../../../lambda/shared/reasons';
import type { PolicyTokenSource } from '../../../src/policy/policy-document';
import { HEADER, mint, OTHER_KEY } from '../../unit/support/handler';
import { GOOD, GOOD_PAYLOAD, GOOD_SIGNATURE, headerWith, VICTIM } from './valid-token';

/** The parts of a request that a caller controls. */
export interface Parts {
  /** A list is sent as several header lines. */
  readonly headers?: Record<string, string | string[]>;
  readonly cookies?: string[];
  readonly query?: Record<string, string | string[]>;
}

/** A request that must be refused. */
export interface Credential extends Parts {
  readonly name: string;
  readonly reason: Reason;
  /** The token source of the policy; the `Authorization` header by default. */
  readonly source?: PolicyTokenSource;
}

const forged = mint(VICTIM, HEADER, OTHER_KEY.privateKey);
const unsigned = `${headerWith({ alg: 'none' })}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`;

const authorization = (value: string | string[]): Parts => ({ headers: { Authorization: value } });

/** Prefixes that are other schemes, so that nothing is read as a token. */
const OTHER_SCHEMES: [prefix: string, reason: Reason][] = [
  ...['Basic ', 'Digest ', 'DPoP ', 'JWT ', 'Token ', 'MAC ', 'Negotiate ', 'AWS4-HMAC-SHA256 ', 'Session ', 'Clerk '],
  ...['BearerToken ', 'Bearers ', 'Beare ', 'B earer ', 'Bearer%20 ', 'null ', 'undefined '],
].map((prefix): [string, Reason] => [prefix, 'session-token-missing']);

/** Prefixes that are not schemes, so that they are read as a part of the token. */
const TOKEN_PREFIXES: [prefix: string, reason: Reason][] = [
  ...['Bearer: ', 'Bearer; ', 'Bearer= ', 'Bearer Bearer ', ' Bearer ', '  ', '\tBearer ', '\u200bBearer '],
  ...['\ufeffBearer ', '"Bearer" ', 'B\u0435arer ', 'Bearer\u0301 ', 'BEAR\u00cbR '],
  ...['\uff22\uff45\uff41\uff52\uff45\uff52 ', 'Bearer token ', 'Bearer \t ', 'Bearer\0 '],
  ...[
    'Bearer',
    'Bearer:',
    'Bearer=',
    'Bearer+',
    'Bearer%20',
    'Bearer\t',
    'Bearer\v',
    'Bearer\u00a0',
    'Bearer\u2003',
    'Bearer\u3000',
  ],
  ...[
    'Bearer_',
    'Bearer/',
    'Bearer\r\n',
    'Bearer \t',
    'Bearer \u00a0',
    'Bearer "',
    'Bearer <',
    'Bearer token=',
    'Bearer \ufeff',
  ],
  ...['\t', '\u00a0', 'Bearer \0', 'Bearer .', 'Bearer \u200b'],
].map((prefix): [string, Reason] => [prefix, 'token-invalid']);

const SUFFIXES: [suffix: string, reason: Reason][] = [
  [' ', 'token-invalid'],
  [' x', 'token-invalid'],
  [` ${GOOD}`, 'token-invalid'],
  ['\t', 'token-invalid'],
  ['\r\n', 'token-invalid'],
  [';', 'token-invalid'],
  ['"', 'token-invalid'],
  ['\u00a0', 'token-invalid'],
  ['\0', 'token-invalid'],
  ['#', 'token-invalid'],
  ['?x=y', 'token-invalid'],
  [',', 'authorization-ambiguous'],
  [', Basic dTpw', 'authorization-ambiguous'],
];

const authorizationOf = (name: string, value: string, reason: Reason): Credential => ({
  name,
  reason,
  ...authorization(value),
});

export const schemes: Credential[] = [
  ...[...OTHER_SCHEMES, ...TOKEN_PREFIXES].map(([prefix, reason]) =>
    authorizationOf(`${JSON.stringify(prefix)} before it`, prefix + GOOD, reason),
  ),
  ...SUFFIXES.map(([suffix, reason]) =>
    authorizationOf(`${JSON.stringify(suffix)} after it`, `Bearer ${GOOD}${suffix}`, reason),
  ),
  authorizationOf('an empty header', '', 'session-token-missing'),
  authorizationOf('a space', ' ', 'token-invalid'),
  authorizationOf('the scheme only', 'Bearer', 'session-token-missing'),
  authorizationOf('the scheme and a space', 'Bearer ', 'session-token-missing'),
  authorizationOf('null', 'Bearer null', 'session-token-missing'),
  authorizationOf('undefined', 'Bearer undefined', 'session-token-missing'),
  authorizationOf('an object', 'Bearer [object Object]', 'token-invalid'),
  authorizationOf('an empty list', 'Bearer []', 'token-invalid'),
];

/** Pairs of tokens. Some systems take the first one and some the last one, so that a pair is refused. */
const pairs: [string, string, string][] = [
  ['a valid token twice', GOOD, GOOD],
  ['a valid token first', GOOD, forged],
  ['a valid token last', forged, GOOD],
  ['a valid token after an unsigned one', unsigned, GOOD],
  ['a valid token before another scheme', GOOD, 'Basic dTpw'],
  ['a valid token after another scheme', 'Basic dTpw', GOOD],
  ['a valid token after an empty value', '', GOOD],
  ['a valid token before an empty value', GOOD, ''],
];

export const duplicates: Credential[] = pairs.flatMap(([name, first, last]): Credential[] => [
  {
    name: `${name}, in two lines`,
    reason: 'authorization-ambiguous',
    ...authorization([`Bearer ${first}`, `Bearer ${last}`]),
  },
  { name: `${name}, joined`, reason: 'authorization-ambiguous', ...authorization(`Bearer ${first}, Bearer ${last}`) },
  { name: `${name}, joined without a space`, reason: 'authorization-ambiguous', ...authorization(`${first},${last}`) },
  {
    name: `${name}, in two header names`,
    reason: 'authorization-ambiguous',
    headers: { Authorization: first, authorization: last },
  },
  {
    name: `${name}, as query parameters`,
    reason: 'authorization-ambiguous',
    source: { in: 'query', name: 'token' },
    query: { token: [first, last] },
  },
]);

const misplaced = (name: string, parts: Parts): Credential => ({ name, reason: 'session-token-missing', ...parts });

/** Places where other systems look for a token, but this policy does not. */
export const places: Credential[] = [
  ...[
    'X-Authorization',
    'Proxy-Authorization',
    'X-Forwarded-Authorization',
    'X-Original-Authorization',
    'X-Amzn-Remapped-Authorization',
  ],
  ...[
    'X-Forwarded-Access-Token',
    'X-Access-Token',
    'X-Auth-Token',
    'X-Api-Key',
    'Token',
    'Authentication',
    'Sec-WebSocket-Protocol',
  ],
  ...[
    'Authorization ',
    ' Authorization',
    'Authorization\0',
    'Authorization:',
    'Authoriz\u0430tion',
    'Author\u0131zation',
    'AUTHOR\u0130ZATION',
  ],
  ...['__proto__', 'constructor', 'http_authorization', 'Clerk-Db-Jwt', '_method'],
]
  .map((header) =>
    misplaced(`the header ${JSON.stringify(header)}`, { headers: Object.fromEntries([[header, `Bearer ${GOOD}`]]) }),
  )
  .concat(
    ['access_token', 'token', 'authorization', 'jwt', '__session', 'id_token'].flatMap((name) => [
      misplaced(`the parameter ${name}`, { query: { [name]: GOOD } }),
      misplaced(`the cookie ${name}`, { cookies: [`${name}=${GOOD}`] }),
    ]),
  );

const cookie = (name: string, reason: Reason, ...cookies: string[]): Credential => ({
  name,
  reason,
  cookies,
  headers: { Origin: ORIGIN },
  source: { in: 'cookie', name: '__session' },
});

const ORIGIN = 'https://app.example.com';
const S = '__session_ik0YUZ_r';
const OTHER = '__session_12345678';

/** Cookies that another page of the same domain or a subdomain can set. */
export const cookies: Credential[] = [
  cookie('a forged cookie before it', 'token-invalid-signature', `__session=${forged}`, `__session=${GOOD}`),
  cookie('a cookie with the suffix of another instance', 'session-token-missing', `${OTHER}=${GOOD}`),
  cookie('an empty cookie before it', 'session-token-missing', '__session=', `__session=${GOOD}`),
  cookie('a forged cookie with a suffix', 'token-invalid-signature', `__session=${GOOD}`, `${S}=${forged}`),
  cookie('an unsigned cookie with a suffix', 'token-invalid-algorithm', `__session=${GOOD}`, `${S}=${unsigned}`),
  cookie('quotation marks', 'token-invalid', `__session="${GOOD}"`),
  cookie('a percent-encoded value', 'token-invalid', `__session=${GOOD.replaceAll('.', '%2E')}`),
  cookie('an authentication scheme', 'token-invalid', `__session=Bearer ${GOOD}`),
  cookie('a second token after it', 'token-invalid', `__session=${GOOD},${forged}`),
  cookie('an equals sign before it', 'token-invalid', `__session==${GOOD}`),
  cookie('another cookie in its value', 'token-invalid', `__session=__session=${GOOD}`),
  cookie('a session cookie in the value of another cookie', 'session-token-missing', `a=__session=${GOOD}`),
  cookie('a quoted value with a semicolon', 'token-invalid', `a="b; __session=${forged.slice(0, 80)}"`),
  cookie('another prefix', 'session-token-missing', `__Host-__session=${GOOD}`),
  cookie('upper case', 'session-token-missing', `__Session=${GOOD}`),
  cookie('a percent-encoded name', 'session-token-missing', `%5f_session=${GOOD}`),
  cookie('a name with a homoglyph', 'session-token-missing', `__\u0455ession=${GOOD}`),
  cookie('a name with a NUL byte', 'session-token-missing', `__session\0=${GOOD}`),
  cookie('a name with a wide space before it', 'session-token-missing', 'a=b', `\u2000__session=${GOOD}`),
  cookie('a name with a no-break space', 'session-token-missing', 'a=b', `\u00a0__session=${GOOD}`),
  cookie('a name with a byte order mark', 'session-token-missing', 'a=b', `__session\ufeff=${GOOD}`),
  cookie('a name that every object inherits', 'session-token-missing', `__proto__=${GOOD}`),
  cookie('attributes of RFC 2965', 'session-token-missing', '$Version=1', `$__session=${GOOD}`),
];

const request = (name: string, headers: Parts['headers']): Credential => ({
  name,
  reason: 'cookie-from-other-origin',
  cookies: [`__session=${GOOD}`],
  headers,
  source: { in: 'cookie', name: '__session' },
});

/** Requests that other pages make a browser send. The cookie is that of the signed-in user. */
export const crossSiteRequests: Credential[] = [
  ...['https://evil.example', 'https://example.com', 'https://sibling.example.com', 'http://app.example.com'],
  ...['https://app.example.com:8443', 'https://app.example.com.evil.example', 'https://app.example.comevil.example'],
  ...[
    'https://app.example.com/',
    'https://APP.example.com',
    'https://user@app.example.com',
    'https://app.example.com,',
  ],
  ...['null', '', 'undefined', '*', 'app.example.com', '//app.example.com', ' https://app.example.com', 'file://'],
]
  .map((Origin) => request(`Origin: ${JSON.stringify(Origin)}`, { Origin }))
  .concat(
    request('two Origin headers', { Origin: [ORIGIN, 'https://evil.example'] }),
    request('the same Origin twice', { Origin: [ORIGIN, ORIGIN] }),
    request('an Origin of another page in a navigation', {
      Origin: 'https://evil.example',
      'Sec-Fetch-Mode': 'navigate',
    }),
    ...['cross-site', 'same-site', 'Same-Origin', 'same-origin, none', ''].flatMap((site) =>
      ['no-cors', 'cors', 'Navigate', ''].map((mode) =>
        request(`Sec-Fetch-Site: ${site} and Sec-Fetch-Mode: ${mode}`, {
          'Sec-Fetch-Site': site,
          'Sec-Fetch-Mode': mode,
        }),
      ),
    ),
  );
