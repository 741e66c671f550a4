import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ChildOptions {
  /** A bundled file of `children/`. */
  readonly script: string;
  /** Where the job may be written down. */
  readonly folder: string;
  readonly env?: Record<string, string>;
  readonly flags?: string[];
}

/** Gives a job to a fresh process and returns the JSON that it answers with. */
export async function runChild<Result>(
  job: object,
  { script, folder, env, flags = [] }: ChildOptions,
): Promise<Result> {
  const file = join(folder, 'job.json');
  writeFileSync(file, JSON.stringify(job));
  // Nothing of our own environment: NODE_OPTIONS or a compile cache would make the numbers somebody else's.
  const { stdout } = await run(process.execPath, [...flags, script, file], { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}
