import { answer, cpuMicroseconds, isGranted, load, readJob } from './job';

export interface ColdJob {
  readonly bundle: string;
  readonly event: object;
  /** Built-in modules to load before the measurement starts. */
  readonly preload: string[];
}

export interface ColdResult {
  readonly milliseconds: number;
}

/** Measures from loading the bundle to its first response, without the start of Node itself. */
async function main(): Promise<void> {
  const { bundle, event, preload } = readJob<ColdJob>();
  for (const name of preload) require(name);
  const start = cpuMicroseconds();
  const response = await load(bundle)(event);
  const milliseconds = (cpuMicroseconds() - start) / 1000;
  if (!isGranted(response)) throw new Error(`${bundle} refused a valid token`);
  answer({ milliseconds } satisfies ColdResult);
}

main();
