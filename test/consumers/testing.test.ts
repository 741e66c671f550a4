import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from './support';
import { prepareUserProject } from './user-project';

let folder: string;
let stack: string;
let original: string;

beforeAll(async () => {
  folder = await prepareUserProject();
  stack = join(folder, 'lib/api-stack.ts');
  original = readFileSync(stack, 'utf8');
});

describe('the tests of docs/testing.md', () => {
  /** Runs the tests of the user. In CI, a snapshot that is missing fails. The synthesis in `beforeAll` may take long there. */
  const vitest = () =>
    run(folder, join(folder, 'node_modules/.bin/vitest'), ['run', '--reporter=tap-flat', '--hookTimeout=60000'], {
      CI: 'true',
    });

  test('pass', async () => {
    const output = await vitest();
    expect(output.match(/^ok /gm)).toHaveLength(4);
  });

  test('fail if a route is opened', async () => {
    writeFileSync(stack, original.replace('access: isAdmin', 'access: RouteAccess.anyone()'));
    const output = await vitest().then(() => 'passed', String);
    writeFileSync(stack, original);
    for (const title of ['only admins delete orders', 'only the health check is open', 'who may call what']) {
      expect(output).toMatch(new RegExp(`not ok .*${title}`));
    }
  });
});
