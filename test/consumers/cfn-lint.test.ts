import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { FRONTEND_API_URL, REPOSITORY, run } from './support';

const workspace = inject('workspace');
const examples = readdirSync(join(REPOSITORY, 'examples')).filter((name) => name.endsWith('.ts'));

beforeAll(async () => {
  await run(workspace, 'python3', ['-m', 'venv', 'cfn-lint']);
  await run(workspace, 'cfn-lint/bin/pip', ['install', '--quiet', 'cfn-lint==1.58.0']);
});

test('cfn-lint finds nothing in the TypeScript app', async () => {
  expect(await findings('typescript/cdk.out')).toEqual([]);
});

test.each(examples)('cfn-lint finds nothing in examples/%s', async (file) => {
  const output = `examples/${file}`;
  await run(REPOSITORY, 'node', ['--import', 'tsx', join('examples', file)], {
    CDK_OUTDIR: join(workspace, output),
    CLERK_FRONTEND_API_URL: FRONTEND_API_URL,
    CLERK_JWT_KEY: readFileSync(join(REPOSITORY, 'test/fixtures/public-key.pem'), 'utf8'),
  });
  expect(await findings(output)).toEqual([]);
});

/** Returns the errors and warnings of cfn-lint for the templates in a folder. */
async function findings(folder: string): Promise<string[]> {
  const templates = readdirSync(join(workspace, folder)).filter((name) => name.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`No template in ${folder}`);
  const paths = templates.map((name) => join(folder, name));
  const report = await run(workspace, 'cfn-lint/bin/cfn-lint', [
    ...['--ignore-checks', 'W3005'], // CDK adds DependsOn entries that a reference already implies
    ...['--format', 'json', '--non-zero-exit-code', 'none', '--', ...paths],
  ]);
  const found: Finding[] = JSON.parse(report);
  return found.map(({ Rule, Message, Location }) => `${Rule.Id} ${Location.Path?.join('/')}: ${Message}`);
}

interface Finding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Location: { readonly Path?: (string | number)[] };
}
