import { HEADER, sessionClaims } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedBytes, withMember } from './valid-token';

const NO_UTF8: Record<string, number[]> = {
  'a lone continuation': [0x80],
  'a byte that is never used': [0xff],
  'an overlong letter': [0xc1, 0xa1],
  'an overlong zero': [0xc0, 0x80],
  'an overlong quotation mark': [0xc0, 0xa2],
  'an overlong slash': [0xe0, 0x80, 0xaf],
  'half a surrogate pair': [0xed, 0xa0, 0x80],
  'both halves of a surrogate pair': [0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x91],
  'a sequence that is cut off': [0xe2, 0x82],
  'more than there is': [0xf4, 0x90, 0x80, 0x80],
  'Latin-1': [0xe9],
};

/** JSON with `~` where the bytes go. */
const PAYLOADS: Record<string, string> = {
  'a claim that nobody reads': withMember(sessionClaims(), '"x":"~"'),
  'the name of a claim': withMember(sessionClaims(), '"~":1'),
  'the user': JSON.stringify(sessionClaims({ sub: 'user_~' })),
  'the audience': JSON.stringify(sessionClaims({ aud: ['api', '~'] })),
  'no text': `${JSON.stringify(sessionClaims())}~`,
};

const HEADERS: Record<string, string> = {
  'a parameter that nobody knows': withMember(HEADER, '"x":"~"'),
  'the kid': JSON.stringify({ ...HEADER, kid: 'ins_1~' }),
};

/**
 * Signed by Clerk's key. A lenient reader puts U+FFFD for what is no UTF-8, so that two users could become one;
 * RFC 7515 (5.2) and RFC 7519 (7.2) have it refused.
 */
export const invalidBytes: Attack[] = [
  ...rows(PAYLOADS, (payload) => signedBytes(Buffer.from(payload))),
  ...rows(HEADERS, (header) => signedBytes(Buffer.from(JSON.stringify(sessionClaims())), Buffer.from(header))),
  ...(['utf16le', 'latin1'] as const).map((encoding) => ({
    name: `all of it as ${encoding}`,
    token: signedBytes(Buffer.from(JSON.stringify(sessionClaims({ x: '\u00e9' })), encoding)),
    reason: 'token-invalid' as const,
  })),
];

function rows(texts: Record<string, string>, make: (bytes: Uint8Array) => string): Attack[] {
  return Object.entries(texts).flatMap(([place, text]) =>
    Object.entries(NO_UTF8).map(([name, bytes]) => {
      const [before, after] = text.split('~').map((part) => Buffer.from(part));
      return {
        name: `${place}: ${name}`,
        token: make(Buffer.concat([before, Buffer.from(bytes), after])),
        reason: 'token-invalid' as const,
      };
    }),
  );
}
