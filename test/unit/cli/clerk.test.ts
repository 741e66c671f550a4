import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKnownApis } from '../../../cli/clerk/known-apis';
import { send } from '../../../cli/clerk/send';
import { type Page, startPage } from '../../../cli/clerk/start-page';
import { clerk as command } from '../../../cli/commands/clerk';
import { main } from '../../../cli/main';
import { INVALID_TOKENS } from '../../../local/clerk/invalid-tokens';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';
import { ClaimRule, ClerkProtectedHttpApi, RouteAccess, TokenSource } from '../../../src';
import { testIo } from '../support/cli';
import { listen } from '../support/loopback';
import { newIntegration } from '../support/stack';

const AUDIENCE = 'my-api';

let clerk: LocalClerk;
let page: Page;
let host: string;
let own: Record<string, string>;

beforeAll(async () => {
  clerk = await startLocalClerk();
  page = await startPage({ clerk });
  ({ host, own } = ownHeaders(page));
});
afterAll(async () => {
  await page.close();
  await clerk.close();
});

/** The headers of the script in the page. */
function ownHeaders({ url }: Page) {
  const { host, origin, hash } = new URL(url);
  return { host, own: { host, origin, 'x-run-secret': hash.replace('#secret=', '') } };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

/** Sends a request as it is: `fetch` cannot set `Host` and `Origin`. */
function call(method: string, path: string, headers: Record<string, string>, body = '{}'): Promise<Answer> {
  const port = headers.host.split(':')[1];
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method, path, headers, agent: false }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() });
    })
      .once('error', reject)
      .end(method === 'POST' ? body : undefined);
  });
}

/** Does what the page does. */
async function act(action: string, fields: Record<string, unknown> = {}, headers = own) {
  const { status, text } = await call('POST', `/api/${action}`, headers, JSON.stringify(fields));
  return { status, ...JSON.parse(text) };
}

describe('the page', () => {
  test.each([
    ['/', 'text/html'],
    ['/page.css', 'text/css'],
    ['/page.js', 'text/javascript'],
  ])('%s is served, and may load and call nothing but itself', async (path, type) => {
    const { status, headers, text } = await call('GET', path, { host });
    expect(status).toBe(200);
    expect(headers['content-type']).toContain(type);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(text).not.toMatch(/(src|href)="(https?:|\/\/)|url\(|@import/);
    expect(text).not.toContain(own['x-run-secret']);
  });

  test('says that it is not Clerk', async () => {
    expect((await call('GET', '/', { host })).text).toContain('This is NOT Clerk');
  });

  test('gets the defaults of the fields', async () => {
    const { status, frontendApiUrl, flaws, apis } = await act('run');
    expect({ status, frontendApiUrl, apis }).toEqual({ status: 200, frontendApiUrl: clerk.frontendApiUrl, apis: [] });
    expect(flaws).toContainEqual({ name: 'expired', title: 'expired token' });
  });
});

describe('a request that is not from the page is refused', () => {
  const port = () => host.split(':')[1];
  const cases: [string, string, string, () => Record<string, string>, number][] = [
    ['a foreign Host', 'POST', '/api/mint', () => ({ ...own, host: `evil.example.com:${port()}` }), 403],
    ['localhost as Host', 'GET', '/', () => ({ host: `localhost:${port()}` }), 403],
    ['a foreign Host for a file', 'GET', '/page.js', () => ({ host: `evil.example.com:${port()}` }), 403],
    ['a foreign Origin', 'POST', '/api/mint', () => ({ ...own, origin: 'https://evil.example.com' }), 403],
    ['a foreign Origin for a file', 'GET', '/', () => ({ host, origin: 'https://evil.example.com' }), 403],
    ['a sandboxed Origin', 'POST', '/api/mint', () => ({ ...own, origin: 'null' }), 403],
    ['the Origin of another port', 'POST', '/api/mint', () => ({ ...own, origin: 'http://127.0.0.1:1' }), 403],
    ['no Origin', 'POST', '/api/mint', () => ({ host, 'x-run-secret': own['x-run-secret'] }), 403],
    ['no secret', 'POST', '/api/send', () => ({ host, origin: own.origin }), 401],
    ['a wrong secret', 'POST', '/api/send', () => ({ ...own, 'x-run-secret': 'x'.repeat(43) }), 401],
    ['a part of the secret', 'POST', '/api/run', () => ({ ...own, 'x-run-secret': own['x-run-secret'].slice(1) }), 401],
    ['an unknown path', 'POST', '/api/other', () => own, 404],
    ['an unknown file', 'GET', '/page/../../package.json', () => own, 404],
    ['another method of an action', 'GET', '/api/run', () => own, 405],
    ['another method of a file', 'POST', '/', () => own, 405],
  ];
  test.each(cases)('%s: %s %s', async (_, method, path, headers, status) => {
    const answer = await call(method, path, headers());
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test.each([
    ['more than 512 KB', JSON.stringify({ token: 'x'.repeat(512 * 1024) }), 413],
    ['text', 'token', 400],
    ['a list', '[]', 400],
    ['a number in a field', '{"age":1}', 400],
  ])('a body with %s', async (_, body, status) => {
    expect((await call('POST', '/api/mint', own, body)).status).toBe(status);
  });
});

describe('mint', () => {
  test('signs a token with the claims of the form', async () => {
    const { token } = await act('mint', {
      frontendApiUrl: 'https://clerk.example.com',
      audience: AUDIENCE,
      user: 'user_1',
      organization: 'org_1',
      role: 'org:admin',
      permissions: 'org:invoices:create, org:invoices:read',
      features: 'u:export',
      plan: 'u:pro',
      metadata: '{"level":3}',
      age: '20',
      flaw: '',
    });
    const { payload } = await jwtVerify(token, createLocalJWKSet(clerk.jwks));
    expect(payload).toMatchObject({
      iss: 'https://clerk.example.com',
      aud: AUDIENCE,
      sub: 'user_1',
      o: { id: 'org_1', rol: 'admin', per: 'create,read', fpm: '3' },
      fea: 'o:invoices,u:export',
      pla: 'u:pro',
      metadata: { level: 3 },
    });
    expect(Date.now() / 1000 - (payload.iat ?? 0)).toBeGreaterThanOrEqual(20);
  });

  test.each([
    [
      'template',
      { user: 'user_1', claims: '{"level":3}' },
      { cat: 'cl_B7d4PD222AAA' },
      { sub: 'user_1', level: 3, aud: AUDIENCE },
    ],
    [
      'oauth',
      { user: 'user_1', scopes: 'reports:read, openid' },
      { typ: 'at+jwt' },
      { sub: 'user_1', scope: 'reports:read openid', aud: AUDIENCE },
    ],
    ['m2m', { machine: 'mch_1', claims: '{"aud":"b"}' }, { cat: 'cl_B7d4PD333AAA' }, { sub: 'mch_1', aud: 'b' }],
    [
      'session',
      { metadata: '{"level":3}', claims: '{"plan":"pro"}' },
      { cat: 'cl_B7d4PD111AAA' },
      { metadata: { level: 3 }, plan: 'pro' },
    ],
  ])(
    'signs a token of the kind %s, and the explanation says that it is let in',
    async (kind, fields, header, claims) => {
      const { token } = await act('mint', { kind, audience: AUDIENCE, age: '20', ...fields });
      const verified = await jwtVerify(token, createLocalJWKSet(clerk.jwks));
      expect(verified.protectedHeader).toMatchObject(header);
      expect(verified.payload).toMatchObject(claims);
      expect(Date.now() / 1000 - (verified.payload.iat ?? 0)).toBeGreaterThanOrEqual(20);
      const audience = String(verified.payload.aud);
      const { explanation } = await act('send', { token, kind, audience, apiUrl: clerk.frontendApiUrl });
      expect(explanation).toMatch(/^The token is let in$/m);
    },
  );

  test.each(['session', 'template', 'oauth', 'm2m'])('the page offers the kind %s', async (kind) => {
    expect((await call('GET', '/', { host })).text).toContain(`<option value="${kind}">`);
    const { token } = await act('mint', { kind });
    for (const claim of ['iss', 'sub', 'exp']) expect(decodeJwt(token)).toHaveProperty(claim);
  });

  test('leaves out what is not filled in', async () => {
    const { token } = await act('mint');
    const claims = decodeJwt(token);
    expect(claims.iss).toBe(clerk.frontendApiUrl);
    for (const claim of ['aud', 'o', 'fea', 'pla', 'metadata']) expect(claims).not.toHaveProperty(claim);
  });

  test.each(Object.keys(INVALID_TOKENS))(
    'a token with the flaw %s is refused, and the explanation says so',
    async (flaw) => {
      const { token } = await act('mint', { audience: AUDIENCE, flaw });
      const { explanation } = await act('send', { token, audience: AUDIENCE, apiUrl: clerk.frontendApiUrl });
      expect(explanation).toMatch(/^The token is refused: 40[13] /m);
    },
  );

  test.each([
    [{ age: 'old' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ age: '-5' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ flaw: 'toString' }, 'There is no such flaw.'],
    [{ metadata: '[1]' }, 'The metadata is a JSON object, such as {"role":"admin"}.'],
    [{ metadata: '{role}' }, 'The metadata is a JSON object, such as {"role":"admin"}.'],
    [{ claims: '3' }, 'The custom claims are a JSON object, such as {"role":"admin"}.'],
    [{ kind: 'm2m', claims: '{' }, 'The custom claims are a JSON object, such as {"role":"admin"}.'],
    [{ kind: 'oauth', age: '1.5' }, 'The age is a number of seconds, such as 0 or 120.'],
    [{ kind: 'id' }, 'The kind of token is one of session, template, oauth, m2m.'],
    [{ permissions: 'create' }, 'Permissions are written as in the Clerk Dashboard, such as org:invoices:create.'],
  ])('%j is refused with a sentence', async (fields, error) => {
    expect(await act('mint', fields)).toEqual({ status: 400, error });
  });
});

describe('send', () => {
  const seen: { method?: string; url?: string; authorization?: string; type?: string; body: string }[] = [];
  let api: Server;
  let apiUrl: string;

  beforeAll(async () => {
    api = createServer(async (request, response) => {
      const { method, url } = request;
      const { authorization, 'content-type': type } = request.headers;
      const body = Buffer.concat(await request.toArray()).toString();
      seen.push({ method, url, authorization, type, body });
      if (url === '/never') return;
      if (url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
      else if (url === '/endless') response.write('x'.repeat(512 * 1024));
      else response.writeHead(authorization ? 200 : 401, { 'x-from': 'api' }).end(`${method} ${url}`);
    });
    apiUrl = `http://127.0.0.1:${await listen(api)}`;
  });
  afterAll(() => {
    api.closeAllConnections();
    api.close();
  });

  test('passes a minted token on, and shows the response and the explanation', async () => {
    const { token } = await act('mint', { audience: AUDIENCE });
    const fields = { token, audience: AUDIENCE, apiUrl: `${apiUrl}/prod/`, path: '/orders?x=1', method: 'DELETE' };
    const { status, body, headers, isCut, explanation } = await act('send', fields);
    expect({ status, body, isCut }).toEqual({ status: 200, body: 'DELETE /prod/orders?x=1', isCut: false });
    expect(headers).toContainEqual(['x-from', 'api']);
    expect(explanation).toMatch(/^The token is let in$/m);
    expect(seen.at(-1)?.authorization).toBe(`Bearer ${token}`);
  });

  test('sends no header without a token', async () => {
    const { status, explanation } = await act('send', { apiUrl, audience: AUDIENCE });
    expect(status).toBe(401);
    expect(seen.at(-1)).toMatchObject({ method: 'GET', url: '/', authorization: undefined });
    expect(explanation).toMatch(/^The token is refused: 401 Unauthorized, session-token-missing$/m);
  });

  test.each(['POST', 'PUT', 'PATCH'])('%s has the body and the content type of the form', async (method) => {
    const body = ' {"title":"Größe"}\n';
    await act('send', { apiUrl, method, body, contentType: 'application/json' });
    expect(seen.at(-1)).toMatchObject({ method, body, type: 'application/json' });
  });

  test.each([
    ['GET', { body: '{}' }],
    ['DELETE', { body: '{}' }],
    ['POST', { body: '' }],
  ])('%s with %j has neither a body nor a content type', async (method, fields) => {
    await act('send', { apiUrl, method, contentType: 'application/json', ...fields });
    expect(seen.at(-1)).toMatchObject({ method, body: '', type: undefined });
  });

  test('sends a body of 64 KB, and none of a byte more', async () => {
    const fields = { apiUrl, method: 'POST', body: '\u0001'.repeat(64 * 1024) }; // six bytes each in JSON
    await act('send', fields);
    expect(seen.at(-1)?.body).toHaveLength(64 * 1024);
    const { status, error } = await act('send', { ...fields, body: `${fields.body}x` });
    expect({ status, error }).toEqual({ status: 400, error: 'The request body has more than 65536 bytes.' });
  });

  test('takes a pasted header', async () => {
    await act('send', { apiUrl, token: 'Authorization: Bearer a.b.c' });
    expect(seen.at(-1)?.authorization).toBe('Bearer a.b.c');
  });

  test('reaches names under localhost', async () => {
    const { body } = await act('send', { apiUrl: apiUrl.replace('127.0.0.1', 'abc.execute-api.localhost') });
    expect(body).toBe('GET /');
  });

  test('does not follow a redirect', async () => {
    const { status, headers } = await act('send', { apiUrl, path: '/moved' });
    expect(status).toBe(302);
    expect(headers).toContainEqual(['location', '/elsewhere']);
    expect(seen.at(-1)?.url).toBe('/moved');
  });

  test('reads no more than 256 KB of a body', async () => {
    const { body, isCut } = await act('send', { apiUrl, path: '/endless' });
    expect([body.length, isCut]).toEqual([256 * 1024, true]);
  });

  test('waits for a limited time', async () => {
    const form = new Map(Object.entries({ apiUrl, path: '/never' }));
    await expect(send(form, 50)).rejects.toThrow('The API did not answer within 50 ms.');
  });

  const URL_MISTAKE = 'The URL of the API is an http:// or https:// URL, as a deployment prints it.';
  test.each([
    [{ apiUrl: 'file:///etc/passwd' }, URL_MISTAKE],
    [{ apiUrl: 'http://user:password@127.0.0.1' }, URL_MISTAKE],
    [{}, URL_MISTAKE],
    [{ apiUrl: 'http://127.0.0.1:1', path: '@example.com' }, 'The path starts with a slash, such as /orders.'],
    [{ apiUrl: 'http://127.0.0.1:1', method: 'CONNECT' }, expect.stringMatching(/^The method is one of GET, /)],
    [{ apiUrl: 'http://127.0.0.1:1', token: 'a\nb' }, 'The token has characters that no header can have.'],
    [
      { apiUrl: 'http://127.0.0.1:1', contentType: 'text/plain\r\nx: y' },
      'The content type has characters that no header can have.',
    ],
    [{ apiUrl: 'http://127.0.0.1:1', token: 'a.b.c' }, 'The API cannot be reached (ECONNREFUSED): check its URL.'],
  ])('%j is refused with a sentence', async (fields, error) => {
    expect(await act('send', fields)).toEqual({ status: 400, error });
  });

  test('asks for the audience that an explanation needs', async () => {
    const { explanation } = await act('send', { apiUrl });
    expect(explanation).toBe('There is no explanation. Fill in the audience, or start the command with --template.');
  });
});

describe('an explanation without a template', () => {
  const servers: Server[] = [];
  afterAll(() => {
    for (const server of servers) server.close();
  });

  /** Returns the start of the explanation of a token that an API answers with a status. */
  async function explained(status: number, fields: Record<string, string>): Promise<string> {
    const api = createServer((_, response) => response.writeHead(status).end());
    servers.push(api);
    const { token } = await act('mint', { audience: AUDIENCE, ...fields });
    const apiUrl = `http://127.0.0.1:${await listen(api)}`;
    const { explanation } = await act('send', { token, audience: AUDIENCE, apiUrl });
    return explanation.split('\n\n')[0];
  }

  const [JWT, LAMBDA] = ['the JWT authorizer of API Gateway', 'the Lambda authorizer of an HTTP API'];
  test.each([
    [401, { flaw: 'expired' }, `as ${JWT} would`],
    [403, { flaw: 'expired' }, `as ${LAMBDA} would`],
    [200, { flaw: 'pending' }, `as ${JWT} would`],
    [200, {}, `as ${LAMBDA} and ${JWT} would`],
    [404, {}, `as ${LAMBDA} and ${JWT} would`],
    [403, {}, 'as neither kind of authorizer would: the route may be open, or have a rule or scopes'],
    [200, { flaw: 'expired' }, 'as neither kind of authorizer would: the route may be open, or have a rule or scopes'],
  ])('compares the status %i for a token with %j with that of each authorizer', async (status, fields, comparison) => {
    expect(await explained(status, fields)).toBe(
      `Without a template, the authorizer of the route is not known. The API answered ${status}, ${comparison}.\n` +
        `This is what ${LAMBDA} would decide:`,
    );
  });
});

describe('an explanation with a template', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
  const adminOnly = { access: RouteAccess.when(ClaimRule.hasRole('org:admin')) };
  let page: Page;
  let own: Record<string, string>;

  beforeAll(async () => {
    const app = new App({ outdir: folder, context: { 'aws:cdk:enable-path-metadata': true } }); // as the CDK CLI does
    const newApi = (stack: Stack, id: string, path: string, access = {}) => {
      const api = new ClerkProtectedHttpApi(stack, id, { frontendApiUrl: clerk.frontendApiUrl, audience: [AUDIENCE] });
      api.addRoutes({ path, methods: [HttpMethod.GET], integration: newIntegration(), ...access });
    };
    const stack = new Stack(app, 'Http');
    newApi(stack, 'Api', '/admin', adminOnly);
    newApi(stack, 'Api2', '/admin');
    newApi(new NestedStack(stack, 'Nested'), 'Api', '/nested');
    newApi(new Stack(new Stage(app, 'Prod'), 'Http'), 'Api', '/orders');
    new CfnResource(new Stack(app, 'Other'), 'Topic', { type: 'AWS::SNS::Topic' });
    new Stack(app, 'Empty');
    app.synth();
    page = await startPage({ clerk, apis: readKnownApis([folder]) });
    ({ own } = ownHeaders(page));
  });
  afterAll(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });

  test('offers the APIs of all stacks and stages', async () => {
    const { apis } = await act('run', {}, own);
    expect(apis).toMatchObject([
      { name: 'Http/Api', paths: ['/admin'] },
      { name: 'Http/Api2', paths: ['/admin'] },
      { name: 'Http/Nested/Api', paths: ['/nested'] },
      { name: 'Prod/Http/Api', paths: ['/orders'] },
    ]);
  });

  test.each([
    ['0', '/admin?x=1', 'The token for GET /admin is refused: 403 Forbidden, rule-not-met'],
    ['1', '/admin', 'The token for GET /admin is let in'],
    ['2', '/nested', 'The token for GET /nested is let in'],
    ['3', '/orders', 'The token for GET /orders is let in'],
    ['', '/admin', 'Without a template, the authorizer of the route is not known. The API answered 404, '],
    ['0', '/admim', 'There is no explanation. There is no route for GET /admim; the closest is GET /admin.'],
    ['4', '/admin', 'There is no explanation. Choose an API.'],
    ['__proto__', '/admin', 'There is no explanation. Choose an API.'],
  ])('of API %j and %s is of its authorizer', async (api, path, start) => {
    const { token } = await act('mint', { audience: AUDIENCE, role: 'member' }, own);
    const fields = { token, audience: AUDIENCE, apiUrl: clerk.frontendApiUrl, api, path };
    const { explanation } = await act('send', fields, own);
    expect(explanation.slice(0, start.length)).toBe(start);
  });
});

describe('an explanation of a request without a token', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['header', [TokenSource.header('Authorization')], '401 Unauthorized'],
    ['header out of two', [TokenSource.header('Authorization'), TokenSource.header('X-Token')], '403 Forbidden'],
  ])('has the status of API Gateway for a %s', async (_, tokenSources, status) => {
    const stack = new Stack(new App({ outdir: folder }), 'Http');
    const api = new ClerkProtectedHttpApi(stack, 'Api', {
      frontendApiUrl: clerk.frontendApiUrl,
      audience: [AUDIENCE],
      tokenSources,
      useLambdaAuthorizer: true,
    });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: newIntegration() });
    (stack.node.root as App).synth();
    const page = await startPage({ clerk, apis: readKnownApis([folder]) });
    const { own } = ownHeaders(page);
    const { explanation } = await act('send', { apiUrl: clerk.frontendApiUrl, api: '0', path: '/orders' }, own);
    await page.close();
    expect(explanation.split('\n')[0]).toBe(`The token for GET /orders is refused: ${status}, session-token-missing`);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  async function run(...argv: string[]) {
    const io = testIo();
    const exitCode = await main(['clerk', ...argv], [command], io);
    return { exitCode, out: io.out, err: io.err };
  }

  test('prints both URLs, says that this is not Clerk, and ends when it is told to', async () => {
    const { exitCode, out } = await run();
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^This is NOT Clerk/);
    expect(out).toMatch(/^Frontend API URL {2}http:\/\/127\.0\.0\.1:\d+$/m);
    const [pageUrl] = /http:\/\/127\.0\.0\.1:\d+\/#secret=[\w-]{43}$/m.exec(out) ?? [];
    await expect(fetch(pageUrl ?? '')).rejects.toThrow('fetch failed');
  });

  test('--json prints one line', async () => {
    const { out } = await run('--json');
    expect(out).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(out)).toEqual({
      isClerk: false,
      frontendApiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      pageUrl: expect.stringContaining('/#secret='),
    });
  });

  test.each([
    [['--port', String(0)], '--port is a number from 1 to 65535.'],
    [['--port', 'many'], '--port is a number from 1 to 65535.'],
    [['now'], 'clerk takes options only; see cdk-clerk-authorizer clerk --help.'],
    [['--template', 'absent.json'], 'The file of --template does not exist: run cdk synth first.'],
    [['--template', folder], 'There is no HTTP or REST API in what --template names.'],
  ])('%j is a mistake', async (argv, message) => {
    expect(await run(...argv)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
  });

  test('a template of another tool is a mistake', async () => {
    const file = join(folder, 'other.json');
    writeFileSync(file, '{"terraform":{}}');
    const { exitCode, err } = await run('--template', file);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^[A-Z][^\n]*\.\n$/);
  });

  test('a port in use is a mistake', async () => {
    const { exitCode, err } = await run('--port', new URL(clerk.frontendApiUrl).port);
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: 'The port cannot be used (EADDRINUSE): choose another --port, or none.\n',
    });
  });
});
