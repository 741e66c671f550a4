import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doctor } from '../../../cli/commands/doctor';
import { checkDiscovery } from '../../../cli/doctor/check-discovery';
import { FINDINGS } from '../../../cli/doctor/findings';
import { main } from '../../../cli/main';
import { type Fault, type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';
import { testIo } from '../support/cli';
import { type Changes, serveDocuments } from '../support/documents';
import { listen } from '../support/loopback';

let clerk: LocalClerk;
const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(async () => {
  await clerk.close();
  rmSync(folder, { recursive: true });
});

async function run(argv: string[], input: Parameters<typeof testIo>[0] = {}) {
  const io = testIo(input);
  const exitCode = await main(['doctor', ...argv], [doctor], io);
  return { exitCode, out: io.out, err: io.err };
}

/** The ids of the findings about an instance. That of the plain http of the stand-in is left out. */
async function ids(url: string, argv: string[] = [], input?: Parameters<typeof testIo>[0]): Promise<string[]> {
  const { out, err } = await run(['--frontend-api-url', url, '--json', ...argv], input);
  expect(err).toBe('');
  const { findings } = JSON.parse(out) as { findings: { id?: string; level: string; fix?: string }[] };
  for (const { level, id, fix } of findings)
    expect({ id, hasFix: Boolean(fix) }).toEqual({ id, hasFix: level !== 'ok' });
  return findings.flatMap(({ id }) => (id && id !== 'Doctor.notHttps' ? [id] : []));
}

/** A template whose routes accept tokens of an instance. */
function template(issuer: unknown): string {
  const ApiId = { Ref: 'Api' };
  const path = join(folder, 'template.json');
  const JwtConfiguration = { Issuer: issuer, Audience: ['orders'] };
  const Jwt = { Type: 'AWS::ApiGatewayV2::Authorizer', Properties: { ApiId, JwtConfiguration } };
  const access = { AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Jwt' } };
  const Route = { Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId, RouteKey: 'GET /orders', ...access } };
  writeFileSync(path, JSON.stringify({ Resources: { Api: { Type: 'AWS::ApiGatewayV2::Api' }, Jwt, Route } }));
  return path;
}

test('nothing but the plain http of the local Clerk is found', async () => {
  expect(await ids(clerk.frontendApiUrl)).toEqual([]);
});

test('the verdict comes first, and under each finding what to do', async () => {
  const { exitCode, out } = await run(['--frontend-api-url', clerk.frontendApiUrl]);
  expect(exitCode).toBe(1);
  const lines = out.replace(/\(\d+ ms\)/g, '(1 ms)').split('\n');
  expect(lines).toEqual([
    '1 of 4 checks failed',
    '',
    '✗ The URL is not https://, so that API Gateway cannot fetch its documents. [Doctor.notHttps]',
    `    ${FINDINGS['Doctor.notHttps'].fix}`,
    '✓ The discovery document is there (1 ms).',
    '✓ Its issuer is the Frontend API URL.',
    `✓ The keys are RSA keys for RS256: ${clerk.jwks.keys[0].kid} (1 ms).`,
    '',
  ]);
});

describe('faults of a server', () => {
  test.each<[Fault, string[]]>([
    ['unavailable', ['Doctor.discoveryRefused', 'Doctor.keysRefused']],
    ['notJson', ['Doctor.discoveryNotJson', 'Doctor.keysUnusable']],
    ['noKeys', ['Doctor.keysUnusable']],
  ])('%s', async (fault, expected) => {
    clerk.setFault(fault);
    try {
      expect(await ids(clerk.frontendApiUrl)).toEqual(expected);
    } finally {
      clerk.setFault(undefined);
    }
  });

  test('no answer', async () => {
    clerk.setFault('noAnswer');
    const { findings } = await checkDiscovery(clerk.frontendApiUrl, { timeoutMs: 50, now: Date.now });
    clerk.setFault(undefined);
    expect(findings).toMatchObject([
      { id: 'Doctor.discoveryUnreachable', what: expect.stringContaining('no answer within 0.05 seconds') },
    ]);
  });

  test('nobody listens', async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await ids(`http://127.0.0.1:${port}`)).toEqual(['Doctor.discoveryUnreachable', 'Doctor.keysUnreachable']);
  });

  test('answers that take longer than API Gateway waits', async () => {
    let time = 0;
    const now = () => (time += 2000);
    expect(await ids(clerk.frontendApiUrl, [], { now })).toEqual(['Doctor.discoverySlow', 'Doctor.keysSlow']);
  });
});

describe('documents that do not fit', () => {
  test.each<[string, Changes, string[]]>([
    [
      'an issuer with a slash at its end',
      { discovery: (document) => ({ body: JSON.stringify({ ...document, issuer: `${document.issuer}/` }) }) },
      ['Doctor.issuerDiffers'],
    ],
    [
      'no jwks_uri',
      { discovery: (document) => ({ body: JSON.stringify({ ...document, jwks_uri: undefined }) }) },
      ['Doctor.noJwksUri'],
    ],
    [
      'a redirect, which API Gateway does not follow',
      { discovery: (_, url) => ({ status: 302, body: '', location: `${url}/.well-known/jwks.json` }) },
      ['Doctor.discoveryRefused'],
    ],
    [
      'keys in another place than the function looks',
      {
        discovery: (document, url) => ({
          body: JSON.stringify({ ...document, jwks_uri: `${url}/.well-known/jwks.json?v=2` }),
        }),
      },
      ['Doctor.keysInTwoPlaces'],
    ],
    [
      'too many keys',
      { jwks: () => ({ body: JSON.stringify({ keys: [], padding: 'x'.repeat(150_000) }) }) },
      ['Doctor.keysTooLarge'],
    ],
    ['10 MB of keys', { jwks: () => ({ body: 'x'.repeat(10_000_000) }) }, ['Doctor.keysTooLarge']],
  ])('%s', async (_, change, expected) => {
    const server = await serveDocuments(clerk.jwks, change);
    try {
      expect(await ids(server.url)).toEqual(expected);
    } finally {
      server.close();
    }
  });

  test('an elliptic curve, which API Gateway does not support', async () => {
    const { publicKey } = await generateKeyPair('ES256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'ins_x', alg: 'ES256', use: 'sig' };
    const server = await serveDocuments(clerk.jwks, { jwks: () => ({ body: JSON.stringify({ keys: [jwk] }) }) });
    expect(await ids(server.url)).toEqual(['Doctor.keysUnusable']);
    server.close();
  });
});

describe('--template', () => {
  test('the routes accept tokens of the instance', async () => {
    expect(await ids(clerk.frontendApiUrl, ['--template', template(clerk.frontendApiUrl)])).toEqual([]);
  });

  test('they accept tokens of another one, or of nobody', async () => {
    const other = template('https://clerk.example.com');
    expect(await ids(clerk.frontendApiUrl, ['--template', other])).toEqual(['Doctor.templateOtherIssuer']);
    const unknown = template({ Ref: 'Issuer' });
    expect(await ids(clerk.frontendApiUrl, ['--template', unknown])).toEqual(['Doctor.templateNoIssuer']);
  });

  test('names the instance, if no other is named', async () => {
    const { out } = await run(['--template', template(clerk.frontendApiUrl)]);
    expect(out).toContain('✓ The routes of the template accept tokens of this instance.');
  });
});

describe('--token', () => {
  const idsFor = async (input: string) =>
    ids(clerk.frontendApiUrl, ['--token', '--template', template(clerk.frontendApiUrl)], { input });

  test.each<[string, () => Promise<string> | string, string[]]>([
    ['one for the API', () => clerk.issue.session({ claims: { aud: 'orders' } }), []],
    ['one of an OAuth client', () => clerk.issue.oauth({ claims: { client_id: 'orders' } }), []],
    ['the default session token of Clerk', () => clerk.issue.session(), ['Doctor.tokenNoAudience']],
    ['one for another API', () => clerk.issue.session({ claims: { aud: 'x' } }), ['Doctor.tokenOtherAudience']],
    ['an expired one', () => clerk.issue.invalid('expired', { claims: { aud: 'orders' } }), ['Doctor.tokenExpired']],
    [
      'one of another instance',
      () => clerk.issueFor('https://x.example').session({ claims: { aud: 'orders' } }),
      ['Doctor.tokenOtherIssuer'],
    ],
    [
      'an unknown key',
      () => clerk.issue.invalid('unknownKeyId', { claims: { aud: 'orders' } }),
      ['Doctor.tokenUnknownKey'],
    ],
    ['no JWT', () => 'oat_0123456789', ['Doctor.tokenUnreadable']],
  ])('%s', async (_, token, expected) => {
    expect(await idsFor(`${await token()}\n`)).toEqual(expected);
  });

  test('a header is read as the token in it', async () => {
    const token = await clerk.issue.session({ claims: { aud: 'orders' } });
    expect(await idsFor(`Authorization: Bearer ${token}`)).toEqual([]);
  });

  test('the claim that is missing is written out', async () => {
    const argv = ['--template', template(clerk.frontendApiUrl), '--token'];
    const { out } = await run(argv, { input: await clerk.issue.session() });
    expect(out).toContain('The API expects {"aud":"orders"}.');
  });

  test('nothing of the token is printed', async () => {
    const token = await clerk.issueFor('https://other.example').session({ claims: { aud: 'secret-audience' } });
    const { out } = await run(['--frontend-api-url', clerk.frontendApiUrl, '--token'], { input: token });
    expect(out).toContain('Doctor.tokenOtherIssuer');
    expect(out).not.toMatch(/other\.example|secret-audience|eyJ|user_/);
  });
});

describe('bad input is one sentence with exit code 2', () => {
  const emptyTemplate = join(folder, 'empty.json');
  writeFileSync(emptyTemplate, '{"Resources":{}}');

  test.each<[string[], RegExp]>([
    [[], /^Name the instance: --frontend-api-url https:\/\//],
    [['--template', emptyTemplate], /^The template does not name one instance, so name it: --/],
    [
      ['--frontend-api-url', 'x'],
      /^The Frontend API URL is a plain origin: --frontend-api-url https:\/\/sensible-skunk/,
    ],
    [['--frontend-api-url', 'https://a.example/'], /plain origin: --frontend-api-url https:\/\/a\.example\n$/],
    [['--frontend-api-url', `sk_live_${'x'.repeat(40)}`], /^This is a secret key/],
    [['--frontend-api-url', 'https://a.example', '--token'], /^--token reads a token from standard input/],
    [['--template', 'missing'], /^There is no file or directory missing/],
    [['https://a.example'], /^doctor takes options only/],
  ])('%j', async (argv, message) => {
    const { exitCode, out, err } = await run(argv);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('sk_live');
  });
});
