import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doctor } from '../../../cli/commands/doctor';
import { explain } from '../../../cli/commands/explain';
import { routes } from '../../../cli/commands/routes';
import { FINDINGS } from '../../../cli/doctor/findings';
import { main } from '../../../cli/main';
import { startLocalClerk } from '../../../local/clerk/local-clerk';
import { testIo } from '../support/cli';
import { FRONTEND_API_URL } from '../support/stack';

const text = readFileSync('docs/tools.md', 'utf8');
const [explainOutput, routesOutput, doctorOutput] = [...text.matchAll(/^```text\n(.*?)^```$/gms)].map(
  ([, output]) => output,
);

async function outputOf(argv: string[], input?: string): Promise<string> {
  const io = testIo({ input });
  await main(argv, [explain, routes, doctor], io);
  return io.out;
}

const folder = mkdtempSync(join(tmpdir(), 'tools-'));

beforeAll(() => {
  execFileSync(process.execPath, ['--import', 'tsx', 'examples/claim-rules.ts'], {
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: 'test/tsconfig.json', // the examples import the package by its name
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: '{"aws:cdk:enable-path-metadata":true}', // as the CDK CLI does
      CLERK_FRONTEND_API_URL: FRONTEND_API_URL,
    },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

test('the output of explain is that for the example', async () => {
  const clerk = await startLocalClerk();
  const jwks = join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify(clerk.jwks));
  const template = join(folder, 'ClaimRulesExample.template.json');
  const argv = ['explain', '--template', template, '--route', 'GET /members', '--jwks', jwks];
  const token = await clerk.issueFor(FRONTEND_API_URL, 'ClerkJwtAuthorizer').session();
  expect(explainOutput).toBe(await outputOf(argv, token));
  await clerk.close();
});

test('the output of routes is that for the example', async () => {
  expect(routesOutput).toBe(await outputOf(['routes', folder]));
});

test('the output of doctor is that for the local Clerk', async () => {
  const clerk = await startLocalClerk();
  const output = await outputOf(
    ['doctor', '--frontend-api-url', clerk.frontendApiUrl, '--token'],
    await clerk.issue.session(),
  );
  expect(doctorOutput).toBe(output.replace(/\(\d+ ms\)/g, '(5 ms)'));
  await clerk.close();
});

test('every finding of doctor is there with what to do about it', () => {
  const rows = [...text.matchAll(/^\| `(Doctor\.\w+)` \| (error|warning) \| (.+) \|$/gm)];
  expect(rows.map(([, id, level, fix]) => [id, { level, fix }])).toEqual(Object.entries(FINDINGS));
});
