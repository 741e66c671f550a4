import { HEADER, mint } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedParts, VICTIM } from './valid-token';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A token whose parts contain `-` and `_`, which the two base64 alphabets write differently, and need padding. */
const TOKEN = minted();
const PARTS = ['header', 'payload', 'signature'];

/** Other encodings of the same bytes, which a lenient decoder accepts. */
const NON_CANONICAL: Record<string, (part: string) => string> = {
  'one padding character': (part) => `${part}=`,
  'two padding characters': (part) => `${part}==`,
  'four padding characters': (part) => `${part}====`,
  'padding before it': (part) => `=${part}`,
  'padding inside': (part) => insert(part, '='),
  'encoded padding': (part) => `${part}%3D`,
  'the other alphabet': (part) => part.replaceAll('-', '+').replaceAll('_', '/'),
  'the other alphabet, encoded': (part) => part.replaceAll('-', '%2B').replaceAll('_', '%2F'),
  'an encoded letter': (part) => `%${part.charCodeAt(0).toString(16)}${part.slice(1)}`,
  'a tab': (part) => insert(part, '\t'),
  'a line break': (part) => insert(part, '\n'),
  CRLF: (part) => insert(part, '\r\n'),
  'a form feed at its end': (part) => `${part}\f`,
  'a NUL byte': (part) => insert(part, '\0'),
  'a NUL byte at its end': (part) => `${part}\0`,
  'a zero-width space': (part) => insert(part, '\u200b'),
  'a no-break space': (part) => insert(part, '\u00a0'),
  'a byte order mark': (part) => `\ufeff${part}`,
  'a letter with an accent': (part) => insert(part, '\u00e9'),
  'an emoji': (part) => insert(part, '\u{1f511}'),
  'a lone surrogate': (part) => insert(part, '\ud83d'),
  'a full-width letter': (part) => String.fromCharCode(part.charCodeAt(0) + 0xfee0) + part.slice(1),
  'a letter with the same low byte': (part) => String.fromCharCode(part.charCodeAt(0) + 0x100) + part.slice(1),
  'the last letter with the same low byte': (part) =>
    part.slice(0, -1) + String.fromCharCode(part.charCodeAt(part.length - 1) + 0x100),
  'a character of neither alphabet': (part) => insert(part, '!'),
  'a quotation mark': (part) => insert(part, '"'),
  'a percent sign': (part) => `${part}%`,
  'non-zero trailing bits': (part) => part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.at(-1) as string) + 1],
  'quotation marks around it': (part) => `"${part}"`,
};

/** Canonical encodings of other bytes. */
const OTHER_BYTES: Record<string, (part: string) => string> = {
  'a NUL byte after it': (part) => changed(part, (bytes) => [bytes, Buffer.alloc(1)]),
  'bytes after it': (part) => changed(part, (bytes) => [bytes, Buffer.from('trailing')]),
  'a NUL byte before it': (part) => changed(part, (bytes) => [Buffer.alloc(1), bytes]),
  'without its last byte': (part) => changed(part, (bytes) => [bytes.subarray(0, -1)]),
  'encoded twice': (part) => Buffer.from(part).toString('base64url').slice(0, 380),
  'hexadecimal digits': (part) => Buffer.from(part, 'base64url').toString('hex').slice(0, 380),
};

/** The expected reason by part: the header is parsed before the signature is verified, the payload after it. */
const REASONS = ['token-invalid', 'token-invalid-signature', 'token-invalid'] as const;

const nonCanonical: Attack[] = Object.entries(NON_CANONICAL).flatMap(([name, change]) =>
  PARTS.map((part, index) => {
    // The signature covers the low bytes only, which are the same, so it is valid.
    const isSigned = index === 1 && name.includes('the same low byte');
    const reason = isSigned ? 'token-invalid' : REASONS[index];
    return { name: `${part}: ${name}`, token: withPart(index, change), reason, control: TOKEN };
  }),
);

const replaced: Attack[] = Object.entries(OTHER_BYTES).flatMap(([name, change]) =>
  PARTS.map((part, index) => {
    const reason = index === 0 ? 'token-invalid' : 'token-invalid-signature';
    return { name: `${part}: ${name}`, token: withPart(index, change), reason, control: TOKEN };
  }),
);

/** A non-canonical encoding is refused even if its signature is valid. */
const signed: Attack[] = Object.entries({ ...NON_CANONICAL, ...OTHER_BYTES }).flatMap(([name, change]) =>
  PARTS.slice(0, 2).map((part, index) => {
    const [header, payload] = withPart(index, change).split('.');
    return {
      name: `${part}: ${name}, with a valid signature`,
      token: signedParts(header, payload),
      reason: 'token-invalid' as const,
      control: TOKEN,
    };
  }),
);

export const misencodedTokens: Attack[] = [...nonCanonical, ...replaced, ...signed];

function withPart(index: number, change: (part: string) => string): string {
  return TOKEN.split('.')
    .map((part, at) => (at === index ? change(part) : part))
    .join('.');
}

function insert(part: string, text: string): string {
  return part.slice(0, 8) + text + part.slice(8);
}

function changed(part: string, change: (bytes: Buffer) => Buffer[]): string {
  return Buffer.concat(change(Buffer.from(part, 'base64url'))).toString('base64url');
}

function minted(): string {
  for (let jti = 0; ; jti++) {
    const text = { jti, '>>>???': '???>>>' };
    const token = mint({ ...VICTIM, ...text }, { ...HEADER, ...text });
    const isFit = (part: string) => part.includes('-') && part.includes('_') && part.length % 4 !== 0;
    if (token.split('.').every(isFit)) return token;
  }
}
