import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { download } from '../../../../lambda/keys/download';
import {
  event,
  HEADER,
  KEY,
  mint,
  NOW,
  newHandler,
  newKey,
  OTHER_KEY,
  policy,
  sessionClaims,
  type TestKey,
} from '../../support/handler';
import { listen } from '../../support/loopback';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A real server on loopback, which is the issuer of the tokens, too. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${await listen(server)}`;
}

function jwk(key: TestKey, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.jwk, kid: 'ins_1', use: 'sig', alg: 'RS256', ...changes };
}

/** An instance of Clerk that can change its answer, and a handler whose clock can be put forward. */
async function newInstance(answer: RequestListener | unknown[]) {
  const instance = {
    answer,
    requests: [] as string[],
    seconds: 0,
    ask: async (header: Record<string, unknown> = {}, key = KEY) => {
      // A token of its own each time, or it would be remembered.
      const claims = sessionClaims({ iss: issuer, iat: NOW, exp: NOW + 100_000, jti: randomUUID() });
      const response = await handle(event(mint(claims, { ...HEADER, ...header }, key.privateKey)));
      return response.isAuthorized ? 'granted' : response.context.reason;
    },
  };
  const issuer = await serve((request, response) => {
    instance.requests.push(`${request.method} ${request.url}`);
    if (Array.isArray(instance.answer)) response.end(JSON.stringify({ keys: instance.answer }));
    else (instance.answer as RequestListener)(request, response);
  });
  const { handle } = newHandler(policy({ issuer, keys: undefined }), {
    now: () => (NOW + instance.seconds) * 1000,
    download,
  });
  return instance;
}

const down: RequestListener = (request) => request.socket.destroy();

/** What becomes of its faults: test/proof/fault-injection. */
describe('fetching', () => {
  test('happens once, at the well-known place', async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await Promise.all([instance.ask(), instance.ask(), instance.ask()])).toEqual(Array(3).fill('granted'));
    expect(await instance.ask()).toBe('granted');
    expect(instance.requests).toEqual(['GET /.well-known/jwks.json']);
  });

  test('does not happen for a token that is refused by its header', async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await instance.ask({ alg: 'none' })).toBe('token-invalid-algorithm');
    expect(await instance.ask({ typ: 'at+jwt', cat: undefined })).toBe('token-type-mismatch');
    expect(await instance.ask({ kid: undefined })).toBe('jwk-kid-mismatch'); // no key of a JWKS is without one
    expect(instance.requests).toEqual([]);
  });

  test('is not repeated at once when it has failed', async () => {
    const instance = await newInstance(down);
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.answer = [jwk(KEY)];
    instance.seconds = 4;
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.seconds = 5;
    expect(await instance.ask()).toBe('granted');
    expect(instance.requests).toHaveLength(2);
    expect(await instance.ask({ kid: 'ins_2' })).toBe('jwk-kid-mismatch'); // the failure is over
  });
});

describe('choosing keys', () => {
  const tooShort = newKey(1024);
  const d = KEY.privateKey.export({ format: 'jwk' }).d;
  const secret = { kty: 'oct', kid: 'ins_1', k: KEY.jwk.n, alg: 'HS256' };

  test.each([
    ['are symmetric', secret],
    ['are private', jwk(KEY, { d })],
    ['are for encryption', jwk(KEY, { use: 'enc' })],
    ['are for another algorithm', jwk(KEY, { alg: 'RS512' })],
    ['are for other operations', jwk(KEY, { key_ops: ['encrypt', 'wrapKey'] })],
    ['have an exponent of one, with which anybody can sign', jwk(KEY, { e: 'AQ' })],
    ['are elliptic', { kty: 'EC', kid: 'ins_1', crv: 'P-256', x: KEY.jwk.n, y: KEY.jwk.n }],
    ['have no kid', jwk(KEY, { kid: undefined })],
    ['are symmetric, whatever else is in them', jwk(KEY, { kty: 'oct' })],
    ['have a broken modulus', jwk(KEY, { n: '' })],
    ['have a modulus that is no text', jwk(KEY, { n: [KEY.jwk.n] })],
    ['have no exponent', jwk(KEY, { e: undefined })],
    ['are no objects', 'key'],
  ])('those that %s are left out', async (_, key) => {
    expect(await (await newInstance([key])).ask()).toBe('jwk-remote-missing');
    expect(await (await newInstance([key, jwk(KEY)])).ask()).toBe('granted');
  });

  test('those of fewer than 2048 bits are left out', async () => {
    const instance = await newInstance([jwk(tooShort)]);
    expect(await instance.ask({ kid: 'ins_1' }, tooShort)).toBe('jwk-remote-missing');
  });

  test('use and alg may be missing', async () => {
    const instance = await newInstance([jwk(KEY, { use: undefined, alg: undefined })]);
    expect(await instance.ask()).toBe('granted');
  });

  test('two keys may share a kid, as the kid of Clerk is that of the instance', async () => {
    const instance = await newInstance([jwk(OTHER_KEY), jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    expect(await instance.ask({ kid: 'ins_1' }, OTHER_KEY)).toBe('granted');
  });

  test('a key counts for its own kid only', async () => {
    const instance = await newInstance([jwk(KEY), jwk(OTHER_KEY, { kid: 'ins_2' })]);
    expect(await instance.ask({ kid: 'ins_2' }, KEY)).toBe('token-invalid-signature');
  });
});

describe('an unknown kid', () => {
  test('makes us look again, but not each time', async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 29;
    expect(await instance.ask({ kid: 'ins_2' })).toBe('jwk-kid-mismatch');
    expect(instance.requests).toHaveLength(1);
    instance.seconds = 30;
    expect(await instance.ask({ kid: 'ins_2' })).toBe('jwk-kid-mismatch');
    expect(await instance.ask({ kid: 'ins_3' })).toBe('jwk-kid-mismatch');
    expect(instance.requests).toHaveLength(2);
  });

  test('is how a new key is found', async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    instance.answer = [jwk(OTHER_KEY, { kid: 'ins_2' })];
    instance.seconds = 30;
    expect(await instance.ask({ kid: 'ins_2' }, OTHER_KEY)).toBe('granted');
    expect(await instance.ask()).toBe('jwk-kid-mismatch');
  });
});

describe('a signature that does not hold', () => {
  test("makes us look again, but not each time: Clerk's next key may have the same kid", async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    instance.answer = [jwk(OTHER_KEY)];
    instance.seconds = 29;
    expect(await instance.ask({}, OTHER_KEY)).toBe('token-invalid-signature');
    expect(instance.requests).toHaveLength(1);
    instance.seconds = 30;
    expect(await instance.ask({}, OTHER_KEY)).toBe('granted');
    expect(await instance.ask()).toBe('token-invalid-signature');
    expect(instance.requests).toHaveLength(2);
  });
});

describe('a clock that is put back', () => {
  test('neither keeps us from looking again nor keeps old keys alive', async () => {
    const instance = await newInstance(down);
    instance.seconds = 90_000;
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.seconds = 0;
    instance.answer = [jwk(KEY)];
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.seconds = 5;
    expect(await instance.ask()).toBe('granted');

    instance.seconds = 90_000;
    await instance.ask();
    instance.seconds = 0;
    instance.answer = [jwk(OTHER_KEY)];
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 300;
    expect(await instance.ask()).toBe('token-invalid-signature');
  });
});

describe('age', () => {
  test('keys are fetched anew after five minutes', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.seconds = 299;
    await instance.ask();
    expect(instance.requests).toHaveLength(1);
    instance.seconds = 300;
    instance.answer = [jwk(OTHER_KEY)];
    expect(await instance.ask()).toBe('token-invalid-signature');
    expect(instance.requests).toHaveLength(2);
  });

  test('the last good keys outlive an outage of up to an hour, and not more', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.answer = down;
    instance.seconds = 300;
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 329;
    expect(await instance.ask()).toBe('granted');
    expect(instance.requests).toHaveLength(2); // an endpoint that is down is left alone for a while
    instance.seconds = 3599;
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 3600;
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.answer = [jwk(KEY)];
    instance.seconds = 3640;
    expect(await instance.ask()).toBe('granted');
  });

  test('once they are too old, they are asked for as often as when there were none', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.answer = down;
    const requestsAt = async (seconds: number) => {
      instance.seconds = seconds;
      await instance.ask();
      return instance.requests.length;
    };
    expect([await requestsAt(3600), await requestsAt(3604), await requestsAt(3605)]).toEqual([2, 2, 3]);
  });

  test('an answer without keys does not take the good ones away at once', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.answer = [];
    instance.seconds = 300;
    expect(await instance.ask()).toBe('granted');
    expect(await instance.ask({ kid: 'ins_2' })).toBe('jwk-remote-missing');
  });
});
