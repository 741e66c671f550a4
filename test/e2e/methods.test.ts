import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { APPS, EXPECTATIONS } from '../../demo/expectations';
import { call } from '../../local/emulator/api';
import { logMessages } from '../../local/emulator/logs';
import { clearWorkspace } from '../../local/emulator/workspace';
import { routesOf } from '../unit/support/template/routes';
import { sendRaw } from './routing/client';
import { HTTP_METHODS } from './routing/http-methods';
import { synthesize } from './support/example-template';
import { inParallel } from './support/in-parallel';

/** Guarded routes that serve callers without a token. */
const OPTIONAL = ['GET /feed'];
/** A preflight, as a browser sends it. Some back ends look at these headers, API Gateway's routes do not. */
const PREFLIGHT = {
  origin: 'https://evil.example',
  'access-control-request-method': 'DELETE',
  'access-control-request-headers': 'authorization',
};

const emulator = inject('emulator');
afterAll(clearWorkspace);

/** Apps without a function as back end; and the only request of a WebSocket API is its handshake. */
const WITHOUT_CALLS = ['http-proxy', 'http-queue', 'rest-table', 'websocket'].map((name) => `examples/${name}.ts`);

describe.each(APPS.filter((app) => !WITHOUT_CALLS.includes(app)))('%s, called without a token', (app) => {
  const api = inject('examples')[app];
  const { stack, template } = synthesize(app, {
    CLERK_FRONTEND_API_URL: inject('frontendApiUrl'),
    CLERK_JWT_KEY: readFileSync('test/fixtures/public-key.pem', 'utf8'),
  });
  const guarded = routesOf(template).filter(({ isOpen, key }) => !isOpen && !OPTIONAL.includes(key));
  const paths = [...new Set(guarded.map(({ key }) => examplePath(key.split(' ')[1])))];

  test('never runs the back end of a guarded path, whatever the method is', async () => {
    const since = Date.now();
    const requests = paths.flatMap((path) => [
      ...HTTP_METHODS.map((method) => ({ method, path, absolute: false, headers: {} })),
      ...HTTP_METHODS.map((method) => ({ method, path, absolute: false, headers: PREFLIGHT })),
    ]);
    const granted = new Set<string>();
    await inParallel(requests, 8, async (request) => {
      const { status } = await sendRaw(api, request);
      if (status >= 200 && status < 400) granted.add(`${request.method}: ${status}`);
    });

    expect(paths).not.toEqual([]);
    expect(await backEndCalls(since)).toEqual([]);
    // The emulator does not distinguish upper and lower case.
    expect([...granted].filter((it) => it.toUpperCase() !== 'OPTIONS: 204')).toEqual([]);
  });

  test('and the calls of the back end are counted', async () => {
    const since = Date.now();
    const rightful = EXPECTATIONS.find((it) => {
      const { method, path, expected } = it;
      return it.app === app && method === 'GET' && expected === 200 && !path.startsWith('/.well-known');
    });
    if (!rightful) throw new Error(`nobody may call ${app}`);
    await call(api, rightful.method, rightful.path, inject('credentials')[rightful.caller]);

    expect(await backEndCalls(since)).toHaveLength(1);
  });

  /** The back end of each example has a log group of its own. */
  function backEndCalls(since: number): Promise<string[]> {
    return logMessages(emulator, { group: `${stack}/EchoLogs`, contains: 'START RequestId', since });
  }
});

/** A path that the route serves, for example `/documents/a/b` for `/documents/{proxy+}`. */
function examplePath(path: string): string {
  return path.replace(/\{\w+\+\}/, 'a/b').replace(/\{\w+\}/g, 'a');
}
