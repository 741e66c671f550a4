export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/proof/mutation/vitest.config.mts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Mutants of the same code with the same tests are not run again. A complete run deletes this file first.
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
