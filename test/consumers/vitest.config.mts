import { defineConfig } from 'vitest/config';

// These tests are not part of `npm cit`: they need Python 3.10, a JDK 17 with Maven, Go 1.25, and their public registries.
// Run: npx vitest run --config test/consumers/vitest.config.mts
export default defineConfig({
  test: {
    include: ['test/consumers/*.test.ts'],
    globalSetup: ['test/consumers/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 900_000, // a first run downloads and compiles the CDK for each language
  },
});
