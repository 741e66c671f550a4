import { defineConfig } from 'vitest/config';

const report = process.env.VITEST_REPORT; // where .ci/run wants the results, to add them up

export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts', 'test/proof/**/*.test.ts'],
    // Without it, every app.synth() starts CDK's WebAssembly validator, which takes seconds.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 30_000,
    reporters: ['default', ...(report ? [['json', { outputFile: report }] as const] : [])],
  },
});
