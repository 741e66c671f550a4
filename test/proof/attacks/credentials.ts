import type { Reason } from '../../../lambda/shared/reasons';
import type { PolicyTokenSource } from '../../../src/policy/policy-document';
import { HEADER, mint, OTHER_KEY } from '../../unit/support/handler';
import { GOOD, GOOD_PAYLOAD, GOOD_SIGNATURE, headerWith, VICTIM } from './valid-token';

/** What a caller writes into a request, beside a token that is good. */
export interface Parts {
  /** Several values were sent in several lines. */
  readonly headers?: Record<string, string | string[]>;
  readonly cookies?: string[];
  readonly query?: Record<string, string | string[]>;
}

export interface Credential extends Parts {
  readonly name: string;
  readonly reason: Reason;
  /** Absent: the `Authorization` header. */
  readonly source?: PolicyTokenSource;
}

const forged = mint(VICTIM, HEADER, OTHER_KEY.privateKey);
const unsigned = `${headerWith({ alg: 'none' })}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`;

const authorization = (value: string | string[]): Parts => ({ headers: { Authorization: value } });

/** Ways to write the scheme that are not it. With a space in it there is another scheme, without one a word that is no token. */
const SCHEMES: [prefix: string, reason: Reason][] = [
  ...['Basic ', 'Digest ', 'DPoP ', 'JWT ', 'Token ', 'MAC ', 'Negotiate ', 'AWS4-HMAC-SHA256 ', 'Session ', 'Clerk '],
  ...['BearerToken ', 'Bearers ', 'Beare ', 'B earer ', 'Bearer: ', 'Bearer; ', 'Bearer= ', 'Bearer Bearer '],
  ...[
    ' Bearer ',
    '  ',
    '\tBearer ',
    '\u200bBearer ',
    '\ufeffBearer ',
    '"Bearer" ',
    'B\u0435arer ',
    'Bearer\u0301 ',
    'BEAR\u00cbR ',
  ],
  ...[
    '\uff22\uff45\uff41\uff52\uff45\uff52 ',
    'Bearer token ',
    'Bearer \t ',
    'Bearer\0 ',
    'Bearer%20 ',
    'null ',
    'undefined ',
  ],
].map((prefix): [string, Reason] => [prefix, 'authorization-scheme']);

const WORDS: [prefix: string, reason: Reason][] = [
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

const AFTER: [suffix: string, reason: Reason][] = [
  [' ', 'authorization-scheme'],
  [' x', 'authorization-scheme'],
  [` ${GOOD}`, 'authorization-scheme'],
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

const spelt = (name: string, value: string, reason: Reason): Credential => ({ name, reason, ...authorization(value) });

export const schemes: Credential[] = [
  ...[...SCHEMES, ...WORDS].map(([prefix, reason]) =>
    spelt(`${JSON.stringify(prefix)} before it`, prefix + GOOD, reason),
  ),
  ...AFTER.map(([suffix, reason]) => spelt(`${JSON.stringify(suffix)} after it`, `Bearer ${GOOD}${suffix}`, reason)),
  spelt('nothing', '', 'session-token-missing'),
  spelt('a space', ' ', 'authorization-scheme'),
  spelt('the scheme alone', 'Bearer', 'token-invalid'),
  spelt('the scheme and a space', 'Bearer ', 'token-invalid'),
  spelt('null', 'Bearer null', 'token-invalid'),
  spelt('undefined', 'Bearer undefined', 'token-invalid'),
  spelt('an object', 'Bearer [object Object]', 'authorization-scheme'),
  spelt('a list without its items', 'Bearer []', 'token-invalid'),
];

/** Of two values, some part of a system takes the first, some the last: none may be taken here. */
const pairs: [string, string, string][] = [
  ['a good one twice', GOOD, GOOD],
  ['a good one first', GOOD, forged],
  ['a good one last', forged, GOOD],
  ['a good one after one without a signature', unsigned, GOOD],
  ['a good one before another scheme', GOOD, 'Basic dTpw'],
  ['a good one after another scheme', 'Basic dTpw', GOOD],
  ['a good one after nothing', '', GOOD],
  ['a good one before nothing', GOOD, ''],
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
    name: `${name}, in two spellings`,
    reason: 'authorization-ambiguous',
    headers: { Authorization: first, authorization: last },
  },
  {
    name: `${name}, as parameters`,
    reason: 'authorization-ambiguous',
    source: { in: 'query', name: 'token' },
    query: { token: [first, last] },
  },
]);

const elsewhere = (name: string, parts: Parts): Credential => ({ name, reason: 'session-token-missing', ...parts });

/** Where other systems look, and ours does not. */
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
    elsewhere(`the header ${JSON.stringify(header)}`, { headers: Object.fromEntries([[header, `Bearer ${GOOD}`]]) }),
  )
  .concat(
    ['access_token', 'token', 'authorization', 'jwt', '__session', 'id_token'].flatMap((name) => [
      elsewhere(`the parameter ${name}`, { query: { [name]: GOOD } }),
      elsewhere(`the cookie ${name}`, { cookies: [`${name}=${GOOD}`] }),
    ]),
  );

const cookie = (name: string, reason: Reason, ...cookies: string[]): Credential => ({
  name,
  reason,
  cookies,
  source: { in: 'cookie', name: '__session' },
});

const S = '__session_aB3-_xyZ';

/** Cookies that another page, on the same domain or below it, may have planted. */
export const cookies: Credential[] = [
  cookie('a forged one before it', 'authorization-ambiguous', `__session=${forged}`, `__session=${GOOD}`),
  cookie('a forged one after it', 'authorization-ambiguous', `__session=${GOOD}`, `__session=${forged}`),
  cookie('a forged one with a suffix', 'token-invalid-signature', `__session=${GOOD}`, `${S}=${forged}`),
  cookie('one without a signature with a suffix', 'token-invalid-algorithm', `__session=${GOOD}`, `${S}=${unsigned}`),
  cookie('quotation marks', 'token-invalid', `__session="${GOOD}"`),
  cookie('an encoded one', 'token-invalid', `__session=${GOOD.replaceAll('.', '%2E')}`),
  cookie('a scheme', 'token-invalid', `__session=Bearer ${GOOD}`),
  cookie('more after it', 'token-invalid', `__session=${GOOD},${forged}`),
  cookie('an equals sign before it', 'token-invalid', `__session==${GOOD}`),
  cookie('another in its value', 'token-invalid', `__session=__session=${GOOD}`),
  cookie('one in the value of another', 'session-token-missing', `a=__session=${GOOD}`),
  cookie('a list in quotation marks', 'token-invalid', `a="b; __session=${forged.slice(0, 80)}"`),
  cookie('another prefix', 'session-token-missing', `__Host-__session=${GOOD}`),
  cookie('capital letters', 'session-token-missing', `__Session=${GOOD}`),
  cookie('an encoded name', 'session-token-missing', `%5f_session=${GOOD}`),
  cookie('a name with a twin', 'session-token-missing', `__\u0455ession=${GOOD}`),
  cookie('a name with a zero byte', 'session-token-missing', `__session\0=${GOOD}`),
  cookie('a name with a wide space before it', 'session-token-missing', 'a=b', `\u2000__session=${GOOD}`),
  cookie('a name with a space that does not break', 'session-token-missing', 'a=b', `\u00a0__session=${GOOD}`),
  cookie('a name with a byte order mark', 'session-token-missing', 'a=b', `__session\ufeff=${GOOD}`),
  cookie('a name of every object', 'session-token-missing', `__proto__=${GOOD}`),
  cookie('attributes of old', 'session-token-missing', '$Version=1', `$__session=${GOOD}`),
];
