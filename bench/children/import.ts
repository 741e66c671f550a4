import { createRequire } from 'node:module';
import { join } from 'node:path';
import { answer, cpuMicroseconds, loadedPeers, readJob } from './job';

export interface ImportJob {
  /** The package's main file. */
  readonly entry: string;
  /** Modules to load before the measurement, as an app loads them: the parts of the CDK that the package uses. */
  readonly preload: string[];
}

export interface ImportResult {
  readonly milliseconds: number;
  /** The files outside the package that are loaded in the end, in order. */
  readonly peers: string[];
}

const { entry, preload } = readJob<ImportJob>();
const load = createRequire(entry);
const loadFromApp = createRequire(join(process.cwd(), 'app.js'));
for (const name of preload) loadFromApp(name);
const start = cpuMicroseconds();
load(entry);
const milliseconds = (cpuMicroseconds() - start) / 1000;
answer({ milliseconds, peers: loadedPeers(load) } satisfies ImportResult);
