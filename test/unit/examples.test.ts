import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, test } from 'vitest';
import { lines } from './support/report';
import { FRONTEND_API_URL } from './support/stack';
import type { CfnTemplate } from './support/template/intrinsics';
import { missingPermissions, openDoors, openRoutes } from './support/template/rules';

/** A public key whose private half was never kept. */
const CLERK_JWT_KEY = readFileSync('test/fixtures/public-key.pem', 'utf8');
const outputs = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(outputs, { recursive: true }));

/** CDK's default role of the back end. */
const BACK_END = ['AwsSolutions-IAM4 EchoServiceRoleBE28060B'];

const REST = [
  ...BACK_END,
  'AwsSolutions-IAM4 ApiCloudWatchRole73EC6FC4', // CDK's default role, without which API Gateway writes no access logs
  'AwsSolutions-APIG2 ApiF70053CD', // the back end echoes whatever it gets
  'AwsSolutions-APIG6 ApiDeploymentStageprod3EB9684E', // execution logs repeat requests; there are access logs
];

/** Findings that stand, beside routes that are meant to be open. COG4 wants Cognito where Clerk knows the users. */
const KNOWN_FINDINGS: Record<string, string[]> = {
  'mcp-server.ts': [
    ...REST,
    'AwsSolutions-COG4 ApimcpDELETEDFBBE249',
    'AwsSolutions-COG4 ApimcpGET794E00C0',
    'AwsSolutions-COG4 ApimcpPOSTFA9F5362',
    // RFC 9728: clients read the metadata before they have a token.
    'AwsSolutions-COG4 ApiwellknownoauthprotectedresourceGETECDD70C6',
    'AwsSolutions-COG4 ApiwellknownoauthprotectedresourcemcpGET324823FF',
  ],
  'rest-admin-only.ts': [...REST, 'AwsSolutions-COG4 ApiadminGETE7315278'],
  'websocket.ts': ['AwsSolutions-IAM4 ChatServiceRole7CF66081'], // as BACK_END
};

/** Written by hand: a route that asks nothing of its caller is meant to be one of these, and a new one fails the test. */
const OPEN_ROUTES: Record<string, string[]> = {
  'claim-rules.ts': ['ANY /admin/{proxy+}'], // answers preflights
  'http-api.ts': ['ANY /documents/{proxy+}', 'GET /health'],
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
  'websocket.ts': [],
};

const examples = readdirSync('examples').filter((file) => file.endsWith('.ts'));

describe.each(examples)('examples/%s', (file) => {
  const template = synthesize(file);

  test('synthesizes the same template', () => {
    expect(maskAssets(template)).toMatchSnapshot();
  });

  test('has the permission to invoke the function of each route and authorizer', () => {
    expect(missingPermissions(read(template))).toEqual([]);
  });

  test('has no open route to the back end of a protected one', () => {
    expect(openDoors(read(template))).toEqual([]);
  });

  test('leaves open the routes that are meant to be open', () => {
    expect(openRoutes(read(template))).toEqual(OPEN_ROUTES[file]);
  });

  test('has the routes of the access report', () => {
    expect(lines(read(template))).toMatchSnapshot();
  });

  test('has no finding of cdk-nag but its open routes and what is known of it', () => {
    const { Resources } = read(template);
    // A preflight of a REST API is none: cdk-nag knows it by its integration.
    const open = Object.entries(Resources).filter(
      ([, { Properties }]) => Properties?.AuthorizationType === 'NONE' && Properties.HttpMethod !== 'OPTIONS',
    );
    const known = KNOWN_FINDINGS[file] ?? BACK_END;
    expect(findings(template).sort()).toEqual([...known, ...open.map(([id]) => `AwsSolutions-APIG4 ${id}`)].sort());
  });
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

/** Asset hashes change with every change of the function's code; its own tests judge that. */
function maskAssets(template: string): unknown {
  return JSON.parse(readFileSync(template, 'utf8').replace(/[0-9a-f]{64}/g, '<hash>'));
}

function findings(templateFile: string): string[] {
  const stack = new Stack(new App(), 'Stack', { synthesizer: new LegacyStackSynthesizer() });
  new CfnInclude(stack, 'Template', { templateFile });
  Aspects.of(stack).add(new AwsSolutionsChecks());
  return Annotations.fromStack(stack)
    .findError('*', Match.anyValue())
    .map(({ id, entry }) => `${/^[\w-]+/.exec(String(entry.data))?.[0]} ${id.split('/').at(-1)}`);
}
