import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterAll, expect, test } from 'vitest';
import { ClaimRule, ClerkProtectedHttpApi, RouteAccess } from '../../../../src';
import { CLERK, newIntegration, newStack } from '../../support/stack';

const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Synthesizes an API with a rule and one other access. Returns its folder. */
function synthesize(name: string, role: string, access: RouteAccess): string {
  const app = new App({ outdir: join(folder, name) });
  const api = new ClerkProtectedHttpApi(newStack('Stack', app), 'Api', CLERK);
  const options = { methods: [HttpMethod.GET], integration: newIntegration() };
  api.addRoutes({ ...options, path: '/admin', access: RouteAccess.when(ClaimRule.hasRole(role)) });
  api.addRoutes({ ...options, path: '/orders', access });
  return app.synth().directory;
}

test('cdk diff shows a changed rule member by member, and a route that becomes open', async () => {
  const before = synthesize('before', 'org:admin', RouteAccess.signedIn());
  const after = synthesize('after', 'org:owner', RouteAccess.anyone());
  const { stdout, stderr } = await promisify(execFile)(
    'node_modules/.bin/cdk',
    ['diff', 'Stack', '--no-color', '--no-notices', '--app', after, '--template', join(before, 'Stack.template.json')],
    { env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' } },
  );
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.replace(/^[ │├└─]*/, ''));
  const from = (start: string) => lines.slice(lines.indexOf(start));
  expect(from('[~] .cdk-clerk-authorizer:policy:').slice(1, 6)).toEqual([
    '[~] .routes:',
    '[~] .GET /admin:',
    '[~] .role:',
    '[-] org:admin',
    '[+] org:owner',
  ]);
  expect(from('[~] AuthorizationType').slice(1, 3)).toEqual(['[-] JWT', '[+] NONE']);
}, 120_000);
