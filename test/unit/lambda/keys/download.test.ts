import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { download } from '../../../../lambda/keys/download';
import { listen } from '../../support/loopback';

const servers: Server[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) server.close();
});

async function start(server: Server): Promise<string> {
  servers.push(server);
  return `127.0.0.1:${await listen(server)}/keys`;
}

const serve = async (listener: RequestListener) => `http://${await start(createServer(listener))}`;

test('sends a user agent and the accepted type', async () => {
  let headers: IncomingMessage['headers'] = {};
  const url = await serve((request, response) => {
    headers = request.headers;
    response.end('{}');
  });
  expect(await download(url)).toBe('{}');
  expect(headers).toMatchObject({ accept: 'application/json', 'user-agent': 'cdk-clerk-authorizer' });
  expect(headers.connection).toBe('close');
});

test('uses TLS for an https URL', async () => {
  let first: number | undefined;
  const server = createTcpServer((socket) => {
    socket.once('data', (data) => {
      first = data[0];
      socket.destroy();
    });
  });
  await expect(download(`https://${await start(server)}`)).rejects.toThrow();
  expect(first).toBe(22); // a handshake
});

test.each<[string, RequestListener, string]>([
  ['an error status', (_, response) => response.writeHead(500).end('{}'), 'status 500'],
  ['no content', (_, response) => response.writeHead(204).end(), 'status 204'],
  ['a redirect', (_, response) => response.writeHead(302, { location: '/' }).end(), 'status 302'],
  ['more than 150 KB', (_, response) => response.end('x'.repeat(150_001)), 'more than 150000 bytes'],
  ['an incomplete response', breakOff, 'aborted'],
  ['a closed connection', (request) => request.socket.destroy(), 'socket hang up'],
])('rejects %s', async (_, listener, message) => {
  await expect(download(await serve(listener), 20_000)).rejects.toThrow(message);
});

test.each<[string, RequestListener]>([
  ['a response', () => {}],
  ['the rest of a response', (_, response) => response.write('{')],
])('waits for %s no longer than the timeout', async (_, listener) => {
  await expect(download(await serve(listener), 100)).rejects.toThrow('no answer in 100 ms');
});

test('accepts 150 KB in several chunks', async () => {
  const piece = 'é'.repeat(37_500);
  const url = await serve((_, response) => {
    response.write(piece);
    setTimeout(() => response.end(piece), 5);
  });
  expect(await download(url)).toBe(piece + piece);
});

test('clears its timer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await download(await serve((_, response) => response.end('{}')));
  await vi.waitUntil(() => vi.getTimerCount() === 0);
});

function breakOff(...[, response]: Parameters<RequestListener>): void {
  response.writeHead(200, { 'content-length': '1000' }).write('{');
  setTimeout(() => response.destroy(), 10);
}
