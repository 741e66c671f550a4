import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadOnOldGlibc } from './old-glibc';
import type { Target } from './target';

/** The options of a fuzzer process, passed as JSON in its only argument. */
export interface ChildOptions {
  /** The folder with the bundled target, its `corpus` and its `dictionary`. Failing inputs are saved there. */
  readonly folder: string;
  readonly isAsync: boolean;
  readonly runs: number;
  readonly seed: number;
}

const MEGABYTES = 2048;
const HANGS_AFTER_MS = 10_000;
const MAX_INPUT = 4096;

async function main({ folder, isAsync, runs, seed }: ChildOptions): Promise<void> {
  loadOnOldGlibc(folder);
  const { OptionSource, OptionsManager, startFuzzing } = await import('@jazzer.js/core');
  const fuzzTarget = join(folder, 'target.cjs');
  const options = new OptionsManager(OptionSource.DefaultCLIOptions).merge(
    {
      fuzzTarget,
      sync: !isAsync,
      timeout: HANGS_AFTER_MS,
      includes: [fuzzTarget], // instruments the function and its oracle only
      excludes: ['node_modules'],
      disableBugDetectors: ['.*'],
      fuzzerOptions: [
        join(folder, 'corpus'),
        `-dict=${join(folder, 'dictionary')}`,
        `-runs=${runs}`,
        `-seed=${seed}`,
        `-max_len=${MAX_INPUT}`,
        `-rss_limit_mb=${MEGABYTES}`,
        `-artifact_prefix=${join(folder, 'found-')}`,
        '-print_final_stats=1',
        '-use_value_profile=1',
      ],
    },
    OptionSource.CommandLineArguments,
  );
  const { returnCode } = await startFuzzing(options);
  const { reached } = createRequire(__filename)(fuzzTarget) as Target;
  console.error(`reached: ${reached.count}`);
  process.exit(returnCode);
}

main(JSON.parse(process.argv[2])).catch((error) => {
  console.error(error);
  process.exit(1);
});
