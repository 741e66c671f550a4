const NODE = [process.execPath, '--import', 'tsx'];
const VITEST = ['npx', 'vitest', 'run', '--testTimeout=3600000'];

/** The steps of the proof, each with its command line. */
export const STEPS = {
  oracles: [...VITEST, 'test/proof'],
  fuzzing: [...NODE, 'test/proof/fuzz/guided/run.ts'],
  emulator: [
    ...[...VITEST, '--config', 'test/e2e/vitest.config.mts'],
    ...['test/e2e/cache.test.ts', 'test/e2e/routing.test.ts', 'test/e2e/load.test.ts'],
  ],
  'lambda-mutants': [...NODE, 'test/proof/mutation/run.ts', 'lambda'],
  'access-mutants': [...NODE, 'test/proof/mutation/run.ts', 'access'],
  'src-mutants': [...NODE, 'test/proof/mutation/run.ts', 'src'],
} as const;

export type StepName = keyof typeof STEPS;

export const STEP_NAMES = Object.keys(STEPS) as StepName[];
