/** What back ends learn about the caller, and what clients cannot tell them. */
import { describe, expect, inject, test } from 'vitest';
import type { Caller } from '../../demo/callers';
import { call } from '../../local/emulator/api';
import { receive } from './support/queues';

const apis = inject('examples');
const credentials = inject('credentials');

/** The id of the caller, from the claim `sub` of their token. */
function idOf(caller: Caller): string {
  const [, payload] = credentials[caller].authorization.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}

describe('getAuth(event).userId', () => {
  test.each<[string, string, Caller]>([
    ['examples/http-api.ts', '/orders', 'signed in'],
    ['examples/http-api.ts', '/orders', 'signed in, token of version 1'],
    ['examples/http-api.ts', '/reports', 'OAuth client with the scope'],
    ['examples/claim-rules.ts', '/members', 'admin of an organization'],
    ['examples/claim-rules.ts', '/feed', 'signed in'],
    ['examples/networkless.ts', '/orders', 'signed in'],
    ['examples/rest-admin-only.ts', '/admin', 'admin by metadata'],
    ['examples/mcp-server.ts', '/mcp', 'MCP client'],
  ])('in %s %s is that of "%s"', async (app, path, caller) => {
    const { body } = await call(apis[app], 'GET', path, credentials[caller]);
    expect(JSON.parse(body)).toMatchObject({ userId: idOf(caller) });
  });

  test.each([
    ['examples/claim-rules.ts', '/feed'],
    ['examples/http-api.ts', '/health'],
  ])('in %s %s is null for an anonymous caller', async (app, path) => {
    const { body } = await call(apis[app], 'GET', path, {});
    expect(JSON.parse(body)).toMatchObject({ userId: null });
  });
});

describe('the headers of a back end behind a URL', () => {
  const api = apis['examples/http-proxy.ts'];
  const SPOOFED = {
    'x-clerk-user-id': 'user_victim',
    'X-Clerk-User-ID': 'user_victim',
    'x-clerk-session-id': 'sess_victim',
    'x-clerk-org-id': 'org_victim',
    'x-clerk-org-role': 'org:admin',
  };

  async function identity(path: string, headers: Record<string, string>): Promise<Record<string, string>> {
    const { status, body } = await call(api, 'GET', path, headers);
    expect(status).toBe(200);
    return Object.fromEntries(Object.entries<string>(JSON.parse(body)).filter(([name]) => name.startsWith('x-clerk')));
  }

  test.each<[string, string, Caller]>([
    ['API Gateway checks', '/orders', 'signed in'],
    ['the Lambda authorizer checks', '/members', 'admin of an organization'],
  ])('name the user whom %s, whatever the client sends', async (_, path, caller) => {
    const expected = { 'x-clerk-user-id': idOf(caller) };
    expect(await identity(path, credentials[caller])).toEqual(expected);
    expect(await identity(path, { ...credentials[caller], ...SPOOFED })).toEqual(expected);
  });

  test('name nobody on a public route, whatever the client sends', async () => {
    expect(await identity('/health', SPOOFED)).toEqual({});
    expect(await identity('/health', { ...SPOOFED, ...credentials['signed in'] })).toEqual({});
  });
});

test('a message in the queue has the id of the user who sent it, whatever the client sends', async () => {
  const userId = { DataType: 'String', StringValue: 'user_victim' };
  const body = JSON.stringify({ MessageAttributes: { userId } });
  const headers = { ...credentials.machine, ...credentials['admin by metadata'], userid: 'user_victim' };
  expect(await call(apis['examples/http-queue.ts'], 'POST', '/jobs', headers, body)).toMatchObject({ status: 200 });

  const received = (await receive(body)).map(({ MessageAttributes }) => MessageAttributes);
  expect(received).toEqual([{ userId: { DataType: 'String', StringValue: idOf('admin by metadata') } }]);
});

describe('a table', () => {
  const api = apis['examples/rest-table.ts'];
  const items = async (caller: Caller): Promise<unknown> => {
    const { status, body } = await call(api, 'GET', '/favorites', credentials[caller]);
    expect(status).toBe(200);
    return JSON.parse(body).Items;
  };
  const entry = (caller: Caller, item: string) => ({ userId: { S: idOf(caller) }, item: { S: item } });

  test('shows a user their own items only', async () => {
    await call(api, 'PUT', '/favorites/mine', credentials['admin by metadata']);
    expect(await items('admin by metadata')).toContainEqual(entry('admin by metadata', 'mine'));
    expect(await items('another user')).not.toContainEqual(expect.objectContaining({ item: { S: 'mine' } }));
  });

  test('takes the name of an item as text, whatever is in it', async () => {
    const item = '"}, "userId": {"S": "user_victim';
    const path = `/favorites/${encodeURIComponent(item)}`;
    expect(await call(api, 'PUT', path, credentials['admin by metadata'])).toMatchObject({ status: 200 });
    const stored = encodeURIComponent(item).replaceAll('%20', '+');
    expect(await items('admin by metadata')).toContainEqual(entry('admin by metadata', stored));
  });

  test('gets no request that the client wrote', async () => {
    const body = JSON.stringify({ TableName: 'any', Item: { userId: { S: 'user_victim' }, item: { S: 'x' } } });
    const headers = { ...credentials['admin by metadata'], 'content-type': 'text/plain' };
    expect(await call(api, 'PUT', '/favorites/x', headers, body)).toMatchObject({ status: 415 });
  });
});
