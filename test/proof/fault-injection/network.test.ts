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
import { jwk, publish, startClerk } from './jwks-endpoint';
import { newFunction } from './simulation';

const HOUR = 3_600_000;
const run = promisify(execFile);

test('a name that the resolver does not know lets nobody in', async () => {
  const clerk = await startClerk(publish(jwk(KEY)));
  clerk.origin = 'http://sensible-skunk-49.invalid';
  expect(await newFunction(clerk)(mint())).toBe('403 `jwk-remote-failed-to-load`');
  clerk.close();
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

  // The first shows that it is the certificate which decides about the others.
  test.each([
    ['believes', 'that is trusted', 'localhost', HOUR, true, { isAuthorized: true }],
    ['refuses', 'that is not trusted', 'localhost', HOUR, false, { isAuthorized: false }],
    ['refuses', 'of another host', 'clerk.example', HOUR, true, { isAuthorized: false }],
    ['refuses', 'that has expired', 'localhost', -HOUR, true, { isAuthorized: false }],
  ])('%s keys behind a certificate %s', async (_, _which, host, lifetime, isTrusted, expected) => {
    const certificate = selfSigned(host, new Date(Date.now() + lifetime));
    expect(await answerBehind(certificate, isTrusted)).toMatchObject(expected);
  });

  async function answerBehind(certificate: Certificate, isTrusted: boolean): Promise<unknown> {
    server = createServer(certificate, publish(jwk(KEY)));
    const iss = `https://localhost:${await listen(server, 'localhost')}`;
    const iat = Math.floor(Date.now() / 1000);
    const token = mint(sessionClaims({ iss, iat, nbf: iat, exp: iat + 60 }));
    const authority = join(folder, 'ca.pem');
    writeFileSync(authority, certificate.cert);
    const env = {
      [POLICY_VARIABLE]: JSON.stringify(policy({ issuer: iss, keys: undefined })),
      ...(isTrusted ? { NODE_EXTRA_CA_CERTS: authority } : {}),
    };
    const code = `require(${JSON.stringify(join(folder, 'index.js'))}).handler(${JSON.stringify(event(token))})
      .then((answer) => process.stderr.write(JSON.stringify(answer)))`;
    return JSON.parse((await run(process.execPath, ['-e', code], { env })).stderr);
  }
});
