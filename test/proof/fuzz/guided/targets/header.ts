import { checkToken } from '../../check-token';
import { encode } from '../../key';
import { TOKENS, VALID_TOKENS } from '../../tokens';

const [, , SIGNATURE] = VALID_TOKENS[0].token.split('.');

export const title = 'headers and payloads of tokens, as JSON';
export const isAsync = false;
export const seeds = TOKENS.filter((token) => token.length < 2000)
  .map((token) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString()))
  .map(([header, payload]) => `${header}\n${payload}`);
export const dictionary = [
  ...[
    'alg',
    'typ',
    'cty',
    'kid',
    'cat',
    'crit',
    'b64',
    'zip',
    'enc',
    'jku',
    'jwk',
    'x5u',
    'x5c',
    'x5t',
    '__proto__',
  ].map((name) => `"${name}":1,`),
  ...[
    '"RS256"',
    '"none"',
    '"HS256"',
    '"JWT"',
    '"at+jwt"',
    '"cl_B7d4PD111AAA"',
    '"cl_I7d4PD111III"',
    'null',
    '[]',
    '{}',
  ],
];
export const reached = { count: 0 };

/** The input is a header and a payload, one line each. The signature is that of another token. */
export function fuzz(data: Buffer): void {
  const [header, payload = '{}'] = data.toString().split('\n', 2);
  if (checkToken(`${encode(header)}.${encode(payload)}.${SIGNATURE}`)) reached.count++;
}
