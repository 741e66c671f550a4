import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { checkout, REPOSITORY, run } from './support';

/**
 * Prepares the pages on tests and local development as the project of a user, unless it is there already: each snippet that begins
 * with a file name is that file. Returns the folder.
 */
export async function prepareUserProject(): Promise<string> {
  const folder = join(inject('workspace'), 'testing');
  if (existsSync(folder)) return folder;
  checkout(inject('workspace'), 'testing');
  for (const page of ['testing', 'local-development']) {
    const text = readFileSync(join(REPOSITORY, `docs/${page}.md`), 'utf8');
    for (const [, name = '', snippet = ''] of text.matchAll(/^```ts\n\/\/ (\S+\.ts)\n(.*?)^```/gms)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), snippet);
    }
  }
  await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', inject('tarball')]);
  return folder;
}
