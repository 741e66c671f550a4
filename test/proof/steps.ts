import { GROUPS } from './mutation/groups';

/** One step of the proof. */
interface Step {
  /** The command line. */
  readonly command: readonly string[];
  /** The files and folders of the code that the step tests. Its evidence is out of date as soon as they change. */
  readonly tested: readonly string[];
}

const NODE = [process.execPath, '--import', 'tsx'];
const VITEST = ['npx', 'vitest', 'run', '--testTimeout=3600000'];
/** The bundled functions, which `lambda/` becomes. */
const FUNCTIONS = ['assets/lambda'];

export const STEPS = {
  oracles: { command: [...VITEST, 'test/proof'], tested: FUNCTIONS },
  fuzzing: { command: [...NODE, 'test/proof/fuzz/guided/run.ts'], tested: FUNCTIONS },
  emulator: {
    command: [
      ...[...VITEST, '--config', 'test/e2e/vitest.config.mts'],
      ...['test/e2e/cache.test.ts', 'test/e2e/routing.test.ts', 'test/e2e/load.test.ts'],
    ],
    tested: FUNCTIONS,
  },
  'lambda-mutants': { command: mutate('lambda'), tested: FUNCTIONS },
  'access-mutants': { command: mutate('access'), tested: GROUPS.access.files },
  'rules-mutants': { command: mutate('rules'), tested: GROUPS.rules.files },
  'http-mutants': { command: mutate('http'), tested: GROUPS.http.files },
  'rest-mutants': { command: mutate('rest'), tested: GROUPS.rest.files },
} satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;

export const STEP_NAMES = Object.keys(STEPS) as StepName[];

function mutate(group: string): string[] {
  return [...NODE, 'test/proof/mutation/run.ts', group];
}
