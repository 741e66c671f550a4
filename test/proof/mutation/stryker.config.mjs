export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/proof/mutation/vitest.config.mts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A mutant is not run again if this file has a test that killed it and that still exists.
  incremental: true,
  incrementalFile: process.env.MUTATION_KNOWN,
  // Endless loops are found by a hit counter, so the timeout can be long: other processes can make a test slow.
  timeoutMS: 30_000,
  ignorePatterns: ['*', '!assets/**', '!lambda/**', '!local/**', '!src/**', '!test/**', '!tsconfig.json'],
  tempDirName: process.env.MUTATION_FOLDER,
  cleanTempDir: 'always',
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `${process.env.MUTATION_FOLDER}/report.json` },
};
