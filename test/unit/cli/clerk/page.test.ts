import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClerkPage } from '../../support/clerk-page';

let page: ClerkPage;

beforeAll(async () => {
  page = await ClerkPage.start();
});
afterAll(async () => {
  await page.close();
  await page.clerk.close();
});

describe('the page', () => {
  test.each([
    ['/', 'text/html'],
    ['/page.css', 'text/css'],
    ['/page.js', 'text/javascript'],
  ])('%s is served, and may load and call nothing but itself', async (path, type) => {
    const { status, headers, text } = await page.call('GET', path, { host: page.host });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain(type);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(text).not.toMatch(/(src|href)="(https?:|\/\/)|url\(|@import/);
    expect(text).not.toContain(page.headers['x-run-secret']);
  });

  test('says that it is not Clerk', async () => {
    expect((await page.call('GET', '/', { host: page.host })).text).toContain('This is NOT Clerk');
  });

  test('gets the defaults of the fields', async () => {
    const { status, frontendApiUrl, flaws, apis } = await page.act('run');
    expect({ status, frontendApiUrl, apis }).toEqual({
      status: 200,
      frontendApiUrl: page.clerk.frontendApiUrl,
      apis: [],
    });
    expect(flaws).toContainEqual({ name: 'expired', title: 'expired token' });
  });
});

describe('a request that is not from the page is refused', () => {
  const port = () => page.host.split(':')[1];
  const cases: [string, string, string, () => Record<string, string>, number][] = [
    ['a foreign Host', 'POST', '/api/mint', () => ({ ...page.headers, host: `evil.example.com:${port()}` }), 403],
    ['localhost as Host', 'GET', '/', () => ({ host: `localhost:${port()}` }), 403],
    ['a foreign Host for a file', 'GET', '/page.js', () => ({ host: `evil.example.com:${port()}` }), 403],
    ['a foreign Origin', 'POST', '/api/mint', () => ({ ...page.headers, origin: 'https://evil.example.com' }), 403],
    ['a foreign Origin for a file', 'GET', '/', () => ({ host: page.host, origin: 'https://evil.example.com' }), 403],
    ['a sandboxed Origin', 'POST', '/api/mint', () => ({ ...page.headers, origin: 'null' }), 403],
    ['the Origin of another port', 'POST', '/api/mint', () => ({ ...page.headers, origin: 'http://127.0.0.1:1' }), 403],
    ['no Origin', 'POST', '/api/mint', () => ({ host: page.host, 'x-run-secret': page.headers['x-run-secret'] }), 403],
    ['no secret', 'POST', '/api/send', () => ({ host: page.host, origin: page.headers.origin }), 401],
    ['a wrong secret', 'POST', '/api/send', () => ({ ...page.headers, 'x-run-secret': 'x'.repeat(43) }), 401],
    [
      'a part of the secret',
      'POST',
      '/api/run',
      () => ({ ...page.headers, 'x-run-secret': page.headers['x-run-secret'].slice(1) }),
      401,
    ],
    ['an unknown path', 'POST', '/api/other', () => page.headers, 404],
    ['an unknown file', 'GET', '/page/../../package.json', () => page.headers, 404],
    ['another method of an action', 'GET', '/api/run', () => page.headers, 405],
    ['another method of a file', 'POST', '/', () => page.headers, 405],
  ];
  test.each(cases)('%s: %s %s', async (_, method, path, headers, status) => {
    const answer = await page.call(method, path, headers());
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test.each([
    ['more than 512 KB', JSON.stringify({ token: 'x'.repeat(512 * 1024) }), 413],
    ['text', 'token', 400],
    ['a list', '[]', 400],
    ['a number in a field', '{"age":1}', 400],
  ])('a body with %s', async (_, body, status) => {
    expect((await page.call('POST', '/api/mint', page.headers, body)).status).toBe(status);
  });
});
