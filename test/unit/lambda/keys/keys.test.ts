import { expect, test } from 'vitest';
import { createFixedKeys } from '../../../../lambda/keys/keys';
import { parseJws } from '../../../../lambda/token/jws';
import { HEADER, KEY, mint, newKey, OTHER_KEY, sessionClaims } from '../../support/handler';

const verify = (token: string, ...keys: (typeof KEY)[]) =>
  createFixedKeys(keys.map(({ jwk }) => jwk)).verifySignature(parseJws(token));

test('any of the keys may have made the signature, whatever the kid', () => {
  const byOther = mint(sessionClaims(), { ...HEADER, kid: 'ins_2' }, OTHER_KEY.privateKey);
  expect(verify(mint(), OTHER_KEY, KEY)).toBe(true);
  expect(verify(byOther, OTHER_KEY, KEY)).toBe(true);
  expect(verify(byOther, KEY)).toBe(false);
});

test('the signature of a key of another length is not valid', () => {
  expect(verify(mint(sessionClaims(), HEADER, newKey(3072).privateKey), KEY)).toBe(false);
});
