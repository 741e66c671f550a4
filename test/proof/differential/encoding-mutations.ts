import fc from 'fast-check';
import type { Draft, Part } from './token';
import { type Flaw, flaw, PARTS, SIGNATURE_LENGTH } from './token-mutation';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Other bytes in the place of a JSON object. */
export const bytes = fc
  .tuple(
    fc.constantFrom(...PARTS),
    fc.constantFrom<[string, Part['write']]>(
      ['after a byte order mark', (json) => Buffer.from(`\uFEFF${json}`)],
      ['after white space', (json) => Buffer.from(` \n${json}\t`)],
      ['before something else', (json) => Buffer.from(`${json}{}`)],
      ['in UTF-16', (json) => Buffer.from(json, 'utf16le')],
      ['with bytes that are no UTF-8', (json) => Buffer.from(json.replace('{', '{"x":"\xff",'), 'latin1')],
      ['in a list', (json) => Buffer.from(`[${json}]`)],
      ['null', () => Buffer.from('null')],
      ['text', (json) => Buffer.from(JSON.stringify(json))],
      ['nothing', () => Buffer.alloc(0)],
    ),
  )
  .map(([where, [what, write]]) =>
    flaw('text', `${where}: ${what}`, (draft) => {
      draft[where].write = write;
    }),
  );

/** Ways to write base64url that some decoders put up with. `text` ends in two characters, the last of which stands for two bits. */
const SPELLINGS: Record<string, (text: string) => string> = {
  padding: (text) => `${text}==`,
  'stray bits': (text) => text.slice(0, -1) + ALPHABET[ALPHABET.indexOf(text.at(-1) as string) + 1],
  'a line break': (text) => `${text.slice(0, 8)}\n${text.slice(8)}`,
  'another alphabet': (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
};

export const spelling = fc
  .tuple(fc.constantFrom(...PARTS, 'signature' as const), fc.constantFrom(...Object.entries(SPELLINGS)))
  .map(([where, [what, spell]]) =>
    flaw('text', `${where}: ${what}`, (draft) => {
      if (where === 'signature') {
        draft.send = after(draft.send, (token) => onSignature(token, spell));
      } else {
        const fitting = (bytes: Buffer) =>
          Buffer.concat([bytes, Buffer.from(' '.repeat((4 - (bytes.length % 3)) % 3))]);
        draft[where].spell = (bytes) => spell(fitting(bytes).toString('base64url'));
      }
    }),
  );

/** As a share of the whole length. */
const place = fc.integer({ min: 0, max: 999 }).map((thousandth) => thousandth / 1000);

export const damage = fc.oneof(
  fc.tuple(place, fc.constantFrom(...ALPHABET, ...'=+/. ,\n\0é')).map(([where, character]) =>
    sent(`${character} at ${where}`, (token) => {
      const index = Math.floor(where * token.length);
      return token.slice(0, index) + character + token.slice(index + 1);
    }),
  ),
  fc.constantFrom(...ALPHABET).map((last) => sent(`ends in ${last}`, (token) => token.slice(0, -1) + last)),
  place.map((where) => sent(`cut at ${where}`, (token) => token.slice(0, Math.floor(where * token.length)))),
  fc
    .constantFrom('A', 'AAAA', '.', '.e30', '==', '\n', ' ', '\0')
    .map((end) => sent(`then ${JSON.stringify(end)}`, (token) => token + end)),
  fc
    .constantFrom('', 'AA', 'A'.repeat(SIGNATURE_LENGTH))
    .map((text) => sent(`signature ${text.length} zeros`, (token) => onSignature(token, () => text))),
);

function sent(what: string, change: (token: string) => string): Flaw {
  return flaw('text', what, (draft) => {
    draft.send = after(draft.send, change);
  });
}

function after(send: Draft['send'], change: (token: string) => string): Draft['send'] {
  return (token) => change(send(token));
}

function onSignature(token: string, change: (signature: string) => string): string {
  const start = token.lastIndexOf('.') + 1;
  return token.slice(0, start) + change(token.slice(start));
}
