import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { Lazy } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { ClerkKeys } from '../../../../src/tokens/clerk-keys';
import { newKey } from '../../support/handler';

const key = newKey();
const pem = key.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const pkcs1 = key.publicKey.export({ format: 'pem', type: 'pkcs1' }) as string;
const body = pem.replace(/-----[^-]+-----/g, '');

test.each([
  ['unchanged', pem],
  ['in PKCS #1', pkcs1],
  ['with the line breaks of Windows', pem.replaceAll('\n', '\r\n')],
  ['with literal \\n', pem.replaceAll('\n', '\\n')],
  ['with literal \\r\\n', pem.replaceAll('\n', '\\r\\n')],
  ['in double quotes', `"${pem.replaceAll('\n', '\\n')}"`],
  ['in single quotes', `'${pem}'`],
  ['with white space around it', `\n  ${pem}  \n`],
  ['with spaces for line breaks', pem.replaceAll('\n', ' ')],
  ['without its first and last line', body],
  ['in one line of base64', body.replaceAll('\n', '')],
])('a PEM is understood %s', (_, text) => {
  expect(ClerkKeys.fromPem(text)._keys).toEqual([key.jwk]);
});

describe('fails without repeating the text', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'pem', type: 'spki' });
  const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).publicKey.export({ format: 'pem', type: 'spki' });
  const short = newKey(1024).publicKey.export({ format: 'pem', type: 'spki' });
  const exponentOne = createPublicKey({ key: { ...key.jwk, e: 'AQ' }, format: 'jwk' }).export({
    format: 'pem',
    type: 'spki',
  });
  const privatePem = key.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  const privatePkcs1 = key.privateKey.export({ format: 'pem', type: 'pkcs1' }) as string;
  const privateBody = privatePem.replace(/-----[^-]+-----/g, '');
  const token = Lazy.string({ produce: () => pem });

  test.each([
    ['with a private key', 'secret', privatePem],
    ['with a private key in PKCS #1', 'secret', privatePkcs1],
    ['with a private key beside the public one', 'secret', pem + privatePem],
    ["with Clerk's secret key", 'secret', 'sk_test_abcdefghijklmnop'],
    ['with a private key without its first line', 'unreadable', privateBody],
    ['with a certificate', 'certificate', pem.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['with an elliptic key', 'notRsa', ec],
    ['with a key for RSA-PSS only', 'notRsa', pss],
    ['with a key of 1024 bits', 'tooShort', short],
    ['with an exponent of one', 'weakExponent', exponentOne],
    ['with two keys in one text', 'unreadable', pem + pem],
    ['with half a key', 'unreadable', pem.slice(0, 200)],
    ['with a first line of another kind', 'unreadable', pem.replace('BEGIN PUBLIC', 'BEGIN RSA PUBLIC')],
    ['with base64 that is not a key', 'unreadable', Buffer.from('no key at all').toString('base64')],
    ['with a publishable key', 'unreadable', 'pk_test_Zm9vLWJhci0xMy5jbGVyay5hY2NvdW50cy5kZXYk'],
    ['with an empty text', 'missing', ' '],
    ['with undefined, as from an unset variable', 'missing', undefined],
    ['with a key that is known only at deployment', 'unresolved', token],
  ])('%s', (_, name, text) => {
    const id = `[cdk-clerk-authorizer:ClerkKeys.${name}]`;
    const message = messageOf(() => ClerkKeys.fromPem(text as string));
    expect(message.endsWith(id)).toBe(true);
    for (const line of String(text).match(/[\w+/=]{12,}/g) ?? []) expect(message).not.toContain(line);
  });
});

function messageOf(build: () => unknown): string {
  try {
    build();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('did not fail');
}
