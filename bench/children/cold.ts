import { answer, cpuMicroseconds, isGranted, load, readJob } from './job';

export interface ColdJob {
  readonly bundle: string;
  readonly event: object;
  /** Built-in modules that are loaded before the clock starts. */
  readonly preload: string[];
}

export interface ColdResult {
  readonly milliseconds: number;
}

/** From nothing to the first answer, without the start of Node itself. */
async function main(): Promise<void> {
  const { bundle, event, preload } = readJob<ColdJob>();
  for (const name of preload) require(name);
  const start = cpuMicroseconds();
  const response = await load(bundle)(event);
  const milliseconds = (cpuMicroseconds() - start) / 1000;
  if (!isGranted(response)) throw new Error(`${bundle} refused a good token`);
  answer({ milliseconds } satisfies ColdResult);
}

main();
