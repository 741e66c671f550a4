import { generateKeyPairSync } from 'node:crypto';
import { defineConfig } from 'vitest/config';
import { keptThread } from './kept-thread';

/** The keys that pregenerated-keys.ts hands out: as many of each length as the tests ask for. */
const keys = [2048, 2048, 2048, 3072, 1024].map((modulusLength) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
  return { modulusLength, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
});

export default defineConfig({
  plugins: [
    {
      name: 'kept-thread',
      // The option `pool` would not do: Stryker overrides it.
      configureVitest({ project: { config } }) {
        Object.assign(config, { pool: keptThread.name, poolRunner: keptThread });
      },
    },
  ],
  test: {
    include: [process.env.MUTATION_TESTS ?? ''],
    setupFiles: ['test/proof/mutation/pregenerated-keys.ts'],
    env: { CDK_VALIDATION: 'false', READY_KEYS: JSON.stringify(keys) },
    // All tests of a mutant run in one worker, which loads the CDK once. Its state ends with them.
    isolate: false,
    testTimeout: 30_000,
  },
});
