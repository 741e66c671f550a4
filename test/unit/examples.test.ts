import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Aspects, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { afterAll, describe, expect, test } from 'vitest';
import { lines } from './support/report';
import { FRONTEND_API_URL } from './support/stack';
import type { CfnTemplate } from './support/template/intrinsics';
import { routesOf } from './support/template/routes';
import { missingPermissions, openDoors, openRoutes } from './support/template/rules';

/** A public key whose private half was never kept. */
const CLERK_JWT_KEY = readFileSync('test/fixtures/public-key.pem', 'utf8');
const outputs = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(outputs, { recursive: true }));

/** Written by hand: a route that asks nothing of its caller is meant to be one of these, and a new one fails the test. */
const OPEN_ROUTES: Record<string, string[]> = {
  'claim-rules.ts': ['ANY /admin/{proxy+}'], // answers preflights
  'http-api.ts': ['ANY /documents/{proxy+}', 'GET /health'],
  'http-proxy.ts': ['GET /health'],
  'http-queue.ts': [],
  'mcp-server.ts': [
    'GET /.well-known/oauth-protected-resource',
    'GET /.well-known/oauth-protected-resource/mcp',
    'OPTIONS /',
    'OPTIONS /.well-known',
    'OPTIONS /.well-known/oauth-protected-resource',
    'OPTIONS /.well-known/oauth-protected-resource/mcp',
    'OPTIONS /mcp',
  ],
  'networkless.ts': ['GET /health'],
  'rest-admin-only.ts': ['OPTIONS /', 'OPTIONS /admin'],
  'rest-table.ts': [],
  'websocket.ts': [],
};

const examples = readdirSync('examples').filter((file) => file.endsWith('.ts'));

describe.each(examples)('examples/%s', (file) => {
  const template = synthesize(file);

  test('synthesizes the same template', () => {
    expect(withoutDetails(template)).toMatchSnapshot();
  });

  test('has the permission to invoke the function of each route and authorizer', () => {
    expect(missingPermissions(read(template))).toEqual([]);
  });

  test('has no open route to the back end of a protected one', () => {
    expect(openDoors(read(template))).toEqual([]);
  });

  test('is not warned about', () => {
    const messages = new CloudAssembly(dirname(template)).stacks.flatMap((stack) => stack.messages);
    const warnings = messages.filter(({ level }) => level !== 'info').map(({ entry }) => String(entry.data));
    expect(warnings.filter((text) => text.includes('cdk-clerk-authorizer:'))).toEqual([]);
  });

  test('leaves open the routes that are meant to be open', () => {
    expect(openRoutes(read(template))).toEqual(OPEN_ROUTES[file]);
  });

  test('has the routes of the access report', () => {
    expect(lines(read(template))).toMatchSnapshot();
  });

  test.each([new AwsSolutionsChecks(), new ServerlessChecks()])(
    'has no finding of $packName but its open routes, beside what it acknowledges',
    (pack) => {
      // cdk-nag knows the preflights of REST APIs.
      const open = routesOf(read(template)).filter(({ isOpen, key }) => isOpen && !key.startsWith('OPTIONS '));
      const ids = pack instanceof AwsSolutionsChecks ? open.map(({ id }) => `AwsSolutions-APIG4 ${id}`) : [];
      expect(findings(template, pack).sort()).toEqual(ids.sort());
    },
  );
});

function read(template: string): CfnTemplate {
  return JSON.parse(readFileSync(template, 'utf8'));
}

/** Runs the example as the CDK CLI does. Returns the path of its template. */
function synthesize(file: string): string {
  const output = join(outputs, file);
  execFileSync(process.execPath, ['--import', 'tsx', `examples/${file}`], {
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: 'test/tsconfig.json', // the examples import the package by its name
      CDK_OUTDIR: output,
      CLERK_FRONTEND_API_URL: FRONTEND_API_URL,
      CLERK_JWT_KEY,
    },
  });
  const [template] = readdirSync(output).filter((name) => name.endsWith('.template.json'));
  return join(output, template ?? '');
}

/**
 * Masks what other tests judge: asset hashes, which change with the code of the functions, and what is acknowledged for
 * auditors.
 */
function withoutDetails(template: string): unknown {
  const json = readFileSync(template, 'utf8').replace(/[0-9a-f]{64}/g, '<hash>');
  return JSON.parse(json, (key, value) => {
    if (key !== 'Metadata') return value;
    const { cdk_nag: _nag, checkov: _checkov, ...rest } = value;
    return Object.keys(rest).length > 0 ? rest : undefined;
  });
}

function findings(templateFile: string, pack: NagPack): string[] {
  const stack = new Stack(new App(), 'Stack', { synthesizer: new LegacyStackSynthesizer() });
  new CfnInclude(stack, 'Template', { templateFile });
  Aspects.of(stack).add(pack);
  const annotations = Annotations.fromStack(stack);
  return ['findError' as const, 'findWarning' as const]
    .flatMap((find) => annotations[find]('*', Match.anyValue()))
    .map(({ id, entry }) => `${/^[\w-]+/.exec(String(entry.data))?.[0]} ${id.split('/').at(-1)}`)
    .filter((finding) => !finding.startsWith('CdkNagValidationFailure ApiDeployment')); // cdk-nag 3 can read deployments
}
