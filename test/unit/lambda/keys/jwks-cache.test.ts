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

/** Starts a real server on loopback, which is also the issuer of the tokens. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return `http://127.0.0.1:${await listen(server)}`;
}

function jwk(key: TestKey, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...key.jwk, kid: 'ins_1', use: 'sig', alg: 'RS256', ...changes };
}

/** Creates a Clerk instance whose response can be changed, and a handler whose clock can be moved. */
async function newInstance(answer: RequestListener | unknown[]) {
  const instance = {
    answer,
    requests: [] as string[],
    seconds: 0,
    ask: async (header: Record<string, unknown> = {}, key = KEY) => {
      // Each token is unique; otherwise it would be in the cache of verified tokens.
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

/** Network faults are tested in test/proof/fault-injection. */
describe('fetching', () => {
  test('happens once, at the well-known URL', async () => {
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

  test('is not repeated immediately after a failure', async () => {
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

describe('the kid', () => {
  test('may be that of two keys, as the kid of Clerk is that of the instance', async () => {
    const instance = await newInstance([jwk(OTHER_KEY), jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    expect(await instance.ask({ kid: 'ins_1' }, OTHER_KEY)).toBe('granted');
  });

  test('selects the key', async () => {
    const instance = await newInstance([jwk(KEY), jwk(OTHER_KEY, { kid: 'ins_2' })]);
    expect(await instance.ask({ kid: 'ins_2' }, KEY)).toBe('token-invalid-signature');
  });
});

describe('an unknown kid', () => {
  test('triggers a fetch, but not every time', async () => {
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

  test('finds a new key', async () => {
    const instance = await newInstance([jwk(KEY)]);
    expect(await instance.ask()).toBe('granted');
    instance.answer = [jwk(OTHER_KEY, { kid: 'ins_2' })];
    instance.seconds = 30;
    expect(await instance.ask({ kid: 'ins_2' }, OTHER_KEY)).toBe('granted');
    expect(await instance.ask()).toBe('jwk-kid-mismatch');
  });
});

describe('an invalid signature', () => {
  test("triggers a fetch, but not every time: Clerk's next key may have the same kid", async () => {
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

describe('a clock that was set back', () => {
  test('neither blocks a fetch nor keeps old keys valid', async () => {
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
  test('keys are fetched again after five minutes', async () => {
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

  test('stale keys stay valid for up to an hour of outage', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.answer = down;
    instance.seconds = 300;
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 329;
    expect(await instance.ask()).toBe('granted');
    expect(instance.requests).toHaveLength(2); // a failing endpoint is not called again immediately
    instance.seconds = 3599;
    expect(await instance.ask()).toBe('granted');
    instance.seconds = 3600;
    expect(await instance.ask()).toBe('jwk-remote-failed-to-load');
    instance.answer = [jwk(KEY)];
    instance.seconds = 3640;
    expect(await instance.ask()).toBe('granted');
  });

  test('keys that are too old are fetched as often as missing ones', async () => {
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

  test('a response without keys does not discard the valid ones immediately', async () => {
    const instance = await newInstance([jwk(KEY)]);
    await instance.ask();
    instance.answer = [];
    instance.seconds = 300;
    expect(await instance.ask()).toBe('granted');
    expect(await instance.ask({ kid: 'ins_2' })).toBe('jwk-remote-missing');
  });
});
