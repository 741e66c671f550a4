import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { checkout, REPOSITORY, run } from './support';

/* The page docs/testing.md as a project of a user: every snippet that begins with the name of a file becomes that file. */

const folder = checkout(inject('workspace'), 'testing');
const page = readFileSync(join(REPOSITORY, 'docs/testing.md'), 'utf8');
const files = [...page.matchAll(/^```ts\n\/\/ (\S+\.ts)\n(.*?)^```/gms)];

beforeAll(async () => {
  for (const [, name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', inject('tarball')]);
});

/** Runs the tests of the user. In CI, a snapshot that is missing fails. */
function vitest(): Promise<string> {
  return run(folder, join(folder, 'node_modules/.bin/vitest'), ['run', '--reporter=tap-flat'], { CI: 'true' });
}

test('the tests on the page pass', async () => {
  expect(files.map(([, name]) => name)).toContain('lib/api-stack.ts');
  const output = await vitest();
  expect(output.match(/^ok /gm)).toHaveLength(4);
});

test('they fail if a route is opened', async () => {
  const stack = join(folder, 'lib/api-stack.ts');
  const text = readFileSync(stack, 'utf8');
  writeFileSync(stack, text.replace('access: isAdmin', 'access: RouteAccess.anyone()'));
  const output = await vitest().then(() => 'passed', String);
  writeFileSync(stack, text);
  expect(output).toContain('not ok');
  for (const title of ['only admins delete orders', 'only the health check is open', 'who may call what']) {
    expect(output).toMatch(new RegExp(`not ok .*${title}`));
  }
});
