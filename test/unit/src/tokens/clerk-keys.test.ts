import { expect, test } from 'vitest';
import { ClerkKeys } from '../../../../src/tokens/clerk-keys';
import { newKey } from '../../support/handler';

const key = newKey();
const pem = key.publicKey.export({ format: 'pem', type: 'spki' }) as string;

test('without PEMs the policy contains no keys', () => {
  expect(ClerkKeys.fromJwks()._keys).toBeUndefined();
});

test('several keys keep their order', () => {
  const other = newKey();
  const otherPem = other.publicKey.export({ format: 'pem', type: 'spki' }) as string;
  expect(ClerkKeys.fromPem(pem, otherPem)._keys).toEqual([key.jwk, other.jwk]);
});

test('fails without a key and with more than five', () => {
  expect(() => ClerkKeys.fromPem()).toThrow(/got 0; .*\[cdk-clerk-authorizer:ClerkKeys\.count\]$/);
  expect(() => ClerkKeys.fromPem(...Array(6).fill(pem))).toThrow(/got 6; .*ClerkKeys\.count\]$/);
});
