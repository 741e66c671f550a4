import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ChildOptions {
  /** The path of a bundled script of `children/`. */
  readonly script: string;
  /** The folder for the file with the job. */
  readonly folder: string;
  readonly env?: Record<string, string>;
  readonly flags?: string[];
  /** The path of the Node that runs it. By default the one that runs the bench. */
  readonly node?: string;
}

/** Runs a job in a new process and returns its result. */
export async function runChild<Result>(
  job: object,
  { script, folder, env, flags = [], node = process.execPath }: ChildOptions,
): Promise<Result> {
  const file = join(folder, 'job.json');
  writeFileSync(file, JSON.stringify(job));
  // The environment is not inherited: NODE_OPTIONS or a compile cache would change the measurements.
  const { stdout } = await run(node, [...flags, script, file], { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}
