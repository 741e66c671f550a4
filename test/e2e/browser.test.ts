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

describe('a route for all methods of ClerkProtectedHttpApi', () => {
  test.each([
    ['SplitUrl', 'without a CORS configuration', 'GET'],
    ['SplitUrl', 'without a CORS configuration', 'POST'],
    ['SplitUrl', 'without a CORS configuration', 'PUT'],
    ['SplitUrl', 'without a CORS configuration', 'DELETE'],
    ['ConfiguredUrl', 'with one', 'DELETE'],
    ['WithoutRouteUrl', 'with one and no route for preflights', 'DELETE'],
  ])('%s, %s: answers the preflight of %s, and then the call', async (api, _, method) => {
    // Each method has its own path, because browsers cache preflights by URL.
    const { exchanges, seen } = await browser.fetch(apis[api], `/documents/${method}`, {
      method,
      headers: { authorization },
    });

    expect(exchanges).toEqual([
      { method: 'OPTIONS', status: 204 },
      { method, status: 200 },
    ]);
    expect(JSON.parse(seen?.body ?? '')).toEqual({ routeKey: `${method} /documents/{proxy+}` });
  });

  test('refuses a call without a token', async () => {
    const { exchanges, seen } = await browser.fetch(apis.SplitUrl, '/documents/1');

    expect(exchanges).toEqual([{ method: 'GET', status: 401 }]);
    // The back end, which adds the CORS headers, was not called: to a script the 401 looks like a network error.
    expect(seen).toBeUndefined();
  });
});

describe('an ANY route with the JWT authorizer of the CDK', () => {
  test('refuses the preflight, so that the browser never sends the call', async () => {
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
