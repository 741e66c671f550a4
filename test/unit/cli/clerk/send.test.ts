import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../../../../cli/clerk/send';
import { AUDIENCE, ClerkPage } from '../../support/clerk-page';
import { listen } from '../../support/loopback';

let page: ClerkPage;

beforeAll(async () => {
  page = await ClerkPage.start();
});
afterAll(async () => {
  await page.close();
  await page.clerk.close();
});

describe('send', () => {
  const seen: { method?: string; url?: string; authorization?: string; type?: string; body: string }[] = [];
  let api: Server;
  let apiUrl: string;

  beforeAll(async () => {
    api = createServer(async (request, response) => {
      const { method, url } = request;
      const { authorization, 'content-type': type } = request.headers;
      const body = Buffer.concat(await request.toArray()).toString();
      seen.push({ method, url, authorization, type, body });
      if (url === '/never') return;
      if (url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
      else if (url === '/endless') response.write('x'.repeat(512 * 1024));
      else response.writeHead(authorization ? 200 : 401, { 'x-from': 'api' }).end(`${method} ${url}`);
    });
    apiUrl = `http://127.0.0.1:${await listen(api)}`;
  });
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });

  test('passes a minted token on, and shows the response and the explanation', async () => {
    const { token } = await page.act('mint', { audience: AUDIENCE });
    const fields = { token, audience: AUDIENCE, apiUrl: `${apiUrl}/prod/`, path: '/orders?x=1', method: 'DELETE' };
    const { status, body, headers, isCut, explanation } = await page.act('send', fields);
    expect({ status, body, isCut }).toEqual({ status: 200, body: 'DELETE /prod/orders?x=1', isCut: false });
    expect(headers).toContainEqual(['x-from', 'api']);
    expect(explanation).toMatch(/^The token is let in$/m);
    expect(seen.at(-1)?.authorization).toBe(`Bearer ${token}`);
  });

  test('sends no header without a token', async () => {
    const { status, explanation } = await page.act('send', { apiUrl, audience: AUDIENCE });
    expect(status).toBe(401);
    expect(seen.at(-1)).toMatchObject({ method: 'GET', url: '/', authorization: undefined });
    expect(explanation).toMatch(/^The token is refused: 401 Unauthorized, session-token-missing$/m);
  });

  test.each(['POST', 'PUT', 'PATCH'])('%s has the body and the content type of the form', async (method) => {
    const body = ' {"title":"Größe"}\n';
    await page.act('send', { apiUrl, method, body, contentType: 'application/json' });
    expect(seen.at(-1)).toMatchObject({ method, body, type: 'application/json' });
  });

  test.each([
    ['GET', { body: '{}' }],
    ['DELETE', { body: '{}' }],
    ['POST', { body: '' }],
  ])('%s with %j has neither a body nor a content type', async (method, fields) => {
    await page.act('send', { apiUrl, method, contentType: 'application/json', ...fields });
    expect(seen.at(-1)).toMatchObject({ method, body: '', type: undefined });
  });

  test('sends a body of 64 KB, and none of a byte more', async () => {
    const fields = { apiUrl, method: 'POST', body: '\u0001'.repeat(64 * 1024) }; // six bytes each in JSON
    await page.act('send', fields);
    expect(seen.at(-1)?.body).toHaveLength(64 * 1024);
    const { status, error } = await page.act('send', { ...fields, body: `${fields.body}x` });
    expect({ status, error }).toEqual({ status: 400, error: 'The request body has more than 65536 bytes.' });
  });

  test('takes a pasted header', async () => {
    await page.act('send', { apiUrl, token: 'Authorization: Bearer a.b.c' });
    expect(seen.at(-1)?.authorization).toBe('Bearer a.b.c');
  });

  test('reaches names under localhost', async () => {
    const { body } = await page.act('send', { apiUrl: apiUrl.replace('127.0.0.1', 'abc.execute-api.localhost') });
    expect(body).toBe('GET /');
  });

  test('does not follow a redirect', async () => {
    const { status, headers } = await page.act('send', { apiUrl, path: '/moved' });
    expect(status).toBe(302);
    expect(headers).toContainEqual(['location', '/elsewhere']);
    expect(seen.at(-1)?.url).toBe('/moved');
  });

  test('reads no more than 256 KB of a body', async () => {
    const { body, isCut } = await page.act('send', { apiUrl, path: '/endless' });
    expect([body.length, isCut]).toEqual([256 * 1024, true]);
  });

  test('waits for a limited time', async () => {
    const form = new Map(Object.entries({ apiUrl, path: '/never' }));
    await expect(send(form, 50)).rejects.toThrow('The API did not answer within 50 ms.');
  });

  const URL_MISTAKE = 'The URL of the API is an http:// or https:// URL, as a deployment prints it.';
  test.each([
    [{ apiUrl: 'file:///etc/passwd' }, URL_MISTAKE],
    [{ apiUrl: 'http://user:password@127.0.0.1' }, URL_MISTAKE],
    [{}, URL_MISTAKE],
    [{ apiUrl: 'http://127.0.0.1:1', path: '@example.com' }, 'The path starts with a slash, such as /orders.'],
    [{ apiUrl: 'http://127.0.0.1:1', method: 'CONNECT' }, expect.stringMatching(/^The method is one of GET, /)],
    [{ apiUrl: 'http://127.0.0.1:1', token: 'a\nb' }, 'The token has characters that no header can have.'],
    [
      { apiUrl: 'http://127.0.0.1:1', contentType: 'text/plain\r\nx: y' },
      'The content type has characters that no header can have.',
    ],
    [{ apiUrl: 'http://127.0.0.1:1', token: 'a.b.c' }, 'The API cannot be reached (ECONNREFUSED): check its URL.'],
  ])('%j is refused with a sentence', async (fields, error) => {
    expect(await page.act('send', fields)).toEqual({ status: 400, error });
  });

  test('asks for the audience that an explanation needs', async () => {
    const { explanation } = await page.act('send', { apiUrl });
    expect(explanation).toBe('There is no explanation. Fill in the audience, or start the command with --template.');
  });
});
