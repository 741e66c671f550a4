import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Api } from '../../local/emulator/api';
import { type Browser, openBrowser } from './support/browser';
import { deployApp } from './support/deploy';

const { authorization } = inject('credentials')['signed in'];

let browser: Browser;
let apis: Record<string, Api>;
beforeAll(async () => {
  apis = await deployApp('test/e2e/apps/preflight.ts', { CLERK_FRONTEND_API_URL: inject('frontendApiUrl') });
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe('an ANY route, split by us', () => {
  test.each(['GET', 'POST', 'PUT', 'DELETE'])('lets the preflight of %s through, and then the call', async (method) => {
    // A path of its own, or the browser would remember the preflight before.
    const result = await browser.fetch(apis.SplitUrl, `/documents/${method}`, { method, headers: { authorization } });

    expect(result.exchanges).toEqual([
      { method: 'OPTIONS', status: 200 },
      { method, status: 200 },
    ]);
    expect(JSON.parse(result.seen?.body ?? '')).toEqual({ routeKey: `${method} /documents/{proxy+}` });
  });

  test('refuses a call without a token', async () => {
    const { exchanges, seen } = await browser.fetch(apis.SplitUrl, '/documents/1');

    expect(exchanges).toEqual([{ method: 'GET', status: 401 }]);
    // No back end was asked, so no one added CORS headers: a script cannot tell a 401 from a dead network.
    expect(seen).toBeUndefined();
  });
});

describe('an ANY route, protected the usual way', () => {
  test('refuses the preflight, so the browser never sends the call', async () => {
    const result = await browser.fetch(apis.UnsplitUrl, '/documents/1', { headers: { authorization } });

    expect(result).toEqual({ exchanges: [{ method: 'OPTIONS', status: 401 }], seen: undefined });
  });
});

describe('an API with a CORS configuration', () => {
  test('answers the preflight itself', async () => {
    const api = inject('examples')['examples/http-api.ts'];
    const { exchanges, seen } = await browser.fetch(api, '/orders', { headers: { authorization } });

    expect(exchanges).toEqual([
      { method: 'OPTIONS', status: 204 },
      { method: 'GET', status: 200 },
    ]);
    expect(JSON.parse(seen?.body ?? '')).toMatchObject({ routeKey: 'GET /orders' });
  });
});
