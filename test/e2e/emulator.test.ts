/** Holds the emulator against what is documented or reported of AWS; the sources stand in local/emulator. */
import { once } from 'node:events';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type Api, call } from '../../local/emulator/api';
import { connect } from '../../local/emulator/websocket';
import { deployApp } from './support/deploy';

const ORIGIN = 'https://app.example.com';
const PREFLIGHT = { origin: ORIGIN, 'access-control-request-method': 'GET' };

let apis: Record<string, Api>;
beforeAll(async () => {
  apis = await deployApp('test/e2e/apps/emulator.ts', { CLERK_FRONTEND_API_URL: inject('frontendApiUrl') });
});

describe('a route invokes its function only by the resource policy of the function', () => {
  test.each([
    ['HttpUrl', '/items/1', 200, 'for this route'],
    ['HttpUrl', '/any', 200, 'for this route'],
    ['HttpUrl', '/forgotten', 500, 'without a permission'],
    ['HttpUrl', '/elsewhere', 500, 'for another route only'],
    ['DefaultUrl', '/x', 200, 'for $default'],
    ['DefaultAsPathUrl', '/x', 500, 'for every method and path, which $default has none of'],
    ['RestUrl', '/open', 200, 'for this method'],
  ])('%s %s: %i, %s', async (api, path, status) => {
    expect((await call(apis[api], 'GET', path, {})).status).toBe(status);
  });

  test('and so does an authorizer', async () => {
    expect((await call(apis.HttpUrl, 'GET', '/refused', {})).status).toBe(403);
    expect((await call(apis.HttpUrl, 'GET', '/unasked', {})).status).toBe(500);
  });

  test('and the routes of a WebSocket API, each by itself', async () => {
    const socket = await connect(apis.WebSocketUrl, {});
    if (typeof socket === 'number') throw new Error(`refused: ${socket}`);
    const answers: string[] = [];
    for (const action of ['anything', 'forgotten']) {
      socket.send(JSON.stringify({ action }));
      answers.push(String((await once(socket, 'message'))[0]));
    }
    socket.terminate();
    expect(answers).toEqual(['reached', expect.stringContaining('Internal server error')]);
  });
});

describe('a preflight of an API with a CORS configuration', () => {
  test.each([
    ['/items/1', 204, '', 'no route takes OPTIONS, so API Gateway answers'],
    ['/any', 200, 'ANY /any', 'the ANY route takes it'],
  ])('%s: %i %s, since %s', async (path, status, body) => {
    const headers = { 'access-control-allow-origin': ORIGIN, 'access-control-allow-methods': 'GET' };
    expect(await call(apis.HttpUrl, 'OPTIONS', path, PREFLIGHT)).toMatchObject({ status, body, headers });
  });
});

test('the refusal of a Lambda authorizer carries the CORS headers of the API', async () => {
  const { headers } = await call(apis.HttpUrl, 'GET', '/refused', { origin: ORIGIN });
  expect(headers).toMatchObject({ 'access-control-allow-origin': ORIGIN });
});

describe('a JWT authorizer', () => {
  test.each([
    ['/claims', 'admin by metadata', { claims: { metadata: 'map[role:admin]' }, scopes: null }],
    ['/scopes', 'OAuth client with the scope', { scopes: ['reports:read'] }],
  ] as const)('%s passes on of %s: %j', async (path, caller, expected) => {
    const { body } = await call(apis.HttpUrl, 'GET', path, inject('credentials')[caller]);
    expect(JSON.parse(body)).toMatchObject({ jwt: expected });
  });
});

test('a REST method with a JWT authorizer, which the emulator does not know, is not open', async () => {
  expect((await call(apis.RestUrl, 'GET', '/guarded', {})).status).toBe(500);
});
