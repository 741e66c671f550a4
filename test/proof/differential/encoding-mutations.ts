import fc from 'fast-check';
import type { Draft, Part } from './token';
import { mutation, PARTS, SIGNATURE_LENGTH, type TokenMutation } from './token-mutation';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Replaces the UTF-8 bytes of the JSON object. */
export const bytes = fc
  .tuple(
    fc.constantFrom(...PARTS),
    fc.constantFrom<[string, Part['serialize']]>(
      ['after a byte order mark', (json) => Buffer.from(`\uFEFF${json}`)],
      ['after white space', (json) => Buffer.from(` \n${json}\t`)],
      ['before more JSON', (json) => Buffer.from(`${json}{}`)],
      ['in UTF-16', (json) => Buffer.from(json, 'utf16le')],
      ['with invalid UTF-8', (json) => Buffer.from(json.replace('{', '{"x":"\xff",'), 'latin1')],
      ['in an array', (json) => Buffer.from(`[${json}]`)],
      ['null', () => Buffer.from('null')],
      ['a string', (json) => Buffer.from(JSON.stringify(json))],
      ['empty', () => Buffer.alloc(0)],
    ),
  )
  .map(([where, [what, serialize]]) =>
    mutation('encoding', `${where}: ${what}`, (draft) => {
      draft[where].serialize = serialize;
    }),
  );

/** Non-canonical base64url that some decoders accept. `text` ends in two characters, the last of which encodes two bits. */
const NON_CANONICAL: Record<string, (text: string) => string> = {
  padding: (text) => `${text}==`,
  'non-zero trailing bits': (text) => text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1) as string) + 1],
  'a line break': (text) => `${text.slice(0, 8)}\n${text.slice(8)}`,
  'another alphabet': (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
};

export const nonCanonicalBase64 = fc
  .tuple(fc.constantFrom(...PARTS, 'signature' as const), fc.constantFrom(...Object.entries(NON_CANONICAL)))
  .map(([where, [what, encode]]) =>
    mutation('encoding', `${where}: ${what}`, (draft) => {
      if (where === 'signature') {
        draft.finish = after(draft.finish, (token) => changeSignature(token, encode));
      } else {
        // White space after the JSON, so that the last group has two characters.
        const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(' '.repeat((4 - (bytes.length % 3)) % 3))]);
        draft[where].encode = (bytes) => encode(padded(bytes).toString('base64url'));
      }
    }),
  );

/** A position as a fraction of the length. */
const position = fc.integer({ min: 0, max: 999 }).map((thousandth) => thousandth / 1000);

/** Changes of the finished token. */
export const corruption = fc.oneof(
  fc.tuple(position, fc.constantFrom(...ALPHABET, ...'=+/. ,\n\0é')).map(([where, character]) =>
    corrupt(`${character} at ${where}`, (token) => {
      const index = Math.floor(where * token.length);
      return token.slice(0, index) + character + token.slice(index + 1);
    }),
  ),
  fc.constantFrom(...ALPHABET).map((last) => corrupt(`ends in ${last}`, (token) => token.slice(0, -1) + last)),
  position.map((where) => corrupt(`cut at ${where}`, (token) => token.slice(0, Math.floor(where * token.length)))),
  fc
    .constantFrom('A', 'AAAA', '.', '.e30', '==', '\n', ' ', '\0')
    .map((end) => corrupt(`then ${JSON.stringify(end)}`, (token) => token + end)),
  fc
    .constantFrom('', 'AA', 'A'.repeat(SIGNATURE_LENGTH))
    .map((text) => corrupt(`signature ${text.length} zeros`, (token) => changeSignature(token, () => text))),
);

function corrupt(what: string, change: (token: string) => string): TokenMutation {
  return mutation('encoding', what, (draft) => {
    draft.finish = after(draft.finish, change);
  });
}

function after(finish: Draft['finish'], change: (token: string) => string): Draft['finish'] {
  return (token) => change(finish(token));
}

function changeSignature(token: string, change: (signature: string) => string): string {
  const start = token.lastIndexOf('.') + 1;
  return token.slice(0, start) + change(token.slice(start));
}
