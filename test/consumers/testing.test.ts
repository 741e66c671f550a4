import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { freePort } from '../../local/emulator/ports';
import { checkout, FRONTEND_API_URL, REPOSITORY, run } from './support';

/* The pages on tests and local development as a project of a user: each snippet that begins with a file name is that file. */

const folder = checkout(inject('workspace'), 'testing');
const stack = join(folder, 'lib/api-stack.ts');
let original: string;

beforeAll(async () => {
  for (const page of ['testing', 'local-development']) {
    const text = readFileSync(join(REPOSITORY, `docs/${page}.md`), 'utf8');
    for (const [, name = '', snippet = ''] of text.matchAll(/^```ts\n\/\/ (\S+\.ts)\n(.*?)^```/gms)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), snippet);
    }
  }
  original = readFileSync(stack, 'utf8');
  await run(folder, 'npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', inject('tarball')]);
});

describe('the tests of docs/testing.md', () => {
  /** Runs the tests of the user. In CI, a snapshot that is missing fails. */
  const vitest = () =>
    run(folder, join(folder, 'node_modules/.bin/vitest'), ['run', '--reporter=tap-flat'], { CI: 'true' });

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

describe('the server of docs/local-development.md', () => {
  let clerk: LocalClerk;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    clerk = await startLocalClerk();
    writeFileSync(stack, original.replace(FRONTEND_API_URL, clerk.frontendApiUrl));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, ['--import', 'tsx', 'dev.ts'], {
      cwd: folder,
      env: { ...process.env, PORT: `${port}` },
    });
    while ((await status('GET', '/health')) !== 200) await sleep(200);
  });
  afterAll(async () => {
    server.kill();
    await clerk.close();
  });

  /** The status of a request; undefined while the server does not listen. */
  async function status(method: string, path: string, token?: string): Promise<number | undefined> {
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    return fetch(url + path, { method, headers }).then(
      (response) => response.status,
      () => undefined,
    );
  }

  test('lets in and refuses callers as the API would', async () => {
    const issue = clerk.issueFor(clerk.frontendApiUrl, 'orders-api');
    const [member, admin] = [await issue.session(), await issue.session({ organization: { role: 'admin' } })];
    expect(await status('GET', '/orders/7')).toBe(401);
    expect(await status('GET', '/orders/7', member)).toBe(200);
    expect(await status('DELETE', '/orders/7', member)).toBe(403);
    expect(await status('DELETE', '/orders/7', admin)).toBe(200);
    expect(await status('GET', '/nothing', admin)).toBe(404);
  });
});
