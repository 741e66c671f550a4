import { createPublicKey, type KeyObject } from 'node:crypto';
import { fail } from '../diagnostics/diagnostics';
import type { DiagnosticId } from '../diagnostics/registry';
import { containsSecret } from '../diagnostics/secrets';
import { MIN_MODULUS_BITS, type PolicyKey } from '../policy/policy-document';
import { isDeployTimeValue } from '../policy/unknown-value';

const COPY = 'copy it again from the Clerk Dashboard, under API keys > JWKS public key';

/** Parses a PEM text into the key that the policy document contains. No error message repeats the text. */
export function publicKeyOf(pem: string): PolicyKey {
  const key = parse(textOf(pem));
  if (key.asymmetricKeyType !== 'rsa') {
    refuse('ClerkKeys.notRsa', `'pems' must be RSA keys, got ${key.asymmetricKeyType}`, COPY);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MIN_MODULUS_BITS) {
    refuse('ClerkKeys.tooShort', `'pems' must be keys of at least ${MIN_MODULUS_BITS} bits, got ${bits}`, COPY);
  }
  if (key.asymmetricKeyDetails?.publicExponent === 1n) {
    refuse('ClerkKeys.weakExponent', "'pems' must be keys with an exponent above 1, got 1", COPY);
  }
  const { n, e } = key.export({ format: 'jwk' }) as { n: string; e: string };
  return { kty: 'RSA', n, e };
}

/** Removes the quotes and `\n` escapes of environment files. Fails on a text that cannot be a public key. */
function textOf(pem: unknown): string {
  if (isDeployTimeValue(pem)) {
    refuse(
      'ClerkKeys.unresolved',
      "'pems' must be known at synthesis, when they are parsed",
      'it is not secret: read it from a file or an environment variable, or write ClerkKeys.fromJwks()',
    );
  }
  if (typeof pem !== 'string' || pem.trim() === '') {
    refuse(
      'ClerkKeys.missing',
      "'pems' has an undefined or empty entry",
      'set the environment variable, for example export CLERK_JWT_KEY="$(cat clerk.pem)"',
    );
  }
  const text = pem.replace(/\\r|\\n/g, '\n').replace(/^[\s'"]+|[\s'"]+$/g, '');
  if (containsSecret(text)) {
    refuse('ClerkKeys.secret', "'pems' contains a secret or private key", 'rotate that key, and give the public one');
  }
  if (text.includes('CERTIFICATE')) {
    refuse('ClerkKeys.certificate', "'pems' contains a certificate", 'give the public key alone');
  }
  return text;
}

function parse(text: string): KeyObject {
  const [, label, body] = /^-----BEGIN ((?:RSA )?PUBLIC KEY)-----([^-]*)-----END \1-----$/.exec(text) ?? [];
  const base64 = (body ?? text).replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) unreadable();
  try {
    const key = Buffer.from(base64, 'base64');
    return createPublicKey({ key, format: 'der', type: label === 'RSA PUBLIC KEY' ? 'pkcs1' : 'spki' });
  } catch {
    return unreadable();
  }
}

function unreadable(): never {
  refuse('ClerkKeys.unreadable', "'pems' must be public keys, each a text of its own", COPY);
}

function refuse(id: DiagnosticId, what: string, fix: string): never {
  fail(id, { what, fix });
}
