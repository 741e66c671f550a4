import { createRequire } from 'node:module';
import { answer, cpuMicroseconds, readJob } from './job';

export interface ImportJob {
  /** The package's main file. */
  readonly entry: string;
  /** Files to load before the measurement: the parts of the CDK that the package uses. */
  readonly preload: string[];
}

export interface ImportResult {
  readonly milliseconds: number;
  /** The files outside the package that are loaded in the end, in order. */
  readonly peers: string[];
}

const { entry, preload } = readJob<ImportJob>();
const load = createRequire(entry);
for (const file of preload) load(file);
const start = cpuMicroseconds();
load(entry);
const milliseconds = (cpuMicroseconds() - start) / 1000;
const peers = Object.keys(load.cache).filter((file) => file.includes('node_modules'));
answer({ milliseconds, peers } satisfies ImportResult);
