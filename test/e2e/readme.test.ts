import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Api } from '../../local/emulator/api';
import { prepareWorkspace, ROOT, TEMPORARY } from '../../local/emulator/workspace';
import { type Browser, openBrowser } from './support/browser';
import { deployApp } from './support/deploy';

let browser: Browser;
let api: Api;
beforeAll(async () => {
  browser = await openBrowser();
  prepareWorkspace();
  const app = join(TEMPORARY, 'readme.ts');
  writeFileSync(app, firstProgram({ frontendApiUrl: inject('frontendApiUrl'), origin: browser.origin }));
  api = (await deployApp(app, {})).ApiUrl;
});
afterAll(() => browser?.close());

/** The first program of the README for this Clerk instance and front end. */
function firstProgram({ frontendApiUrl, origin }: { frontendApiUrl: string; origin: string }): string {
  const [, program] = /^```ts nofixture\n(.*?)^```/ms.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const changes: [from: string, to: string][] = [
    ["'cdk-clerk-authorizer'", `'${ROOT}/src'`],
    ["'https://sensible-skunk-49.clerk.accounts.dev'", `'${frontendApiUrl}'`],
    ["'https://app.example.com'", `'${origin}'`],
  ];
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, program ?? '');
}

test.each(['GET', 'POST'])('a page of the front end calls %s /orders, after a preflight', async (method) => {
  const { authorization } = inject('credentials')['signed in'];
  // Each method has its own URL, because browsers cache preflights by URL.
  const { seen, exchanges } = await browser.fetch(api, `/orders?${method}`, { method, headers: { authorization } });

  expect(exchanges).toEqual([
    { method: 'OPTIONS', status: 204 },
    { method, status: 200 },
  ]);
  expect(seen).toEqual({ status: 200, body: 'hello' });
});

test('a page cannot read /orders without a token, and /health with or without', async () => {
  expect((await browser.fetch(api, '/orders')).exchanges).toEqual([{ method: 'GET', status: 401 }]);
  expect((await browser.fetch(api, '/health')).seen).toEqual({ status: 200, body: 'hello' });
});
