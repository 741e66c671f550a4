import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../../cli/commands/explain';
import { main } from '../../../cli/main';
import type { InvalidTokenName } from '../../../local/clerk/invalid-tokens';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';
import type { TokenIssuer } from '../../../local/clerk/token-issuer';
import {
  ClaimRule,
  ClerkProtectedHttpApi,
  ClerkRestAuthorizer,
  ClerkWebSocketAuthorizer,
  RouteAccess,
} from '../../../src';
import { testIo } from '../support/cli';
import { CLERK, newFunction, newIntegration } from '../support/stack';

const folder = mkdtempSync(join(tmpdir(), 'explain-'));
const file = (name: string, text = ''): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let clerk: LocalClerk;
let issue: TokenIssuer;
let jwks: string;

beforeAll(async () => {
  clerk = await startLocalClerk();
  issue = clerk.issueFor(CLERK.frontendApiUrl, CLERK.audience[0]);
  jwks = file('jwks.json', JSON.stringify(clerk.jwks));
  synthesize();
});
afterAll(async () => {
  await clerk.close();
  rmSync(folder, { recursive: true });
});

function synthesize(): void {
  const app = new App({ outdir: join(folder, 'cdk.out') });
  const http = new Stack(app, 'Http');
  const api = new ClerkProtectedHttpApi(http, 'Api', CLERK);
  const rule = ClaimRule.allOf(ClaimRule.hasRole('org:admin'), ClaimRule.claim('metadata', 'level').atLeast(3));
  const [integration, methods] = [newIntegration(), [HttpMethod.GET]];
  api.addRoutes({ path: '/orders/{id}', methods, integration });
  api.addRoutes({ path: '/reports', methods, integration, access: RouteAccess.signedIn({ scopes: ['reports:read'] }) });
  api.addRoutes({ path: '/admin', methods, integration, access: RouteAccess.when(rule) });
  api.addRoutes({ path: '/health', methods, integration, access: RouteAccess.anyone() });
  const iam = { path: '/iam', methods, integration: newIntegration(), authorizer: new HttpIamAuthorizer() };
  new HttpApi(http, 'Iam').addRoutes(iam);

  const others = new Stack(app, 'Others');
  const authorizer = new ClerkRestAuthorizer(others, 'Authorizer', CLERK);
  new RestApi(others, 'Rest').root.addMethod('GET', new LambdaIntegration(newFunction(others)), { authorizer });
  const frontendApiUrl = new CfnParameter(others, 'Url').valueAsString;
  new WebSocketApi(others, 'Chat', {
    connectRouteOptions: {
      integration: new WebSocketLambdaIntegration('Connect', newFunction(others, 'Connect')),
      authorizer: new ClerkWebSocketAuthorizer('Clerk', { ...CLERK, frontendApiUrl }),
    },
  });
  app.synth();
}

async function run(input: string | undefined, ...argv: string[]) {
  const io = testIo({ input });
  const exitCode = await main(['explain', ...argv], [explain], io);
  // Whatever happens, no part of the token is printed.
  const parts = (input ?? '').split('.').filter((part) => part.length > 10);
  for (const part of parts) expect(io.out + io.err).not.toContain(part.slice(0, 30));
  return { exitCode, out: io.out, err: io.err };
}

const template = (stack: string) => ['--template', join(folder, 'cdk.out', `${stack}.template.json`)];
const route = (key: string, stack = 'Http') => [...template(stack), '--route', key, '--jwks', jwks];

describe('a route with a Lambda authorizer', () => {
  const LEVEL = { claims: { metadata: { level: 3 } } };

  test('lets a token in', async () => {
    const token = await issue.session({ ...LEVEL, organization: { role: 'admin' } });
    const { exitCode, out } = await run(token, ...route('GET /admin'));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^The token for GET \/admin is let in\n/);
    expect(out).not.toMatch(/[✗·]/);
    expect(out).toContain('The JWT authorizer of API Gateway (a model of it) would let it in.');
  });

  test('names the part of the rule that is not met, and what to write', async () => {
    const { exitCode, out } = await run(
      await issue.session({ organization: { role: 'admin' } }),
      ...route('GET /admin'),
    );
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^The token for GET \/admin is refused: 403 Forbidden, rule-not-met\n/);
    expect(out).toContain('  ✗ The claims meet the rule of the route\n');
    expect(out).toContain('Not met: metadata.level is at least 3; the token does not say.');
    expect(out).toContain('Customize session token:\n  {"metadata":"{{user.public_metadata}}"}\n');
    expect(out).toContain('Metadata > Public:\n  {"level":3}\n');
  });

  const REASONS: Record<InvalidTokenName, string> = {
    expired: 'token-expired',
    notYetValid: 'token-not-active-yet',
    issuedInTheFuture: 'token-iat-in-the-future',
    noExpiry: 'token-verification-failed',
    wrongIssuer: 'token-invalid-issuer',
    wrongAudience: 'audience-mismatch',
    noAudience: 'audience-missing',
    wrongKey: 'token-invalid-signature',
    unknownKeyId: 'jwk-kid-mismatch',
    algorithmNone: 'token-invalid-algorithm',
    publicKeyAsSecret: 'token-invalid-algorithm',
    tampered: 'token-invalid-signature',
    truncated: 'token-invalid',
    noSignature: 'token-invalid',
    garbage: 'token-invalid',
    opaque: 'opaque-token',
    pending: 'session-pending',
  };

  test.each(Object.entries(REASONS))('explains a token that is invalid: %s', async (name, reason) => {
    const { exitCode, out } = await run(await issue.invalid(name as InvalidTokenName), ...route('GET /admin'));
    expect(exitCode).toBe(1);
    expect(out.match(/✗/g)).toHaveLength(1);
    expect(out).toMatch(new RegExp(`^The token for GET /admin is refused: 403 Forbidden, ${reason}\n`));
  });

  test.each<[string, () => Promise<string>, string]>([
    ['no audience', () => issue.invalid('noAudience'), '{"aud":"ClerkJwtAuthorizer"}'],
    ['another audience', () => issue.invalid('wrongAudience'), "audience: ['ClerkJwtAuthorizer', 'another-api'],"],
    ['another issuer', () => issue.invalid('wrongIssuer'), "frontendApiUrl: 'https://clerk.example.com',"],
    ['another kind', () => issue.oauth(), 'tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH],'],
    ['no organization', () => issue.session(LEVEL), "await clerk.setActive({ organization: 'org_…' });"],
  ])('shows what to write: %s', async (_, token, line) => {
    expect((await run(await token(), ...route('GET /admin'))).out).toContain(`\n  ${line}\n`);
  });

  test('a token that has expired is explained at the time of its issue', async () => {
    const issuedAt = Date.UTC(2026, 0, 31, 12) / 1000;
    const token = await issue.session({ ...LEVEL, organization: { role: 'admin' }, issuedAt });
    const { exitCode, out } = await run(token, ...route('GET /admin'));
    expect(exitCode).toBe(1);
    expect(out).toContain('exp is 2026-01-31T12:01:00Z, ');
    expect(out).toContain('add: --at 2026-01-31T12:00:00Z\n');
    expect((await run(token, ...route('GET /admin'), '--at', '2026-01-31T12:00:00Z')).exitCode).toBe(0);
  });
});

describe('other routes', () => {
  test('a route with the JWT authorizer of API Gateway is answered by a model, which says so', async () => {
    const { exitCode, out } = await run(await issue.oauth(), ...route('GET /orders/7'));
    expect(exitCode).toBe(0);
    expect(out).toContain('This is the answer of a model of it.');
    const refused = await run(await issue.invalid('expired'), ...route('GET /orders/7'));
    expect(refused.exitCode).toBe(1);
    expect(refused.out).toContain('is refused: 401 Unauthorized, token-expired');
  });

  test('a scope that is missing', async () => {
    const { exitCode, out } = await run(await issue.oauth(), ...route('GET /reports'));
    expect(exitCode).toBe(1);
    expect(out).toContain('is refused: 403 Forbidden, rule-not-met');
    expect(out).toContain('OAuth client:\n  request the scope reports:read\n');
    const withScope = await issue.oauth({ claims: { scope: 'openid reports:read' } });
    expect((await run(withScope, ...route('GET /reports'))).exitCode).toBe(0);
  });

  test('an open route needs no token', async () => {
    const { exitCode, out } = await run(undefined, ...route('GET /health'));
    expect([exitCode, out]).toEqual([0, 'GET /health is open: everyone may call it, with or without a token.\n']);
  });

  test('a REST API answers 401 to a token that is invalid', async () => {
    const { exitCode, out } = await run(await issue.invalid('expired'), ...route('GET /', 'Others'));
    expect(exitCode).toBe(1);
    expect(out).toContain('is refused: 401 Unauthorized, token-expired');
    expect(out).not.toContain('JWT authorizer'); // REST APIs have none
  });

  test('a WebSocket API whose instance is known at deployment only', async () => {
    const token = await issue.session();
    const asked = await run(token, ...route('$connect', 'Others'));
    expect(asked.exitCode).toBe(2);
    expect(asked.err).toContain('The value of Url is known at deployment only: pass it as the parameter Url.');
    const url = ['--parameter', `Url=${CLERK.frontendApiUrl}`];
    expect((await run(token, ...route('$connect', 'Others'), ...url)).exitCode).toBe(0);
    const wrong = await run(token, ...route('$connect', 'Others'), '--parameter', 'Url=clerk');
    expect([wrong.exitCode, wrong.err]).toEqual([
      2,
      expect.stringMatching(/^The policy in the template cannot be read: .*\n$/),
    ]);
  });
});

describe('without a template', () => {
  const authorizer = ['--frontend-api-url', `${CLERK.frontendApiUrl}/`, '--audience', 'ClerkJwtAuthorizer'];

  test('the authorizer is described by options', async () => {
    const token = await issue.session({ origin: 'https://app.example.com' });
    expect((await run(token, ...authorizer, '--jwks', jwks)).exitCode).toBe(0);
    const party = ['--authorized-party', 'https://other.example.com'];
    const { exitCode, out } = await run(token, ...authorizer, '--jwks', jwks, ...party);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^The token is refused: 403 Forbidden, token-invalid-authorized-parties\n/);
    expect(out).toContain("authorizedParties: ['https://other.example.com', 'https://app.example.com'],");
    const machine = await issue.machine();
    expect((await run(machine, ...authorizer, '--jwks', jwks, '--token-kind', 'm2m')).exitCode).toBe(0);
  });

  test('the keys are fetched from the instance', async () => {
    const local = ['--frontend-api-url', clerk.frontendApiUrl, '--audience', 'api'];
    const token = await clerk.issueFor(clerk.frontendApiUrl, 'api').session();
    expect((await run(token, ...local)).exitCode).toBe(0);
    clerk.setFault('unavailable');
    const { exitCode, out } = await run(token, ...local);
    clerk.setFault(undefined);
    expect(exitCode).toBe(1);
    expect(out).toContain('jwk-remote-failed-to-load');
    expect(out).toContain('This computer could not fetch the keys, which the function may be able to: --jwks FILE ');
  });

  test('the key is a PEM', async () => {
    const pem = file('clerk.pem', clerk.pem);
    expect((await run(await issue.session(), ...authorizer, '--pem', pem)).exitCode).toBe(0);
  });
});

test('what another stack of the app supplies is read from the folder of the template', async () => {
  const app = new App({ outdir: join(folder, 'several') });
  const shared = new Stack(app, 'Shared');
  const audience = [new CfnParameter(shared, 'Audience').valueAsString];
  const stack = new Stack(app, 'Orders');
  const httpApi = new HttpApi(stack, 'Api');
  const api = new ClerkProtectedHttpApi(new NestedStack(stack, 'Routes'), 'Api', { ...CLERK, httpApi, audience });
  const access = RouteAccess.when(ClaimRule.hasRole('org:admin'));
  api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: newIntegration(), access });
  app.synth();
  const at = ['--template', join(app.outdir, 'Orders.template.json'), '--route', 'GET /orders', '--jwks', jwks];
  const token = await issue.session({ organization: { role: 'admin' } });
  const asked = await run(token, ...at);
  expect([asked.exitCode, asked.err]).toEqual([
    2,
    'The value of Shared/Audience is known at deployment only: pass it as the parameter Shared/Audience.\n',
  ]);
  const given = (value: string) => ['--parameter', `Shared/Audience=${value}`];
  expect(await run(token, ...at, ...given('ClerkJwtAuthorizer'))).toMatchObject({ exitCode: 0, err: '' });
  expect((await run(token, ...at, ...given('other'))).out).toContain('403 Forbidden, audience-mismatch');
});

test('a directory is read with all its stacks, and the route may have a query string', async () => {
  const all = [
    '--template',
    join(folder, 'cdk.out'),
    '--jwks',
    jwks,
    '--parameter',
    `Others/Url=${CLERK.frontendApiUrl}`,
  ];
  const token = await issue.session();
  expect((await run(token, ...all, '--route', 'GET /orders/7?page=2')).exitCode).toBe(0);
  expect((await run(token, ...all, '--route', '$connect')).exitCode).toBe(0);
  expect((await run(token, ...all, '--route', 'GET /order/7')).err).toContain('the closest is GET /orders/{id}.');
});

describe('the token', () => {
  const at = () => route('GET /orders/7');

  test.each([
    ['with Bearer', (token: string) => `Bearer ${token}\n`],
    ['with the name of the header', (token: string) => `Authorization: Bearer ${token}\n`],
  ])('%s', async (_, write) => {
    expect((await run(write(await issue.session()), ...at())).exitCode).toBe(0);
  });

  test('in a file', async () => {
    const path = file('token.txt', await issue.session());
    expect(await run(undefined, ...at(), '--token-file', path)).toMatchObject({ exitCode: 0, err: '' });
  });

  test('as an argument, with a warning', async () => {
    const token = await issue.session();
    for (const argv of [[token], ['--header', `Bearer ${token}`]]) {
      const { exitCode, out, err } = await run(undefined, ...at(), ...argv);
      expect(exitCode).toBe(0);
      expect(err).toBe('The token is now in the history of your shell: pipe it in, or use --token-file.\n');
      expect(out + err).not.toContain(token.split('.')[0]);
    }
  });
});

test('--json', async () => {
  const { exitCode, out } = await run(await issue.session(), ...route('GET /admin'), '--json');
  expect(exitCode).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    route: 'GET /admin',
    status: 403,
    reason: 'rule-not-met',
    checks: expect.arrayContaining([{ id: 'rule', title: expect.any(String), result: 'failed' }]),
    native: { status: 200, isModel: true },
  });
});

test('values of a token cannot control the terminal', async () => {
  const token = await issue.session({ claims: { iss: '\u001b[31mhttps://\u009b2J\u202e' } });
  const { out } = await run(token, ...route('GET /admin'));
  expect(out).toContain('iss is "\\u001b[31mhttps://\\u009b2J\\u202e"');
});

describe('a mistake is one sentence with exit code 2', () => {
  const emptyFolder = () => mkdtempSync(join(folder, 'empty-'));
  const folderOfStages = () => {
    const app = new App({ outdir: mkdtempSync(join(folder, 'stages-')) });
    for (const name of ['Dev', 'Prod']) new Stack(new Stage(app, name), 'Api');
    return app.synth().directory;
  };
  const big = () => file('big.json', 'x'.repeat(10 * 1024 * 1024));
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ';

  test.each<[string, string | undefined, () => string[], string | RegExp]>([
    ['no authorizer', token, () => [], 'Name a --template with a --route, or a --frontend-api-url with an --audience.'],
    ['no template', token, () => ['--template', token], 'The file of --template does not exist: run cdk synth first.'],
    [
      'a directory without a template',
      token,
      () => ['--template', emptyFolder()],
      'The directory has no template: run cdk synth first.',
    ],
    [
      'a directory with several stages',
      token,
      () => ['--template', folderOfStages()],
      'The directory has several stages: name that of a stage, or a template.',
    ],
    ['no JSON', token, () => ['-t', file('x.yaml', token)], /^The file of --template is not JSON: /],
    [
      'no template of CloudFormation',
      token,
      () => ['-t', file('x.json', '{"a":1}')],
      /^This is not a CloudFormation template/,
    ],
    [
      'no API',
      token,
      () => ['-t', file('y.json', '{"Resources":{}}'), '-r', 'GET /'],
      'The template has no API of API Gateway.',
    ],
    [
      'no route',
      token,
      () => template('Http'),
      /^Name the route with --route\. The template has GET \/orders\/\{id}, /,
    ],
    [
      'a route that is not there',
      token,
      () => route('GET /admim'),
      'There is no route for GET /admim; the closest is GET /admin.',
    ],
    ['an authorizer of someone else', token, () => route('GET /iam'), /^The route is protected by IAM, /],
    ['no token', '', () => route('GET /admin'), /^There is no token: /],
    ['a terminal', undefined, () => route('GET /admin'), /^There is no token: /],
    ['text that is no token', 'correct-horse-battery-staple', () => route('GET /admin'), /^The input is not a token: /],
    ['two tokens', token, () => [...route('GET /admin'), token, '--header', token], 'Give one token, in one way.'],
    [
      'a large JWKS',
      token,
      () => [...route('GET /admin').slice(0, -1), big()],
      'The file of --jwks has more than 150000 bytes.',
    ],
    [
      'a JWKS of something else',
      token,
      () => [...route('GET /admin').slice(0, -1), file('z.json', '{"keys":[]}')],
      /^The file of --jwks has no RSA key: /,
    ],
    [
      'a PEM of something else',
      token,
      () => [...route('GET /admin').slice(0, -2), '--pem', file('x.pem', token)],
      'The PEM is not a public RSA key.',
    ],
    ['two kinds of keys', token, () => [...route('GET /admin'), '--pem', jwks], 'Give either --pem or --jwks.'],
    [
      'no time',
      token,
      () => [...route('GET /admin'), '--at', 'yesterday'],
      'Write the time of --at as in 2026-01-31T12:00:00Z.',
    ],
    [
      'no assignment',
      token,
      () => [...route('GET /admin'), '--parameter', 'Url'],
      'Write a parameter as --parameter NAME=VALUE.',
    ],
    ['no audience', token, () => ['--frontend-api-url', 'https://clerk.example.com'], /^Name an --audience /],
    [
      'no URL',
      token,
      () => ['--frontend-api-url', 'clerk', '--audience', 'a'],
      /^The authorizer is described wrongly: /,
    ],
  ])('%s', async (_, input, argv, message) => {
    const { exitCode, out, err } = await run(input, ...argv());
    expect([exitCode, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.trimEnd()).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});

test('a policy that is too long for the environment is read from the code beside the template', async () => {
  const outdir = join(folder, 'long');
  mkdirSync(outdir);
  const app = new App({ outdir });
  const api = new ClerkProtectedHttpApi(new Stack(app, 'Long'), 'Api', CLERK);
  for (let i = 0; i < 40; i++) {
    const access = RouteAccess.when(ClaimRule.hasRole(`org:${'x'.repeat(80)}${i}`));
    api.addRoutes({ path: `/x${i}`, methods: [HttpMethod.GET], integration: newIntegration(), access });
  }
  app.synth();
  const token = await issue.session({ organization: { role: `${'x'.repeat(80)}7` } });
  const at = (path: string) => [
    '--template',
    join(outdir, 'Long.template.json'),
    '--jwks',
    jwks,
    '--route',
    `GET ${path}`,
  ];
  expect((await run(token, ...at('/x7'))).exitCode).toBe(0);
  expect((await run(token, ...at('/x8'))).exitCode).toBe(1);
});
