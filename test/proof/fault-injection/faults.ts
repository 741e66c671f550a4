import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { vi } from 'vitest';
import { KEY, newKey, OTHER_KEY } from '../../unit/support/handler';
import { type JwksEndpoint, jwk, publish } from './jwks-endpoint';

/** A fault of the endpoint: wrong responses, or another origin. */
export type Fault =
  | { readonly respond: (endpoint: JwksEndpoint) => RequestListener }
  | { readonly origin: (endpoint: JwksEndpoint) => string };

const good = JSON.stringify({ keys: [jwk(KEY)] });
const d = KEY.privateKey.export({ format: 'jwk' }).d;
export const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const tenMegabytes = Buffer.alloc(10_000_000, ' ');
export const secret = { kty: 'oct', kid: 'ins_1', k: KEY.jwk.n, alg: 'HS256' };

/** The faults by name. A name continues the sentence "Clerk's endpoint …". */
export const FAULTS: Record<string, Fault> = {
  'refuses connections': { origin: () => 'http://127.0.0.1:1' },
  // Longer than a DNS label may be, so that no resolver is called.
  'has an unknown host name': { origin: () => `http://${'x'.repeat(64)}.invalid` },
  'has an untrusted certificate': { origin: ({ origins }) => origins.tls },
  'speaks TLS where HTTP is expected': { origin: ({ origins }) => origins.tls.replace('https', 'http') },
  'speaks HTTP where TLS is expected': { origin: ({ origins }) => origins.plain.replace('http', 'https') },
  'resets the connection': responds((request) => request.socket.resetAndDestroy()),
  'closes the connection': responds((request) => request.socket.destroy()),
  'closes the connection in the body': responds((_, response) => {
    response.writeHead(200, { 'content-length': good.length }).write(good.slice(0, -1), () => response.destroy());
  }),
  'closes the connection between chunks': responds((_, response) => response.write(good, () => response.destroy())),
  'sends less than `content-length`': sends(`HTTP/1.1 200 OK\r\ncontent-length: ${good.length + 1}\r\n\r\n${good}`),
  'sends more than `content-length`': sends(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n${good}`),
  'sends `content-length` twice': sends(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\ncontent-length: 11\r\n\r\n${good}`),
  'sends invalid chunks': sends('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
  'sends another protocol than HTTP': sends('SSH-2.0-OpenSSH_9.6\r\n'),
  'sends 10 MB of headers': sends(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(10_000_000)}`),
  'sends 10 MB': responds((_, response) => response.end(tenMegabytes)),
  'sends one byte more than the limit': responds((_, response) => response.end(good.padEnd(150_001))),
  'responds with 204': responds(status(204)),
  'redirects with 301, 302, 303, 307 or 308': { respond: redirects },
  'responds with 400, 401, 403, 404, 429, 500, 502, 503 or 504': responds(
    inTurn([400, 401, 403, 404, 429, 500, 502, 503, 504].map((code) => status(code))),
  ),

  'never responds': responds(pastTimeout),
  'never sends the body': responds(async (_, response) => {
    response.writeHead(200).flushHeaders();
    await runEventLoop();
    pastTimeout();
  }),
  'sends the body byte by byte without an end': responds(async (_, response) => {
    response.write(good);
    // The function is waiting as long as there is a timer.
    for (let second = 0; second < 60 && vi.getTimerCount() > 0; second++) {
      response.write(' ');
      await runEventLoop();
      vi.advanceTimersByTime(1000);
    }
  }),
  'sends `103 Early Hints` only': responds(async (_, response) => {
    for (let count = 0; count < 5; count++) response.writeEarlyHints({ link: '</a>; rel=preload' });
    await runEventLoop();
    pastTimeout();
  }),
  'sends `101 Switching Protocols`': responds(async (request) => {
    request.socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n');
    await runEventLoop();
    pastTimeout();
  }),

  'sends an empty body': body(''),
  'sends HTML': body('<!doctype html><html></html>'),
  'sends null': body('null'),
  'sends an array instead of an object': body(JSON.stringify([jwk(KEY)])),
  'sends `keys` that is not an array': body(JSON.stringify({ keys: { 0: jwk(KEY) } })),
  'sends 21 keys': responds(publish(...Array(21).fill(jwk(KEY)))),
  'sends deeply nested arrays': body(`{"keys":${'['.repeat(70_000)}${']'.repeat(70_000)}}`),
  'sends a byte order mark': body(`\ufeff${good}`),
  'sends UTF-16': body(Buffer.from(good, 'utf16le')),
  'sends gzip': body(gzipSync(good), { 'content-encoding': 'gzip' }),
  'sends 10 MB in 10 KB of gzip': body(gzipSync(tenMegabytes), { 'content-encoding': 'gzip' }),

  'sends no keys': responds(publish()),
  'sends symmetric keys only': responds(publish(secret)),
  'sends elliptic keys only': responds(publish({ ...elliptic, kid: 'ins_1' })),
  'sends private keys only': responds(publish(jwk(KEY, { d }))),
  'sends keys of 1024 bits only': responds(publish(jwk(newKey(1024)))),
  'sends keys for encryption only': responds(publish(jwk(KEY, { use: 'enc' }))),
  'sends keys for RS512 only': responds(publish(jwk(KEY, { alg: 'RS512' }))),
  'sends keys without `kid` only': responds(publish(jwk(KEY, { kid: undefined }))),
  'sends invalid keys only': responds(publish(jwk(KEY, { n: '' }), 'key', null)),

  'sends the keys of another instance': responds(publish(jwk(OTHER_KEY, { kid: 'ins_2' }))),
  'sends a `kid` that is not UTF-8': body(Buffer.from(good.replace('ins_1', 'ins_1\xff'), 'latin1')),
  'sends other keys with the same `kid`': responds(publish(jwk(OTHER_KEY), jwk(OTHER_KEY))),
};

function responds(listener: RequestListener): Fault {
  return { respond: () => listener };
}

/** Sends raw bytes instead of an HTTP response. */
function sends(text: string): Fault {
  return responds((request) => {
    request.socket.on('error', () => {}); // the function may close the connection early
    request.socket.end(text);
  });
}

function body(content: string | Buffer, headers = {}): Fault {
  return responds((_, response) => response.writeHead(200, headers).end(content));
}

/** Valid keys with another status than 200 must not be used. */
function status(code: number, headers = {}): RequestListener {
  return (_, response) => response.writeHead(code, headers).end(code === 204 ? undefined : good);
}

function redirects({ origins }: JwksEndpoint): RequestListener {
  const location = `${origins.attacker}/.well-known/jwks.json`;
  return inTurn([301, 302, 303, 307, 308].map((code) => status(code, { location })));
}

function inTurn(listeners: RequestListener[]): RequestListener {
  let count = 0;
  return (request, response) => listeners[count++ % listeners.length](request, response);
}

/** Advances the clock to the timeout of the function. */
function pastTimeout(): void {
  vi.runOnlyPendingTimers();
}

/** Runs the event loop until sent data has been read. Both ends are in this process. */
async function runEventLoop(): Promise<void> {
  for (let count = 0; count < 10; count++) await turn();
}
