import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { beforeAll, expect, inject, test } from 'vitest';
import { startLocalClerk } from '../../local/clerk/local-clerk';
import { startLocalClerkCommand } from './local-clerk';
import { FRONTEND_API_URL, programIn, run } from './support';

/* The command as a new user runs it: with npx, in an empty folder. */

const folder = join(inject('workspace'), 'cli');
const assembly = join(inject('workspace'), 'typescript/cdk.out');
const template = join(assembly, 'Consumer.template.json');

beforeAll(async () => {
  mkdirSync(folder);
  const clerk = await startLocalClerk();
  const issue = clerk.issueFor(FRONTEND_API_URL, 'ClerkJwtAuthorizer');
  writeFileSync(join(folder, 'clerk.pem'), clerk.pem);
  writeFileSync(
    join(folder, 'admin.txt'),
    await issue.session({ lifetime: 3600, claims: { metadata: { role: 'admin' } } }),
  );
  writeFileSync(join(folder, 'member.txt'), await issue.session({ lifetime: 3600 }));
  await clerk.close();
});

/** Runs a command line in a shell, with NPX as the command. Fails with the output if the exit code is not 0. */
function shell(line: string): Promise<string> {
  return run(folder, 'sh', [
    '-c',
    line.replace('NPX', `npx --yes --package '${inject('tarball')}' cdk-clerk-authorizer`),
  ]);
}

test('lists its commands', async () => {
  expect(await shell('NPX --help')).toMatch(/^ {2}explain {2}.*\n {2}routes {2}/m);
  expect(await shell('NPX --version')).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('explain reads a token from standard input, and its exit code is the answer', async () => {
  const explain = `NPX explain --template '${template}' --route 'GET /admin' --pem clerk.pem`;
  expect(await shell(`${explain} < admin.txt`)).toMatch(/^The token for GET \/admin is let in\n/);
  const refused = await shell(`${explain} < member.txt; test $? -eq 1`);
  expect(refused).toContain('The rule is: metadata.role is "admin" or metadata.level is at least 3; ');
  const misspelt = await shell(`${explain} --route 'GET /admim' < admin.txt 2>&1; test $? -eq 2`);
  // npx warns on the older Node.js of some build machines.
  expect(misspelt.replace(/^npm warn .*\n/gm, '')).toBe(
    'There is no route for GET /admim; the closest is GET /admin.\n',
  );
});

test('output in a pipe has no colours', async () => {
  const output = await shell(
    `NPX explain --template '${template}' --route 'GET /admin' --pem clerk.pem < admin.txt | cat`,
  );
  expect(output).toMatch(/^[\n\x20-\x7e✓✗·]+$/);
});

test('routes finds the open routes of the app', async () => {
  expect(await shell(`NPX routes '${assembly}' --fail-on-open --allow 'GET /health'`)).toContain('GET');
});

test('routes writes a file beside the templates at every synthesis, or stops it', async () => {
  const app = join(inject('workspace'), 'typescript');
  // A folder of its own, since other tests read cdk.out at the same time.
  const synth = (line: string) =>
    run(app, 'node_modules/.bin/cdk', ['synth', '--quiet', '--no-notices', '--output', 'cdk.routes', '--app', line], {
      CDK_DISABLE_CLI_TELEMETRY: 'true',
    });
  const line = JSON.parse(programIn('docs/tools.md', 'json')).app.replace('npx tsx bin/app.ts', 'node app.mjs');
  await synth(line);
  expect(readFileSync(join(app, 'cdk.routes/access.md'), 'utf8')).toContain('| GET | /health | open | anyone |');
  const strict = synth(line.replace('--markdown', '--markdown --fail-on-open'));
  await expect(strict).rejects.toThrow('1 route open without being allowed: GET /health');
});

test('clerk mints tokens for whoever has the secret of the run, until Ctrl-C', async () => {
  const clerk = await startLocalClerkCommand(folder);
  const { token } = await clerk.act('mint', { kind: 'm2m', audience: 'my-api' });
  const jwksUrl = new URL(`${clerk.frontendApiUrl}/.well-known/jwks.json`);
  const { payload } = await jwtVerify(String(token), createRemoteJWKSet(jwksUrl));
  expect(payload).toMatchObject({ iss: clerk.frontendApiUrl, aud: 'my-api', sub: expect.stringMatching(/^mch_/) });
  expect(await clerk.act('mint', {}, 'guessed')).toMatchObject({ status: 401, error: expect.any(String) });

  await clerk.stop();
  const isUp = () =>
    fetch(jwksUrl)
      .then(({ ok }) => ok)
      .catch(() => false);
  await expect.poll(isUp, { timeout: 30_000 }).toBe(false); // npx does not wait for the command
});
