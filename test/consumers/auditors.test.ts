import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { CfnTemplate } from '../unit/support/template/intrinsics';
import { routesOf } from '../unit/support/template/routes';
import { FRONTEND_API_URL, REPOSITORY, run } from './support';

const workspace = inject('workspace');
const examples = readdirSync(join(REPOSITORY, 'examples')).filter((name) => name.endsWith('.ts'));

beforeAll(async () => {
  await run(workspace, 'python3', ['-m', 'venv', 'auditors']);
  await run(workspace, 'auditors/bin/pip', ['install', '--quiet', 'cfn-lint==1.58.0', 'checkov==3.3.30']);
  for (const file of examples) await synthesize(file);
});

test.each(['typescript/cdk.out', ...examples.map((file) => join('examples', file))])(
  'cfn-lint finds nothing in %s',
  async (folder) => {
    const report = await run(workspace, 'auditors/bin/cfn-lint', [
      ...['--ignore-checks', 'W3005'], // CDK adds DependsOn entries that a reference already implies
      ...['--format', 'json', '--non-zero-exit-code', 'none', '--', ...templatesIn(folder)],
    ]);
    const found: CfnLintFinding[] = JSON.parse(report);
    expect(found.map(({ Rule, Message, Location }) => `${Rule.Id} ${Location.Path?.join('/')}: ${Message}`)).toEqual(
      [],
    );
  },
);

// The unit tests of the examples compare the open routes with lists that are written by hand. Auditors know preflights.
describe('in the examples, beside what they acknowledge,', () => {
  const openRoutes = (file: string) =>
    routesOf(readTemplate(file)).filter(({ isOpen, key }) => isOpen && !key.startsWith('OPTIONS '));

  test('checkov finds the open routes of REST APIs only', async () => {
    const report = await run(workspace, 'auditors/bin/checkov', [
      ...['--framework', 'cloudformation', '--skip-download', '--compact', '--soft-fail', '--output', 'json'],
      ...examples.flatMap((file) => ['--file', templateOf(file)]),
    ]);
    const { results, summary }: CheckovReport = JSON.parse(report);
    expect(summary.parsing_errors).toBe(0);
    expect(new Set(results.skipped_checks.map(({ file_path }) => file_path)).size).toBe(examples.length);
    const found = results.failed_checks.map(({ check_id, resource }) => `${check_id} ${resource.split('.').at(-1)}`);
    const ofRest = examples.flatMap(openRoutes).filter(({ kind }) => kind === 'REST');
    expect(found.sort()).toEqual(ofRest.map(({ id }) => `CKV_AWS_59 ${id}`).sort());
  });

  test('the packs AwsSolutions and Serverless of the newest cdk-nag find the open routes only', async () => {
    const templates = examples.map(templateOf);
    const report = await run(join(workspace, 'typescript'), 'node', ['nag-templates.mjs', ...templates]);
    const found: NagFinding[][] = JSON.parse(report);
    const standing = examples.map((file, index) =>
      found[index]?.filter((finding) => !isAcknowledged(readTemplate(file), finding)),
    );
    expect(standing.map((findings) => findings?.map(({ rule, resource }) => `${rule} ${resource}`).sort())).toEqual(
      examples.map((file) =>
        openRoutes(file)
          .map(({ id }) => `AwsSolutions-APIG4 ${id}`)
          .sort(),
      ),
    );
  });
});

async function synthesize(file: string): Promise<void> {
  await run(REPOSITORY, 'node', ['--import', 'tsx', join('examples', file)], {
    TSX_TSCONFIG_PATH: 'test/tsconfig.json', // the examples import the package by its name
    CDK_OUTDIR: join(workspace, 'examples', file),
    CLERK_FRONTEND_API_URL: FRONTEND_API_URL,
    CLERK_JWT_KEY: readFileSync(join(REPOSITORY, 'test/fixtures/public-key.pem'), 'utf8'),
  });
}

function templatesIn(folder: string): string[] {
  const templates = readdirSync(join(workspace, folder)).filter((name) => name.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`No template in ${folder}`);
  return templates.map((name) => join(workspace, folder, name));
}

/** Returns the path of an example's template; each example has one stack. */
function templateOf(file: string): string {
  return templatesIn(join('examples', file))[0] ?? '';
}

function readTemplate(file: string): CfnTemplate {
  return JSON.parse(readFileSync(templateOf(file), 'utf8'));
}

/** A rule about the entries of a list, such as the managed policies of a role, names the entry in brackets. */
function isAcknowledged({ Resources }: CfnTemplate, { rule, resource }: NagFinding): boolean {
  const metadata = Resources[resource]?.Metadata?.cdk_nag as { rules_to_suppress: { id: string }[] } | undefined;
  return metadata?.rules_to_suppress.some(({ id }) => id === rule.replace(/\[.*\]$/, '')) ?? false;
}

interface CfnLintFinding {
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Location: { readonly Path?: (string | number)[] };
}

interface NagFinding {
  readonly rule: string;
  readonly resource: string;
}

interface CheckovReport {
  readonly results: {
    readonly failed_checks: { readonly check_id: string; readonly resource: string }[];
    readonly skipped_checks: { readonly file_path: string }[];
  };
  readonly summary: { readonly parsing_errors: number };
}
