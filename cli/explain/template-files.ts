import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from '../../report/read-json';

/**
 * Returns the templates of the stacks in a directory such as `cdk.out`, and in its stages. Any other path is that of a template.
 * Each is read by itself, so that its parameters are given by their own names.
 */
export function templateFiles(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const entries = readdirSync(path);
  const stacks = entries.filter((name) => /(?<!\.nested)\.template\.json$/.test(name) && !isEmpty(path, name));
  const stages = entries.filter((name) => name.startsWith('assembly-'));
  return [...stacks.map((name) => join(path, name)), ...stages.flatMap((name) => templateFiles(join(path, name)))];
}

/** CDK leaves out `Resources` of a stack that has none. */
function isEmpty(directory: string, file: string): boolean {
  return readJson(directory, file).Resources === undefined;
}
