import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { vi } from 'vitest';
import { KEY, newKey, OTHER_KEY } from '../../unit/support/handler';
import { type Clerk, jwk, publish } from './jwks-endpoint';

/** What is wrong with the endpoint: how it answers, or that something else is where it should be. */
export type Fault =
  | { readonly answer: (clerk: Clerk) => RequestListener }
  | { readonly origin: (clerk: Clerk) => string };

const good = JSON.stringify({ keys: [jwk(KEY)] });
const d = KEY.privateKey.export({ format: 'jwk' }).d;
export const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const tenMegabytes = Buffer.alloc(10_000_000, ' ');
export const secret = { kty: 'oct', kid: 'ins_1', k: KEY.jwk.n, alg: 'HS256' };

/** "Clerk's endpoint …" */
export const FAULTS: Record<string, Fault> = {
  'refuses connections': { origin: () => 'http://127.0.0.1:1' },
  // Longer than a label may be, so that no resolver has to be asked.
  'has a name that nobody knows': { origin: () => `http://${'x'.repeat(64)}.invalid` },
  'has a certificate that nobody vouches for': { origin: ({ origins }) => origins.tls },
  'speaks TLS where HTTP is expected': { origin: ({ origins }) => origins.tls.replace('https', 'http') },
  'speaks HTTP where TLS is expected': { origin: ({ origins }) => origins.plain.replace('http', 'https') },
  'resets the connection': answers((request) => request.socket.resetAndDestroy()),
  'hangs up': answers((request) => request.socket.destroy()),
  'hangs up in the body': answers((_, response) => {
    response.writeHead(200, { 'content-length': good.length }).write(good.slice(0, -1), () => response.destroy());
  }),
  'hangs up between chunks': answers((_, response) => response.write(good, () => response.destroy())),
  'announces more than it sends': sends(`HTTP/1.1 200 OK\r\ncontent-length: ${good.length + 1}\r\n\r\n${good}`),
  'announces less than it sends': sends(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n${good}`),
  'announces two lengths': sends(`HTTP/1.1 200 OK\r\ncontent-length: 10\r\ncontent-length: 11\r\n\r\n${good}`),
  'sends broken chunks': sends('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
  'sends no HTTP': sends('SSH-2.0-OpenSSH_9.6\r\n'),
  'sends 10 MB of headers': sends(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(10_000_000)}`),
  'sends 10 MB': answers((_, response) => response.end(tenMegabytes)),
  'sends a byte too much': answers((_, response) => response.end(good.padEnd(150_001))),
  'answers 204': answers(status(204)),
  'redirects with 301, 302, 303, 307, 308': { answer: redirects },
  'answers 400, 401, 403, 404, 429, 500, 502, 503, 504': answers(
    inTurn([400, 401, 403, 404, 429, 500, 502, 503, 504].map((code) => status(code))),
  ),

  'never answers': answers(pastTimeout),
  'never gets past the headers': answers(async (_, response) => {
    response.writeHead(200).flushHeaders();
    await turns();
    pastTimeout();
  }),
  'never stops, byte by byte': answers(async (_, response) => {
    response.write(good);
    // As long as there is a timer, the function still waits.
    for (let second = 0; second < 60 && vi.getTimerCount() > 0; second++) {
      response.write(' ');
      await turns();
      vi.advanceTimersByTime(1000);
    }
  }),
  'never stops saying that it will answer': answers(async (_, response) => {
    for (let count = 0; count < 5; count++) response.writeEarlyHints({ link: '</a>; rel=preload' });
    await turns();
    pastTimeout();
  }),
  'switches to another protocol': answers(async (request) => {
    request.socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n');
    await turns();
    pastTimeout();
  }),

  'sends nothing': body(''),
  'sends HTML': body('<!doctype html><html></html>'),
  'sends null': body('null'),
  'sends a list of keys only': body(JSON.stringify([jwk(KEY)])),
  'sends keys that are no list': body(JSON.stringify({ keys: { 0: jwk(KEY) } })),
  'sends 21 keys': answers(publish(...Array(21).fill(jwk(KEY)))),
  'sends lists in lists': body(`{"keys":${'['.repeat(70_000)}${']'.repeat(70_000)}}`),
  'sends a byte order mark': body(`\ufeff${good}`),
  'sends UTF-16': body(Buffer.from(good, 'utf16le')),
  'sends gzip': body(gzipSync(good), { 'content-encoding': 'gzip' }),
  'sends 10 MB in 10 KB of gzip': body(gzipSync(tenMegabytes), { 'content-encoding': 'gzip' }),

  'sends no keys': answers(publish()),
  'sends symmetric keys only': answers(publish(secret)),
  'sends elliptic keys only': answers(publish({ ...elliptic, kid: 'ins_1' })),
  'sends private keys only': answers(publish(jwk(KEY, { d }))),
  'sends keys of 1024 bits only': answers(publish(jwk(newKey(1024)))),
  'sends keys for encryption only': answers(publish(jwk(KEY, { use: 'enc' }))),
  'sends keys for RS512 only': answers(publish(jwk(KEY, { alg: 'RS512' }))),
  'sends keys without `kid` only': answers(publish(jwk(KEY, { kid: undefined }))),
  'sends broken keys only': answers(publish(jwk(KEY, { n: '' }), 'key', null)),

  'sends the keys of another instance': answers(publish(jwk(OTHER_KEY, { kid: 'ins_2' }))),
  'sends a `kid` that is no UTF-8': body(Buffer.from(good.replace('ins_1', 'ins_1\xff'), 'latin1')),
  'sends keys of somebody else under our `kid`, twice': answers(publish(jwk(OTHER_KEY), jwk(OTHER_KEY))),
};

function answers(answer: RequestListener): Fault {
  return { answer: () => answer };
}

/** Something that no HTTP server would say. */
function sends(text: string): Fault {
  return answers((request) => {
    request.socket.on('error', () => {}); // nobody listens to the end
    request.socket.end(text);
  });
}

function body(content: string | Buffer, headers = {}): Fault {
  return answers((_, response) => response.writeHead(200, headers).end(content));
}

/** Good keys under a bad status do not count. */
function status(code: number, headers = {}): RequestListener {
  return (_, response) => response.writeHead(code, headers).end(code === 204 ? undefined : good);
}

function redirects({ origins }: Clerk): RequestListener {
  const location = `${origins.attacker}/.well-known/jwks.json`;
  return inTurn([301, 302, 303, 307, 308].map((code) => status(code, { location })));
}

function inTurn(listeners: RequestListener[]): RequestListener {
  let count = 0;
  return (request, response) => listeners[count++ % listeners.length](request, response);
}

/** Lets the time pass that the function is ready to wait. */
function pastTimeout(): void {
  vi.runOnlyPendingTimers();
}

/** Until what was sent has certainly been read: both ends live in this process. */
async function turns(): Promise<void> {
  for (let count = 0; count < 10; count++) await turn();
}
