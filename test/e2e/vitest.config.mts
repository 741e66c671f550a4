import { defineConfig } from 'vitest/config';

// These tests are not part of `npm cit`: they need Python 3.10 and Chromium. Run: npx vitest run --config test/e2e/vitest.config.mts
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
