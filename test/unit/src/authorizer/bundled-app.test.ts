import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build, type Format } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);

/** A CDK app. Its access needs a function of the package only where it is a rule. */
const APP = `
  import { App, Stack } from 'aws-cdk-lib';
  import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
  import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
  import { ClaimRule, ClerkProtectedHttpApi, RouteAccess } from 'cdk-clerk-authorizer';
  const app = new App({ outdir: 'cdk.out' });
  const api = new ClerkProtectedHttpApi(new Stack(app, 'Bundled'), 'Api', {
    frontendApiUrl: 'https://sensible-skunk-49.clerk.accounts.dev',
    audience: ['ClerkJwtAuthorizer'],
  });
  const access = process.argv[2] === 'rule' ? RouteAccess.when(ClaimRule.hasRole('org:admin')) : RouteAccess.signedIn();
  const integration = new HttpUrlIntegration('Backend', 'https://backend.example.com');
  api.addRoutes({ path: '/x', methods: [HttpMethod.GET], integration, access });
  console.log(app.synth().stacks.length + ' stack');`;

/** Inside node_modules, where both require() and import find the CDK, which is not bundled. */
const folder = mkdtempSync(resolve('node_modules', '.bundled-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each<[Format, string]>([
  ['cjs', 'app.cjs'],
  ['esm', 'app.mjs'],
])('a CDK app that esbuild bundled together with the package, as %s', (format, name) => {
  const outfile = join(folder, format, 'bin', name);
  const synthesize = (access: string) => run(process.execPath, [outfile, access], { cwd: join(folder, format, 'bin') });

  beforeAll(async () => {
    mkdirSync(join(folder, format, 'bin'), { recursive: true });
    await build({
      stdin: { contents: APP, resolveDir: process.cwd() },
      alias: { 'cdk-clerk-authorizer': resolve('src/index.ts') },
      external: ['aws-cdk-lib', 'constructs'],
      bundle: true,
      platform: 'node',
      format,
      outfile,
    });
  });

  test('synthesizes without a function', async () => {
    expect((await synthesize('signedIn')).stdout).toBe('1 stack\n');
  });

  test('fails on the first function with what to write', async () => {
    await expect(synthesize('rule')).rejects.toThrow(
      /it belongs: the CDK app was bundled, got ".*"; keep the package out of the bundle: esbuild --external:cdk-clerk-authorizer, .*Package\.bundled]/,
    );
  });

  test('works if the files of the package are where it looks for them', async () => {
    cpSync('assets', join(folder, format, 'assets'), { recursive: true });
    expect((await synthesize('rule')).stdout).toBe('1 stack\n');
  });
});
