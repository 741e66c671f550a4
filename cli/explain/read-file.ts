import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../shared/usage-error';

/**
 * Reads a file that the user named. The mistake is one sentence, which does not repeat the name: a token may stand in its place.
 *
 * @param option the option that names the file, such as `--jwks`
 * @param advice what to do if there is no such file
 */
export function readFile(file: string, option: string, maxBytes: number, advice?: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new UsageError(`The file of ${option} does not exist${advice ? `: ${advice}` : ''}.`);
  if (stats.size > maxBytes) throw new UsageError(`The file of ${option} has more than ${maxBytes} bytes.`);
  return readFileSync(file, 'utf8');
}
