import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clerk } from '../../../../cli/commands/clerk';
import { main } from '../../../../cli/main';
import { testIo } from '../../support/cli';
import { listen } from '../../support/loopback';

const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...argv: string[]) {
  const io = testIo();
  const exitCode = await main(['clerk', ...argv], [clerk], io);
  return { exitCode, out: io.out, err: io.err };
}

test('prints both URLs, says that this is not Clerk, and ends when it is told to', async () => {
  const { exitCode, out } = await run();
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^This is NOT Clerk/);
  expect(out).toMatch(/^Frontend API URL {2}http:\/\/127\.0\.0\.1:\d+$/m);
  const [pageUrl] = /http:\/\/127\.0\.0\.1:\d+\/#secret=[\w-]{43}$/m.exec(out) ?? [];
  await expect(fetch(pageUrl ?? '')).rejects.toThrow('fetch failed');
});

test('--json prints one line', async () => {
  const { out } = await run('--json');
  expect(out).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(out)).toEqual({
    isClerk: false,
    frontendApiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    pageUrl: expect.stringContaining('/#secret='),
  });
});

test.each([
  [['--port', String(0)], '--port is a number from 1 to 65535.'],
  [['--port', 'many'], '--port is a number from 1 to 65535.'],
  [['now'], 'clerk takes options only; see cdk-clerk-authorizer clerk --help.'],
  [['--template', 'absent.json'], 'The file of --template does not exist: run cdk synth first.'],
  [['--template', folder], 'There is no HTTP or REST API in what --template names.'],
])('%j is a mistake', async (argv, message) => {
  expect(await run(...argv)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
});

test('a template of another tool is a mistake', async () => {
  const file = join(folder, 'other.json');
  writeFileSync(file, '{"terraform":{}}');
  const { exitCode, err } = await run('--template', file);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^[A-Z][^\n]*\.\n$/);
});

test('a port in use is a mistake', async () => {
  const other = createServer();
  const { exitCode, err } = await run('--port', String(await listen(other)));
  other.close();
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: 'The port cannot be used (EADDRINUSE): choose another --port, or none.\n',
  });
});
