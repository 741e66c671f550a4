import { createHmac } from 'node:crypto';
import { encode, HEADER, KEY } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { GOOD_PAYLOAD, GOOD_SIGNATURE, headerWith, signedParts } from './valid-token';

const ALG_VALUES: unknown[] = [
  ...[
    'none',
    'None',
    'NONE',
    'nOnE',
    'none ',
    ' none',
    'none\0',
    '\u200bnone',
    'n\u043ene',
    '\uff4e\uff4f\uff4e\uff45',
  ],
  ...['', null, true, 0, [], {}, ['none'], ['RS256'], { alg: 'RS256' }, 'RS256,none', 'RS256 none', undefined],
  ...['rs256', 'Rs256', 'RS256 ', ' RS256', 'RS256\0', 'RS256\n', 'RS\u200b256', '\ufeffRS256', '\uff32\uff33256'],
  ...['RS\u0662\u0665\u0666', 'RS2560', 'RSA-SHA256', 'SHA256', 'RSA', 'RS1', 'RS384', 'RS512', 'PS256', 'PS384'],
  ...['ES256', 'ES256K', 'EdDSA', 'HS256', 'HS384', 'HS512', 'dir', 'RSA-OAEP', 'RSA1_5', 'A256KW', '__proto__'],
];

/** Each `alg` value with no signature, with a signature of other data, and with a valid RS256 signature. */
export const algorithms: Attack[] = ALG_VALUES.flatMap((alg) => {
  const header = headerWith({ alg });
  const tokens = {
    'without a signature': `${header}.${GOOD_PAYLOAD}.`,
    'with the signature of another token': `${header}.${GOOD_PAYLOAD}.${GOOD_SIGNATURE}`,
    "signed with Clerk's key": signedParts(header, GOOD_PAYLOAD),
  };
  return Object.entries(tokens).map(([how, token]) => ({
    name: `alg ${JSON.stringify(alg)} ${how}`,
    token,
    reason: 'token-invalid-algorithm' as const,
  }));
});

const { n, e } = KEY.jwk;
const spki = KEY.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const pkcs1 = KEY.publicKey.export({ format: 'pem', type: 'pkcs1' }) as string;

/** Public values that an attacker can use as an HMAC secret. */
const SECRETS: Record<string, string | Buffer> = {
  'the PEM': spki,
  'the PEM without its last line break': spki.trimEnd(),
  'the PEM with a second line break': `${spki}\n`,
  'the PEM with CRLF': spki.replaceAll('\n', '\r\n'),
  'the PEM in one line': spki.replaceAll('\n', ''),
  'the PEM with escaped line breaks': spki.replaceAll('\n', '\\n'),
  'the base64 of the PEM': spki.replace(/-----.*-----|\s/g, ''),
  'the PKCS #1 PEM': pkcs1,
  'the PKCS #1 PEM without its last line break': pkcs1.trimEnd(),
  'the DER': KEY.publicKey.export({ format: 'der', type: 'spki' }),
  'the PKCS #1 DER': KEY.publicKey.export({ format: 'der', type: 'pkcs1' }),
  'the JWK': JSON.stringify(KEY.jwk),
  'the JWKS': JSON.stringify({ keys: [{ ...KEY.jwk, kid: HEADER.kid }] }),
  'the modulus': Buffer.from(n, 'base64url'),
  'the modulus as a string': n,
  'the exponent': Buffer.from(e, 'base64url'),
  'the kid': HEADER.kid,
  'an empty string': '',
  'a NUL byte': Buffer.alloc(1),
  'the string undefined': 'undefined',
};

/** Algorithm confusion: the public key is the HMAC secret. With `RS256` in the header, the signature must be invalid. */
export const hmacConfusions: Attack[] = Object.entries(SECRETS).flatMap(([secret, value]) =>
  ['HS256', 'HS384', 'HS512'].flatMap((alg) =>
    [alg, 'RS256'].map((declared) => {
      const input = `${encode({ ...HEADER, alg: declared })}.${GOOD_PAYLOAD}`;
      const mac = createHmac(alg.replace('HS', 'sha'), value).update(input).digest('base64url');
      return {
        name: `${alg} with ${secret}, declared as ${declared}`,
        token: `${input}.${mac}`,
        reason: declared === 'RS256' ? ('token-invalid-signature' as const) : ('token-invalid-algorithm' as const),
      };
    }),
  ),
);
