export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/proof/mutation/vitest.config.mts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // What was tried before on the same code with the same tests is not tried again; a whole proof begins without it.
  incremental: true,
  incrementalFile: process.env.MUTATION_KNOWN,
  // A mutant that never ends is found by counting; on a machine with other things to do, slow is not endless.
  timeoutMS: 30_000,
  ignorePatterns: ['*', '!assets/**', '!lambda/**', '!local/**', '!src/**', '!test/**', '!tsconfig.json'],
  tempDirName: process.env.MUTATION_FOLDER,
  cleanTempDir: 'always',
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `${process.env.MUTATION_FOLDER}/report.json` },
};
