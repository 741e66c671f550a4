import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { freePort } from '../../local/emulator/ports';
import { type LocalClerkCommand, startLocalClerkCommand } from './local-clerk';
import { REPOSITORY, run } from './support';
import { prepareUserProject } from './user-project';

/* docs/local-development.md as a user follows it. */

let folder: string;
beforeAll(async () => {
  folder = await prepareUserProject();
});

describe('the server', () => {
  let clerk: LocalClerk;
  let server: ChildProcess;
  let url: string;

  beforeAll(async () => {
    clerk = await startLocalClerk();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, ['--import', 'tsx', 'dev.ts'], {
      cwd: folder,
      env: { ...process.env, PORT: `${port}`, CLERK_FRONTEND_API_URL: clerk.frontendApiUrl },
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

describe('the recipe with an emulator', () => {
  const requirements =
    readFileSync(join(REPOSITORY, 'local/emulator/requirements.txt'), 'utf8').match(/^\w.*$/gm) ?? [];
  let emulator: ChildProcess;
  let clerk: LocalClerkCommand;
  let apiUrl: string;

  beforeAll(async () => {
    const [gatewayPort, clerkPort] = [await freePort(), await freePort()];
    const page = readFileSync(join(REPOSITORY, 'docs/local-development.md'), 'utf8')
      .replaceAll('4566', `${gatewayPort}`)
      .replaceAll('4400', `${clerkPort}`);
    const [start = '', deploy = '', serve = ''] = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, lines]) => lines);
    for (const requirement of requirements) expect(start).toContain(requirement);

    emulator = spawn('sh', ['-ec', start], { cwd: folder, detached: true, stdio: 'ignore' });
    const health = `http://127.0.0.1:${gatewayPort}/_ministack/health`;
    while (!(await fetch(health).catch(() => undefined))) await sleep(200);
    await run(folder, 'sh', ['-ec', deploy], { CDK_DISABLE_CLI_TELEMETRY: 'true' });
    apiUrl = JSON.parse(readFileSync(join(folder, 'outputs.json'), 'utf8')).Api.ApiUrl;
    clerk = await startLocalClerkCommand(folder, ...serve.trim().split(' ').slice(3));
  });
  afterAll(async () => {
    process.kill(-(emulator.pid as number), 'SIGKILL');
    await clerk?.stop();
  });

  /** Sends a request with a token of a role, as the page does. */
  async function send(method: string, path: string, role?: string, flaw = '') {
    const audience = 'orders-api';
    const { token = '' } = role ? await clerk.act('mint', { audience, role, flaw }) : {};
    return clerk.act('send', { api: '0', apiUrl, method, path, token });
  }

  test.each([
    ['GET', undefined, 401],
    ['GET', 'org:member', 200],
    ['DELETE', undefined, 401],
    ['DELETE', 'org:member', 403],
    ['DELETE', 'org:admin', 200],
  ])('%s /orders/7 with the role %s has the status %i, and the page explains it', async (method, role, status) => {
    const answer = await send(method, '/orders/7', role);
    expect(answer.status).toBe(status);
    const verdict = status === 200 ? 'is let in' : `is refused: ${status} `;
    expect(String(answer.explanation).split('\n')[0]).toContain(`${method} /orders/{id} ${verdict}`);
  });

  test.each([
    ['GET', 401],
    ['DELETE', 403],
  ])('%s /orders/7 with an expired token has the status %i', async (method, status) => {
    expect(await send(method, '/orders/7', 'org:admin', 'expired')).toMatchObject({ status });
  });

  test('the emulator differs from AWS as the page says', async () => {
    expect(await send('GET', '/health')).toMatchObject({ status: 200, body: expect.stringContaining('"services"') });
    expect(await send('OPTIONS', '/orders/7')).toMatchObject({ status: 403 });
  });
});
