import crypto, { createPrivateKey, createPublicKey, type KeyPairKeyObjectResult } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Replaces the generation of RSA keys in tests by keys that are generated once, because it would take most of the time of
 * thousands of test runs.
 */

interface ReadyKey {
  readonly modulusLength: number;
  readonly pem: string;
}

const ready: ReadyKey[] = JSON.parse(process.env.READY_KEYS ?? '[]');
const make = crypto.generateKeyPairSync as (type: 'rsa', options: { modulusLength: number }) => KeyPairKeyObjectResult;

Object.assign(crypto, {
  generateKeyPairSync: (type: 'rsa', options: { modulusLength: number }) => {
    const index = ready.findIndex(({ modulusLength }) => modulusLength === options.modulusLength);
    if (type !== 'rsa' || index < 0) return make(type, options);
    const [{ pem }] = ready.splice(index, 1);
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  },
});
syncBuiltinESMExports();
