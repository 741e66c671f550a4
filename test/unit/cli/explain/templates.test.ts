import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ClaimRule, ClerkProtectedHttpApi, RouteAccess } from '../../../../src';
import { ExplainedApp, runExplain } from '../../support/explained-app';
import { CLERK, newIntegration } from '../../support/stack';

let explained: ExplainedApp;

beforeAll(async () => {
  explained = await ExplainedApp.start();
});
afterAll(() => explained.close());

test('what another stack of the app supplies is read from the folder of the template', async () => {
  const app = new App({ outdir: join(explained.folder, 'several') });
  const shared = new Stack(app, 'Shared');
  const audience = [new CfnParameter(shared, 'Audience').valueAsString];
  const stack = new Stack(app, 'Orders');
  const httpApi = new HttpApi(stack, 'Api');
  const api = new ClerkProtectedHttpApi(new NestedStack(stack, 'Routes'), 'Api', { ...CLERK, httpApi, audience });
  const access = RouteAccess.when(ClaimRule.hasRole('org:admin'));
  api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: newIntegration(), access });
  app.synth();
  const at = [
    '--template',
    join(app.outdir, 'Orders.template.json'),
    '--route',
    'GET /orders',
    '--jwks',
    explained.jwks,
  ];
  const token = await explained.issue.session({ organization: { role: 'admin' } });
  const asked = await runExplain(token, ...at);
  expect([asked.exitCode, asked.err]).toEqual([
    2,
    'The value of Shared/Audience is known at deployment only: pass it as the parameter Shared/Audience.\n',
  ]);
  const given = (value: string) => ['--parameter', `Shared/Audience=${value}`];
  expect(await runExplain(token, ...at, ...given('ClerkJwtAuthorizer'))).toMatchObject({ exitCode: 0, err: '' });
  expect((await runExplain(token, ...at, ...given('other'))).out).toContain('403 Forbidden, audience-mismatch');
});

test('a directory is read with all its stacks, and the route may have a query string', async () => {
  const all = [
    '--template',
    join(explained.folder, 'cdk.out'),
    '--jwks',
    explained.jwks,
    '--parameter',
    `Others/Url=${CLERK.frontendApiUrl}`,
  ];
  const token = await explained.issue.session();
  expect((await runExplain(token, ...all, '--route', 'GET /orders/7?page=2')).exitCode).toBe(0);
  expect((await runExplain(token, ...all, '--route', '$connect')).exitCode).toBe(0);
  expect((await runExplain(token, ...all, '--route', 'GET /order/7')).err).toContain(
    'the closest is GET /orders/{id}.',
  );
});

test('a policy that is too long for the environment is read from the code beside the template', async () => {
  const outdir = join(explained.folder, 'long');
  mkdirSync(outdir);
  const app = new App({ outdir });
  const api = new ClerkProtectedHttpApi(new Stack(app, 'Long'), 'Api', CLERK);
  for (let i = 0; i < 40; i++) {
    const access = RouteAccess.when(ClaimRule.hasRole(`org:${'x'.repeat(80)}${i}`));
    api.addRoutes({ path: `/x${i}`, methods: [HttpMethod.GET], integration: newIntegration(), access });
  }
  app.synth();
  const token = await explained.issue.session({ organization: { role: `${'x'.repeat(80)}7` } });
  const at = (path: string) => [
    '--template',
    join(outdir, 'Long.template.json'),
    '--jwks',
    explained.jwks,
    '--route',
    `GET ${path}`,
  ];
  expect((await runExplain(token, ...at('/x7'))).exitCode).toBe(0);
  expect((await runExplain(token, ...at('/x8'))).exitCode).toBe(1);
});
