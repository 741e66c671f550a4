/** Compares the emulator with the documented or reported behaviour of AWS; local/emulator lists the sources. */
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

describe('the resource policy of a function', () => {
  test.each([
    ['HttpUrl', '/items/1', 200, 'the permission is for this route'],
    ['HttpUrl', '/any', 200, 'the permission is for this route'],
    ['HttpUrl', '/forgotten', 500, 'there is no permission'],
    ['HttpUrl', '/elsewhere', 500, 'the permission is for another route'],
    ['DefaultUrl', '/x', 200, 'the permission is for $default'],
    ['DefaultAsPathUrl', '/x', 500, 'the permission is for all methods and paths, and $default has neither'],
    ['RestUrl', '/open', 200, 'the permission is for this method'],
  ])('%s %s has status %i: %s', async (api, path, status) => {
    expect((await call(apis[api], 'GET', path, {})).status).toBe(status);
  });

  test('also applies to authorizers', async () => {
    expect((await call(apis.HttpUrl, 'GET', '/refused', {})).status).toBe(403);
    expect((await call(apis.HttpUrl, 'GET', '/unasked', {})).status).toBe(500);
  });

  test('applies to each route of a WebSocket API separately', async () => {
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
    ['/items/1', 204, '', 'no route matches OPTIONS, so API Gateway answers'],
    ['/any', 200, 'ANY /any', 'the ANY route matches OPTIONS'],
  ])('of %s has status %i and body "%s": %s', async (path, status, body) => {
    const headers = { 'access-control-allow-origin': ORIGIN, 'access-control-allow-methods': 'GET' };
    expect(await call(apis.HttpUrl, 'OPTIONS', path, PREFLIGHT)).toMatchObject({ status, body, headers });
  });
});

test('the response of a refusing Lambda authorizer has the CORS headers of the API', async () => {
  const { headers } = await call(apis.HttpUrl, 'GET', '/refused', { origin: ORIGIN });
  expect(headers).toMatchObject({ 'access-control-allow-origin': ORIGIN });
});

describe('a JWT authorizer', () => {
  test.each([
    ['/claims', 'admin by metadata', { claims: { metadata: 'map[role:admin]' }, scopes: null }],
    ['/scopes', 'OAuth client with the scope', { scopes: ['reports:read'] }],
  ] as const)('on %s passes the claims of "%s" to the back end as %j', async (path, caller, expected) => {
    const { body } = await call(apis.HttpUrl, 'GET', path, inject('credentials')[caller]);
    expect(JSON.parse(body)).toMatchObject({ jwt: expected });
  });
});

test('a REST method with a JWT authorizer, which the emulator does not support, is not public', async () => {
  expect((await call(apis.RestUrl, 'GET', '/guarded', {})).status).toBe(500);
});
