import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ExplainedApp, runExplain } from '../../support/explained-app';
import { CLERK } from '../../support/stack';

let explained: ExplainedApp;

beforeAll(async () => {
  explained = await ExplainedApp.start();
});
afterAll(() => explained.close());

describe('without a template', () => {
  const authorizer = ['--frontend-api-url', `${CLERK.frontendApiUrl}/`, '--audience', 'ClerkJwtAuthorizer'];

  test('the authorizer is described by options', async () => {
    const token = await explained.issue.session({ origin: 'https://app.example.com' });
    expect((await runExplain(token, ...authorizer, '--jwks', explained.jwks)).exitCode).toBe(0);
    const party = ['--authorized-party', 'https://other.example.com'];
    const { exitCode, out } = await runExplain(token, ...authorizer, '--jwks', explained.jwks, ...party);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^The token is refused: 403 Forbidden, token-invalid-authorized-parties\n/);
    expect(out).toContain("authorizedParties: ['https://other.example.com', 'https://app.example.com'],");
    const machine = await explained.issue.machine();
    expect((await runExplain(machine, ...authorizer, '--jwks', explained.jwks, '--token-kind', 'm2m')).exitCode).toBe(
      0,
    );
  });

  test('the keys are fetched from the instance', async () => {
    const local = ['--frontend-api-url', explained.clerk.frontendApiUrl, '--audience', 'api'];
    const token = await explained.clerk.issueFor(explained.clerk.frontendApiUrl, 'api').session();
    expect((await runExplain(token, ...local)).exitCode).toBe(0);
    explained.clerk.setFault('unavailable');
    const { exitCode, out } = await runExplain(token, ...local);
    explained.clerk.setFault(undefined);
    expect(exitCode).toBe(1);
    expect(out).toContain('jwk-remote-failed-to-load');
    expect(out).toContain('This computer could not fetch the keys, which AWS may be able to: --jwks FILE ');
  });

  test.each([
    ['unavailable', 'jwk-remote-failed-to-load'],
    ['notJson', 'jwk-remote-invalid'],
    ['noKeys', 'jwk-remote-missing'],
  ] as const)('keys that are %s are the reason for the model of API Gateway as well', async (fault, reason) => {
    const { clerk } = explained;
    const token = await clerk.issueFor(clerk.frontendApiUrl, 'api').session();
    clerk.setFault(fault);
    const { out } = await runExplain(token, '--frontend-api-url', clerk.frontendApiUrl, '--audience', 'api', '--json');
    clerk.setFault(undefined);
    expect(JSON.parse(out)).toMatchObject({ reason, native: { status: 401, reason } });
  });

  test('the key is a PEM', async () => {
    const pem = explained.file('clerk.pem', explained.clerk.pem);
    expect((await runExplain(await explained.issue.session(), ...authorizer, '--pem', pem)).exitCode).toBe(0);
  });
});

describe('the token is read', () => {
  const at = () => explained.route('GET /orders/7');

  test.each([
    ['with Bearer', (token: string) => `Bearer ${token}\n`],
    ['with the name of the header', (token: string) => `Authorization: Bearer ${token}\n`],
  ])('%s', async (_, write) => {
    expect((await runExplain(write(await explained.issue.session()), ...at())).exitCode).toBe(0);
  });

  test('from a file', async () => {
    const path = explained.file('token.txt', await explained.issue.session());
    expect(await runExplain(undefined, ...at(), '--token-file', path)).toMatchObject({ exitCode: 0, err: '' });
  });

  test('from an argument, with a warning', async () => {
    const token = await explained.issue.session();
    for (const argv of [[token], ['--header', `Bearer ${token}`]]) {
      const { exitCode, out, err } = await runExplain(undefined, ...at(), ...argv);
      expect(exitCode).toBe(0);
      expect(err).toBe('The token is now in the history of your shell: pipe it in, or use --token-file.\n');
      expect(out + err).not.toContain(token.split('.')[0]);
    }
  });
});

test('the option --json prints the answer as an object', async () => {
  const { exitCode, out } = await runExplain(
    await explained.issue.session(),
    ...explained.route('GET /admin'),
    '--json',
  );
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
  const token = await explained.issue.session({ claims: { iss: '\u001b[31mhttps://\u009b2J\u202e' } });
  const { out } = await runExplain(token, ...explained.route('GET /admin'));
  expect(out).toContain('iss is "\\u001b[31mhttps://\\u009b2J\\u202e"');
});
