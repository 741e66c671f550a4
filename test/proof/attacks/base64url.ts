import { HEADER, mint } from '../../unit/support/handler';
import type { Attack } from './attack-group';
import { signedParts, VICTIM } from './valid-token';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A token in whose parts there is something to be misspelt: both of the characters that two alphabets write differently. */
const TOKEN = minted();
const PARTS = ['header', 'payload', 'signature'];

/** Other ways to write the same bytes, for a decoder that is kind. */
const SPELLINGS: Record<string, (part: string) => string> = {
  'one sign of padding': (part) => `${part}=`,
  'two signs of padding': (part) => `${part}==`,
  'four signs of padding': (part) => `${part}====`,
  'padding before it': (part) => `=${part}`,
  'padding inside': (part) => insert(part, '='),
  'encoded padding': (part) => `${part}%3D`,
  'the other alphabet': (part) => part.replaceAll('-', '+').replaceAll('_', '/'),
  'the other alphabet, encoded': (part) => part.replaceAll('-', '%2B').replaceAll('_', '%2F'),
  'an encoded letter': (part) => `%${part.charCodeAt(0).toString(16)}${part.slice(1)}`,
  'a tab': (part) => insert(part, '\t'),
  'a line break': (part) => insert(part, '\n'),
  'a line break of two characters': (part) => insert(part, '\r\n'),
  'a form feed at its end': (part) => `${part}\f`,
  'a zero byte': (part) => insert(part, '\0'),
  'a zero byte at its end': (part) => `${part}\0`,
  'a space without a width': (part) => insert(part, '\u200b'),
  'a space that does not break': (part) => insert(part, '\u00a0'),
  'a byte order mark': (part) => `\ufeff${part}`,
  'a letter with an accent': (part) => insert(part, '\u00e9'),
  'an emoji': (part) => insert(part, '\u{1f511}'),
  'half an emoji': (part) => insert(part, '\ud83d'),
  'a wide letter': (part) => String.fromCharCode(part.charCodeAt(0) + 0xfee0) + part.slice(1),
  'a letter with the same low byte': (part) => String.fromCharCode(part.charCodeAt(0) + 0x100) + part.slice(1),
  'the last letter with the same low byte': (part) =>
    part.slice(0, -1) + String.fromCharCode(part.charCodeAt(part.length - 1) + 0x100),
  'a sign of no alphabet': (part) => insert(part, '!'),
  'a quotation mark': (part) => insert(part, '"'),
  'a percent sign': (part) => `${part}%`,
  'stray bits': (part) => part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.at(-1) as string) + 1],
  'quotation marks around it': (part) => `"${part}"`,
};

/** These are in order, and stand for other bytes. */
const OTHER_BYTES: Record<string, (part: string) => string> = {
  'a zero byte after it': (part) => changed(part, (bytes) => [bytes, Buffer.alloc(1)]),
  'bytes after it': (part) => changed(part, (bytes) => [bytes, Buffer.from('trailing')]),
  'a zero byte before it': (part) => changed(part, (bytes) => [Buffer.alloc(1), bytes]),
  'a byte less': (part) => changed(part, (bytes) => [bytes.subarray(0, -1)]),
  'its text encoded once more': (part) => Buffer.from(part).toString('base64url').slice(0, 380),
  'hexadecimal digits': (part) => Buffer.from(part, 'base64url').toString('hex').slice(0, 380),
};

/** A header is read before the signature, a payload after it, and the bytes of the signature are all that it is. */
const REASONS = ['token-invalid', 'token-invalid-signature', 'token-invalid'] as const;

const respelt: Attack[] = Object.entries(SPELLINGS).flatMap(([name, spell]) =>
  PARTS.map((part, index) => {
    // To whoever signs, these characters stand for the same bytes, so that the signature holds.
    const isSigned = index === 1 && name.includes('the same low byte');
    const reason = isSigned ? 'token-invalid' : REASONS[index];
    return { name: `${part}: ${name}`, token: withPart(index, spell), reason, control: TOKEN };
  }),
);

const replaced: Attack[] = Object.entries(OTHER_BYTES).flatMap(([name, change]) =>
  PARTS.map((part, index) => {
    const reason = index === 0 ? 'token-invalid' : 'token-invalid-signature';
    return { name: `${part}: ${name}`, token: withPart(index, change), reason, control: TOKEN };
  }),
);

/** No spelling but one is read, even if Clerk itself had signed it. */
const signed: Attack[] = Object.entries({ ...SPELLINGS, ...OTHER_BYTES }).flatMap(([name, change]) =>
  PARTS.slice(0, 2).map((part, index) => {
    const [header, payload] = withPart(index, change).split('.');
    return {
      name: `${part}: ${name}, and signed so`,
      token: signedParts(header, payload),
      reason: 'token-invalid' as const,
      control: TOKEN,
    };
  }),
);

export const encodings: Attack[] = [...respelt, ...replaced, ...signed];

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
