import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InvalidTokenName } from '../../../../local/clerk/invalid-tokens';
import { ExplainedApp, runExplain } from '../../support/explained-app';
import { CLERK } from '../../support/stack';

let explained: ExplainedApp;

beforeAll(async () => {
  explained = await ExplainedApp.start();
});
afterAll(() => explained.close());

describe('a route with a Lambda authorizer', () => {
  const LEVEL = { claims: { metadata: { level: 3 } } };

  test('lets a token in', async () => {
    const token = await explained.issue.session({ ...LEVEL, organization: { role: 'admin' } });
    const { exitCode, out } = await runExplain(token, ...explained.route('GET /admin'));
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^The token for GET \/admin is let in\n/);
    expect(out).not.toMatch(/[✗·]/);
    expect(out).toContain('The JWT authorizer of API Gateway (a model of it) would let it in.');
  });

  test('names the part of the rule that is not met, and what to write', async () => {
    const { exitCode, out } = await runExplain(
      await explained.issue.session({ organization: { role: 'admin' } }),
      ...explained.route('GET /admin'),
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
    const { exitCode, out } = await runExplain(
      await explained.issue.invalid(name as InvalidTokenName),
      ...explained.route('GET /admin'),
    );
    expect(exitCode).toBe(1);
    expect(out.match(/✗/g)).toHaveLength(1);
    expect(out).toMatch(new RegExp(`^The token for GET /admin is refused: 403 Forbidden, ${reason}\n`));
  });

  test.each<[string, () => Promise<string>, string]>([
    ['no audience', () => explained.issue.invalid('noAudience'), '{"aud":"ClerkJwtAuthorizer"}'],
    [
      'another audience',
      () => explained.issue.invalid('wrongAudience'),
      "audience: ['ClerkJwtAuthorizer', 'another-api'],",
    ],
    ['another issuer', () => explained.issue.invalid('wrongIssuer'), "frontendApiUrl: 'https://clerk.example.com',"],
    ['another kind', () => explained.issue.oauth(), 'tokenKinds: [TokenKind.SESSION, TokenKind.OAUTH],'],
    ['no organization', () => explained.issue.session(LEVEL), "await clerk.setActive({ organization: 'org_…' });"],
  ])('shows what to write: %s', async (_, token, line) => {
    expect((await runExplain(await token(), ...explained.route('GET /admin'))).out).toContain(`\n  ${line}\n`);
  });

  test('a token that has expired is explained at the time of its issue', async () => {
    const issuedAt = Date.UTC(2026, 0, 31, 12) / 1000;
    const token = await explained.issue.session({ ...LEVEL, organization: { role: 'admin' }, issuedAt });
    const { exitCode, out } = await runExplain(token, ...explained.route('GET /admin'));
    expect(exitCode).toBe(1);
    expect(out).toContain('exp is 2026-01-31T12:01:00Z, ');
    expect(out).toContain('add: --at 2026-01-31T12:00:00Z\n');
    expect((await runExplain(token, ...explained.route('GET /admin'), '--at', '2026-01-31T12:00:00Z')).exitCode).toBe(
      0,
    );
  });
});

describe('other routes', () => {
  test('a route with the JWT authorizer of API Gateway is answered by a model, which says so', async () => {
    const { exitCode, out } = await runExplain(await explained.issue.oauth(), ...explained.route('GET /orders/7'));
    expect(exitCode).toBe(0);
    expect(out).toContain('This is the answer of a model of it.');
    const refused = await runExplain(await explained.issue.invalid('expired'), ...explained.route('GET /orders/7'));
    expect(refused.exitCode).toBe(1);
    expect(refused.out).toContain('is refused: 401 Unauthorized, token-expired');
  });

  test('a scope that is missing is named, with who requests it', async () => {
    const { exitCode, out } = await runExplain(await explained.issue.oauth(), ...explained.route('GET /reports'));
    expect(exitCode).toBe(1);
    expect(out).toContain('is refused: 403 Forbidden, rule-not-met');
    expect(out).toContain('OAuth client:\n  request the scope reports:read\n');
    const withScope = await explained.issue.oauth({ claims: { scope: 'openid reports:read' } });
    expect((await runExplain(withScope, ...explained.route('GET /reports'))).exitCode).toBe(0);
  });

  test('an open route needs no token', async () => {
    const { exitCode, out } = await runExplain(undefined, ...explained.route('GET /health'));
    expect([exitCode, out]).toEqual([0, 'GET /health is open: everyone may call it, with or without a token.\n']);
  });

  test('a REST API answers 401 to a token that is invalid', async () => {
    const { exitCode, out } = await runExplain(
      await explained.issue.invalid('expired'),
      ...explained.route('GET /', 'Others'),
    );
    expect(exitCode).toBe(1);
    expect(out).toContain('is refused: 401 Unauthorized, token-expired');
    expect(out).not.toContain('JWT authorizer'); // REST APIs have none
  });

  test('a WebSocket API whose instance is known at deployment only needs its URL as a parameter', async () => {
    const token = await explained.issue.session();
    const asked = await runExplain(token, ...explained.route('$connect', 'Others'));
    expect(asked.exitCode).toBe(2);
    expect(asked.err).toContain('The value of Url is known at deployment only: pass it as the parameter Url.');
    const url = ['--parameter', `Url=${CLERK.frontendApiUrl}`];
    expect((await runExplain(token, ...explained.route('$connect', 'Others'), ...url)).exitCode).toBe(0);
    const wrong = await runExplain(token, ...explained.route('$connect', 'Others'), '--parameter', 'Url=clerk');
    expect([wrong.exitCode, wrong.err]).toEqual([
      2,
      expect.stringMatching(/^The policy in the template cannot be read: .*\n$/),
    ]);
  });
});
