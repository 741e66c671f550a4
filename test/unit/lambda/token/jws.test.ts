import { describe, expect, test } from 'vitest';
import {
  CATEGORY,
  event,
  HEADER,
  mint,
  newHandler,
  OTHER_KEY,
  outcomeOf,
  policy,
  sessionClaims,
} from '../../support/handler';

const good = mint();
const [header, payload, signature] = good.split('.');

describe('the form of a token', () => {
  test.each([
    ['one part', 'abc', 'token-invalid'],
    ['two parts', `${header}.${payload}`, 'token-invalid'],
    ['four parts', `${good}.${signature}`, 'token-invalid'],
    ['an empty signature', `${header}.${payload}.`, 'token-invalid'],
    ['an empty header', `.${payload}.${signature}`, 'token-invalid'],
    ['padding', `${header}.${payload}.${signature}==`, 'token-invalid'],
    ['white space inside', `${header}\t.${payload}.${signature}`, 'token-invalid'],
    ['a character whose low byte is a base64url character', withCutLetter(good), 'token-invalid'],
    ['white space in the payload', `${header}.${payload}\t.${signature}`, 'token-invalid-signature'],
    ['a line break at the end', `${good}\n`, 'token-invalid'],
    ['plus instead of minus', mintWithMinus().replaceAll('-', '+'), 'token-invalid'],
    ['stray bits in the last character', withStrayBits(good), 'token-invalid'],
    ['a header that is not JSON', mint(undefined, 'alg'), 'token-invalid'],
    ['a header that is a list', mint(undefined, [HEADER]), 'token-invalid'],
    ['a header that is null', mint(undefined, 'null'), 'token-invalid'],
    ['a header with a key', mint(undefined, { ...HEADER, jwk: OTHER_KEY.jwk }), 'token-invalid'],
    ['a header that is too long', mint(undefined, { ...HEADER, x: 'x'.repeat(1024) }), 'token-invalid'],
    ['a payload that is not JSON', mint('claims'), 'token-invalid'],
    [
      'a payload that is not UTF-8',
      mint(Buffer.from(JSON.stringify(sessionClaims({ x: 'é' })), 'latin1')),
      'token-invalid',
    ],
    ['a byte order mark before the claims', mint(`\ufeff${JSON.stringify(sessionClaims())}`), 'token-invalid'],
    ['a payload that is null', mint('null'), 'token-invalid'],
    ['a payload that is a list', mint([sessionClaims()]), 'token-invalid'],
    ['deeply nested lists', mint('['.repeat(2900) + ']'.repeat(2900)), 'token-invalid'],
    ['more than 8 KB', mint(sessionClaims({ x: 'x'.repeat(6000) })), 'token-too-large'],
    ['an opaque OAuth token', 'oat_1234', 'opaque-token'],
    ['an opaque machine token', 'mt_1234', 'opaque-token'],
    ['an API key', 'ak_1234', 'opaque-token'],
    // These are base64url characters as well, so a valid JWT may contain them.
    ['the prefixes of opaque tokens inside', 'x.oat_1.mt_1.ak_1', 'token-invalid'],
  ])('is refused with %s', async (_, token, reason) => {
    expect(await outcomeOf(token)).toBe(reason);
  });

  test('may be 8 KB long', async () => {
    const padding = 5820 - JSON.stringify(sessionClaims({ x: '' })).length;
    const [longest, longer] = [padding, padding + 1].map((length) =>
      mint(sessionClaims({ x: 'x'.repeat(length) }), { ...HEADER, kid: 'ins_12' }),
    );
    expect(longest.length).toBe(8192);
    expect(await outcomeOf(longest)).toBe('granted');
    expect(await outcomeOf(longer)).toBe('token-too-large');
  });

  test('may have a header of 384 characters', async () => {
    const padding = 288 - JSON.stringify({ ...HEADER, x: '' }).length;
    const [longest, longer] = [padding, padding + 1].map((length) =>
      mint(sessionClaims(), { ...HEADER, x: 'x'.repeat(length) }),
    );
    expect(longest.indexOf('.')).toBe(384);
    expect(await outcomeOf(longest)).toBe('granted');
    expect(await outcomeOf(longer)).toBe('token-invalid');
  });

  test('may nest claims a thousand levels deep', async () => {
    const nested = `${JSON.stringify(sessionClaims()).slice(0, -1)},"x":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    expect(await outcomeOf(mint(nested))).toBe('granted');
  });
});

describe('the header', () => {
  test.each([
    ['alg none', { alg: 'none' }, 'token-invalid-algorithm'],
    ['alg None', { alg: 'None' }, 'token-invalid-algorithm'],
    ['alg RS512', { alg: 'RS512' }, 'token-invalid-algorithm'],
    ['alg rs256', { alg: 'rs256' }, 'token-invalid-algorithm'],
    ['alg PS256', { alg: 'PS256' }, 'token-invalid-algorithm'],
    ['a list of algorithms', { alg: ['RS256'] }, 'token-invalid-algorithm'],
    ['no alg', { alg: undefined }, 'token-invalid-algorithm'],
    ['crit', { crit: ['exp'] }, 'token-invalid'],
    ['an empty crit', { crit: [] }, 'token-invalid'],
    ['b64', { b64: false }, 'token-invalid'],
    ['another typ', { typ: 'JWE' }, 'token-invalid'],
    ['typ in lower case', { typ: 'jwt' }, 'token-invalid'],
    ['a kid that is not a string', { kid: 1 }, 'token-invalid'],
    ['an unknown category', { cat: 'cl_B7d4PD444AAA' }, 'token-type-mismatch'],
    ['a category that is null', { cat: null }, 'token-type-mismatch'],
  ])('is refused with %s', async (_, changes, reason) => {
    expect(await outcomeOf(mint(sessionClaims(), { ...HEADER, ...changes }))).toBe(reason);
  });

  test.each([
    ['no typ', { typ: undefined }],
    ['no kid', { kid: undefined }],
    ['no category', { cat: undefined }],
    ['the category that does not determine the kind', { cat: 'cl_I7d4PD111III' }],
    ['an unknown parameter', { oiat: 1 }],
    ['URLs of keys, which are never fetched', { jku: 'https://evil.example.com', x5u: 'https://evil.example.com' }],
  ])('is accepted with %s', async (_, changes) => {
    expect(await outcomeOf(mint(sessionClaims(), { ...HEADER, ...changes }))).toBe('granted');
  });

  test('is checked with every token, whatever headers came before', async () => {
    const unsigned = mint(sessionClaims(), { ...HEADER, alg: 'none' });
    const ofTemplate = mint(sessionClaims({ sid: undefined }), { ...HEADER, cat: CATEGORY.template });
    const { handle } = newHandler(policy());
    const reasonOf = async (token: string) => (await handle(event(token))).context.reason;
    expect(await reasonOf(good)).toBeUndefined();
    expect(await reasonOf(unsigned)).toBe('token-invalid-algorithm');
    expect(await reasonOf(unsigned)).toBe('token-invalid-algorithm');
    expect(await reasonOf(ofTemplate)).toBe('token-type-mismatch');
    expect(await reasonOf(mint(sessionClaims({ sid: 'sess_2' })))).toBeUndefined();
  });
});

/**
 * Replaces an `A` of the payload by a character with the same low byte, which a careless decoder would take for `A`.
 */
function withCutLetter(token: string): string {
  const [first, second, third] = token.split('.');
  return [first, second.replace('A', '\u0141'), third].join('.');
}

/** Mints a token whose signature has a `-`, which plain base64 writes as `+`. */
function mintWithMinus(): string {
  for (let jti = 0; ; jti++) {
    const token = mint(sessionClaims({ jti }));
    if (token.split('.')[2].includes('-')) return token;
  }
}

/** Sets an unused bit: a signature of 256 bytes leaves four bits of its last character unused. */
function withStrayBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1) as string) + 1];
}
