import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POLICY_VARIABLE } from '../../../src/policy/policy-document';
import { event, KEY, mint, policy, sessionClaims } from '../../unit/support/handler';
import { listen } from '../../unit/support/loopback';
import { type Certificate, selfSigned } from './certificate';
import { jwk, publish, startJwksEndpoint } from './jwks-endpoint';
import { createFunction } from './simulation';

const HOUR = 3_600_000;
const run = promisify(execFile);

test('a host name that cannot be resolved denies every token', async () => {
  const endpoint = await startJwksEndpoint(publish(jwk(KEY)));
  endpoint.origin = 'http://sensible-skunk-49.invalid';
  expect(await createFunction(endpoint)(mint())).toBe('403 `jwk-remote-failed-to-load`');
  endpoint.close();
});

describe('the shipped function', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'faults-'));
    const options = { bundle: true, platform: 'node', target: 'node22', format: 'cjs', minify: true } as const;
    buildSync({ ...options, entryPoints: ['lambda/index.ts'], outfile: join(folder, 'index.js') });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  let server: Server;
  afterEach(() => server.close());

  // The first case shows that the others fail because of the certificate.
  test.each([
    ['accepts', 'that is trusted', 'localhost', HOUR, true, { isAuthorized: true }],
    ['refuses', 'that is not trusted', 'localhost', HOUR, false, { isAuthorized: false }],
    ['refuses', 'of another host', 'clerk.example', HOUR, true, { isAuthorized: false }],
    ['refuses', 'that has expired', 'localhost', -HOUR, true, { isAuthorized: false }],
  ])('%s keys from a server with a certificate %s', async (_, _which, host, lifetime, isTrusted, expected) => {
    const certificate = selfSigned(host, new Date(Date.now() + lifetime));
    expect(await answerWith(certificate, isTrusted)).toMatchObject(expected);
  });

  async function answerWith(certificate: Certificate, isTrusted: boolean): Promise<unknown> {
    server = createServer(certificate, publish(jwk(KEY)));
    const iss = `https://localhost:${await listen(server, 'localhost')}`;
    const iat = Math.floor(Date.now() / 1000);
    const token = mint(sessionClaims({ iss, iat, nbf: iat, exp: iat + 60 }));
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, certificate.cert);
    const env = {
      [POLICY_VARIABLE]: JSON.stringify(policy({ issuer: iss, keys: undefined })),
      ...(isTrusted ? { NODE_EXTRA_CA_CERTS: caFile } : {}),
    };
    const code = `require(${JSON.stringify(join(folder, 'index.js'))}).handler(${JSON.stringify(event(token))})
      .then((answer) => process.stderr.write(JSON.stringify(answer)))`;
    return JSON.parse((await run(process.execPath, ['-e', code], { env })).stderr);
  }
});
