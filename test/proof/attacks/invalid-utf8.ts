import { HEADER, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedBytes, withMember } from './valid-token';

const INVALID_SEQUENCES: Record<string, number[]> = {
  'a lone continuation byte': [0x80],
  'a byte that UTF-8 never uses': [0xff],
  'an overlong letter': [0xc1, 0xa1],
  'an overlong NUL': [0xc0, 0x80],
  'an overlong quotation mark': [0xc0, 0xa2],
  'an overlong slash': [0xe0, 0x80, 0xaf],
  'a lone surrogate': [0xed, 0xa0, 0x80],
  'a surrogate pair': [0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x91],
  'a truncated sequence': [0xe2, 0x82],
  'a code point above U+10FFFF': [0xf4, 0x90, 0x80, 0x80],
  'Latin-1': [0xe9],
};

/** Payloads as JSON. `~` is replaced by the bytes. */
const PAYLOADS: Record<string, string> = {
  'an unknown claim': withMember(sessionClaims(), '"x":"~"'),
  'the name of a claim': withMember(sessionClaims(), '"~":1'),
  'the user': JSON.stringify(sessionClaims({ sub: 'user_~' })),
  'the audience': JSON.stringify(sessionClaims({ aud: ['api', '~'] })),
  'after the JSON': `${JSON.stringify(sessionClaims())}~`,
};

const HEADERS: Record<string, string> = {
  'an unknown header parameter': withMember(HEADER, '"x":"~"'),
  'the kid': JSON.stringify({ ...HEADER, kid: 'ins_1~' }),
};

/**
 * Tokens with a valid signature whose header or payload is not UTF-8. A lenient decoder replaces invalid bytes by U+FFFD, so
 * that two user ids could become equal. RFC 7515 (5.2) and RFC 7519 (7.2) require UTF-8.
 */
export const invalidUtf8: Attack[] = [
  ...rows(PAYLOADS, (payload) => signedBytes(Buffer.from(payload))),
  ...rows(HEADERS, (header) => signedBytes(Buffer.from(JSON.stringify(sessionClaims())), Buffer.from(header))),
  ...(['utf16le', 'latin1'] as const).map((encoding) => ({
    name: `the whole payload in ${encoding}`,
    token: signedBytes(Buffer.from(JSON.stringify(sessionClaims({ x: '\u00e9' })), encoding)),
    reason: 'token-invalid' as const,
  })),
];

function rows(texts: Record<string, string>, make: (bytes: Uint8Array) => string): Attack[] {
  return Object.entries(texts).flatMap(([place, text]) =>
    Object.entries(INVALID_SEQUENCES).map(([name, bytes]) => {
      const [before, after] = text.split('~').map((part) => Buffer.from(part));
      return {
        name: `${place}: ${name}`,
        token: make(Buffer.concat([before, Buffer.from(bytes), after])),
        reason: 'token-invalid' as const,
      };
    }),
  );
}
