import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseJwks } from '../../../../lambda/keys/jwks';
import { Refusal } from '../../../../lambda/shared/refusal';
import { KEY, newKey, OTHER_KEY, type TestKey } from '../../support/handler';

const jwk = (key: TestKey, changes: Record<string, unknown> = {}) => ({
  ...{ ...key.jwk, kid: 'ins_1', use: 'sig', alg: 'RS256' },
  ...changes,
});

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** Returns the number of usable keys, or the reason of the refusal. */
function parsed(text: string): unknown {
  try {
    return parseJwks(text).length;
  } catch (error) {
    return error instanceof Refusal ? error.reason : error;
  }
}

describe('a JWKS document', () => {
  const key = { ...KEY.jwk, kid: 'ins_1' };

  test.each([
    ['an empty text', '', 'jwk-remote-invalid'],
    ['HTML', '<html></html>', 'jwk-remote-invalid'],
    ['null', 'null', 'jwk-remote-invalid'],
    ['a list', JSON.stringify([key]), 'jwk-remote-invalid'],
    ['an object without keys', '{}', 'jwk-remote-invalid'],
    ['keys that are not a list', JSON.stringify({ keys: { 0: key, length: 1 } }), 'jwk-remote-invalid'],
    [
      'keys inside __proto__',
      JSON.stringify({ x: 0 }).replace('"x":0', '"__proto__":{"keys":[]}'),
      'jwk-remote-invalid',
    ],
    ['21 keys', JSON.stringify({ keys: Array(21).fill(key) }), 'jwk-remote-invalid'],
    ['20 keys', JSON.stringify({ keys: Array(20).fill(key) }), 20],
    ['an empty list of keys', '{"keys":[]}', 'jwk-remote-missing'],
    ['null and a list among its keys', JSON.stringify({ keys: [null, [key], key] }), 1],
    ['unknown members', JSON.stringify({ keys: [{ ...key, x: 1 }], y: 2 }), 1],
  ])('with %s', (_, text, result) => {
    expect(parsed(text)).toBe(result);
  });
});

describe('a key', () => {
  const d = KEY.privateKey.export({ format: 'jwk' }).d;

  test.each([
    ['is symmetric', { kty: 'oct', kid: 'ins_1', k: KEY.jwk.n, alg: 'HS256' }],
    ['is symmetric and has the members of an RSA key', jwk(KEY, { kty: 'oct' })],
    ['is private', jwk(KEY, { d })],
    ['is for encryption', jwk(KEY, { use: 'enc' })],
    ['is for another algorithm', jwk(KEY, { alg: 'RS512' })],
    ['is for other operations', jwk(KEY, { key_ops: ['encrypt', 'wrapKey'] })],
    ['has the exponent 1, with which anyone can sign', jwk(KEY, { e: 'AQ' })],
    ['is elliptic', { kty: 'EC', kid: 'ins_1', crv: 'P-256', x: KEY.jwk.n, y: KEY.jwk.n }],
    ['has no kid', jwk(KEY, { kid: undefined })],
    ['has an empty modulus', jwk(KEY, { n: '' })],
    ['has a modulus that is not a string', jwk(KEY, { n: [KEY.jwk.n] })],
    ['has no exponent', jwk(KEY, { e: undefined })],
    ['has fewer than 2048 bits', jwk(newKey(1024))],
    ['is not an object', 'key'],
  ])('that %s is ignored', (_, key) => {
    expect(parsed(JSON.stringify({ keys: [key] }))).toBe('jwk-remote-missing');
    expect(parsed(JSON.stringify({ keys: [key, jwk(KEY)] }))).toBe(1);
  });

  test.each([
    ['without use and alg', { use: undefined, alg: undefined }],
    ['for verifying among other operations', { key_ops: ['verify', 'encrypt'] }],
  ])('%s is used', (_, changes) => {
    expect(parsed(JSON.stringify({ keys: [jwk(KEY, changes)] }))).toBe(1);
  });

  // Node 20 imports every RSA key whose members are strings, so the test simulates the failure.
  test('that Node cannot import is ignored', () => {
    vi.spyOn(crypto, 'createPublicKey').mockImplementationOnce(() => {
      throw new Error('Invalid JWK data');
    });
    syncBuiltinESMExports();
    expect(parsed(JSON.stringify({ keys: [jwk(OTHER_KEY), jwk(KEY)] }))).toBe(1);
  });

  test('with the kid of another one is used beside it', () => {
    expect(parsed(JSON.stringify({ keys: [jwk(OTHER_KEY), jwk(KEY)] }))).toBe(2);
  });
});
