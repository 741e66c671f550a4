import { createHmac, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encode, HEADER, KEY, mint, newKey, OTHER_KEY, outcomeOf, sessionClaims } from '../../support/handler';

const good = mint();
const [header, payload, signature] = good.split('.');

test('a valid session token is granted', async () => {
  expect(await outcomeOf(good)).toBe('granted');
});

describe('the signature', () => {
  const forged = `${header}.${encode(sessionClaims({ sub: 'user_2' }))}.${signature}`;
  const hmacInput = `${encode({ ...HEADER, alg: 'HS256' })}.${payload}`;
  const pem = KEY.publicKey.export({ format: 'pem', type: 'spki' });
  const hmac = createHmac('sha256', pem).update(hmacInput).digest('base64url');
  const sha512 = sign('RSA-SHA512', Buffer.from(`${header}.${payload}`), KEY.privateKey).toString('base64url');

  test.each([
    ['another payload', forged, 'token-invalid-signature'],
    ['another key', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['a key of another length', mint(sessionClaims(), HEADER, newKey(3072).privateKey), 'token-invalid-signature'],
    ['half of the signature', `${header}.${payload}.${signature.slice(0, 172)}`, 'token-invalid-signature'],
    ['the public key as an HMAC secret', `${hmacInput}.${hmac}`, 'token-invalid-algorithm'],
    ['another hash', `${header}.${payload}.${sha512}`, 'token-invalid-signature'],
  ])('is refused with %s', async (_, token, reason) => {
    expect(await outcomeOf(token)).toBe(reason);
  });

  test('is verified before the payload is decoded', async () => {
    const token = `${header}.${encode('no JSON')}.${signature}`;
    expect(await outcomeOf(token)).toBe('token-invalid-signature');
  });
});
