import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**'],
    // Without it, every app.synth() starts CDK's WebAssembly validator, which takes seconds.
    env: { CDK_VALIDATION: 'false' },
    testTimeout: 30_000,
  },
});
