import crypto, { createPrivateKey, createPublicKey, type KeyPairKeyObjectResult } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Tests make their RSA keys anew. For a mutant that would take longer than all the rest, thousands of times; so that here
 * they get keys that were made once.
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
