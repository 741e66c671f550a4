import { describe, expect, test, vi } from 'vitest';
import { decide } from '../../../lambda/decide';
import { createHandler } from '../../../lambda/handler';
import { createFixedKeys, type KeySource } from '../../../lambda/keys/keys';
import { writeLog } from '../../../lambda/log';
import { createVerifiedTokens } from '../../../lambda/token/verified-tokens';
import type { PolicyRule } from '../../../src/policy/policy-document';
import {
  event,
  HEADER,
  KEY,
  mint,
  NOW,
  newHandler,
  OTHER_KEY,
  outcomeOf,
  policy,
  ROUTE,
  sessionClaims,
} from '../support/handler';

const good = mint();

async function answer(request: unknown, document = policy()) {
  const { handle, entries } = newHandler(document);
  return { response: await handle(request), entries };
}

describe('what an integration gets to see', () => {
  test('of a session in an organization', async () => {
    const o = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'manage,read', fpm: '3,2' };
    const claims = sessionClaims({ o, fea: 'o:dashboard,o:teams', metadata: { teams: ['dev'], deep: { er: true } } });
    const { response, entries } = await answer(event(mint(claims)));
    expect(response).toEqual({
      isAuthorized: true,
      context: {
        isAuthenticated: true,
        tokenKind: 'session',
        userId: 'user_1',
        sessionId: 'sess_1',
        orgId: 'org_1',
        orgSlug: 'acme',
        orgRole: 'org:admin',
        permissions: ['org:dashboard:manage', 'org:dashboard:read', 'org:teams:read'],
        claims,
      },
    });
    expect(entries).toEqual([]);
  });

  test('of a session without an organization: nothing is made up', async () => {
    const { response } = await answer(event(good));
    const context = { isAuthenticated: true, tokenKind: 'session', userId: 'user_1', sessionId: 'sess_1' };
    const json = JSON.parse(JSON.stringify(response.context));
    expect(Object.keys(json)).toEqual([...Object.keys(context), 'claims']);
    expect(json).toMatchObject(context);
  });

  test('of a version-1 token', async () => {
    const organization = { org_id: 'org_1', org_slug: 'acme', org_role: 'org:admin', org_permissions: ['org:a:read'] };
    const { response } = await answer(event(mint(sessionClaims({ v: undefined, ...organization }))));
    const { orgId, orgSlug, orgRole, permissions } = response.context;
    expect([orgId, orgSlug, orgRole, permissions]).toEqual(['org_1', 'acme', 'org:admin', ['org:a:read']]);
  });

  test('of a template, where `sid` would be a claim of somebody else', async () => {
    const token = mint(sessionClaims(), { ...HEADER, cat: 'cl_B7d4PD222AAA' });
    const { response } = await answer(event(token), policy({ tokenKinds: ['template'] }));
    expect(response.context).toMatchObject({ tokenKind: 'template', userId: 'user_1', sessionId: undefined });
  });

  test('of a machine: no user', async () => {
    const token = mint(sessionClaims({ sub: 'mch_1', sid: undefined }), { ...HEADER, cat: 'cl_B7d4PD333AAA' });
    const { response } = await answer(event(token), policy({ tokenKinds: ['m2m'] }));
    expect(JSON.parse(JSON.stringify(response.context))).toMatchObject({ isAuthenticated: true, tokenKind: 'm2m' });
    expect(response.context.userId).toBeUndefined();
  });
});

describe('the Authorization header', () => {
  const withHeader = (authorization: unknown) => ({ ...event(), headers: { authorization } });

  test.each([
    ['Bearer', `Bearer ${good}`],
    ['bearer in any case', `bEARER ${good}`],
    ['several spaces', `Bearer   ${good}`],
    ['the token alone', good],
  ])('may be written with %s', async (_, header) => {
    expect((await answer(withHeader(header))).response.isAuthorized).toBe(true);
  });

  test.each([
    ['is missing', undefined, 'session-token-missing'],
    ['is empty', '', 'session-token-missing'],
    ['has another scheme', `Basic ${good}`, 'authorization-scheme'],
    ['has something after the token', `Bearer ${good} ${good}`, 'authorization-scheme'],
    ['came twice', `Bearer ${good},Bearer ${good}`, 'authorization-ambiguous'],
    ['has the scheme only', 'Bearer ', 'token-invalid'],
    ['has a tab for a space', `Bearer\t${good}`, 'token-invalid'],
    ['is a list', [`Bearer ${good}`], 'event-unsupported'],
  ])('fails when it %s', async (_, header, reason) => {
    const { response } = await answer(withHeader(header));
    expect(response).toEqual({ isAuthorized: false, context: { reason } });
  });

  test('is not looked for in what all objects inherit', async () => {
    const headers = Object.create({ authorization: `Bearer ${good}` });
    const { response } = await answer({ ...event(), headers });
    expect(response.context).toEqual({ reason: 'session-token-missing' });
  });
});

describe('the event', () => {
  test.each([
    ['is of payload format 1.0', { ...event(good), version: '1.0' }],
    ['has no version', { ...event(good), version: undefined }],
    ['is of a REST API', { type: 'TOKEN', authorizationToken: `Bearer ${good}`, methodArn: 'arn' }],
    ['is of another type', { ...event(good), type: 'TOKEN' }],
    ['has no route key', { ...event(good), routeKey: undefined }],
    ['has headers of another form', { ...event(good), headers: [] }],
    ['is no object', 'event'],
    ['is missing', undefined],
  ])('is denied when it %s', async (_, request) => {
    const { response } = await answer(request);
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'event-unsupported' } });
  });
});

describe('routes', () => {
  const rules: PolicyRule[] = [
    { op: 'equals', claim: ['metadata', 'role'], value: 'admin' },
    { op: 'hasRole', role: 'org:admin' },
  ];
  const routes = { 'GET /admin': 0, 'GET /org': 1, 'GET /feed': 'optional', 'GET /me': 'signedIn' } as const;
  const document = policy({ rules, routes });
  const ask = async (routeKey: string, token?: string) => {
    const { response } = await answer(event(token, routeKey), document);
    return response.isAuthorized ? 'granted' : response.context.reason;
  };

  test('each route has its own rule', async () => {
    const admin = mint(sessionClaims({ metadata: { role: 'admin' } }));
    expect(await ask('GET /admin', admin)).toBe('granted');
    expect(await ask('GET /org', admin)).toBe('rule-not-met');
    expect(await ask('GET /me', admin)).toBe('granted');
    expect(await ask('GET /admin', good)).toBe('rule-not-met');
  });

  test.each([
    'GET /other',
    'GET /admin/',
    'get /admin',
    '$default',
    'ANY /admin',
    'constructor',
    '__proto__',
    'toString',
  ])('a route that is not in the policy is denied: %s', async (routeKey) => {
    expect(await ask(routeKey, good)).toBe('route-not-in-policy');
    expect(await ask(routeKey)).toBe('route-not-in-policy');
  });

  test('where signing in is optional, nobody is a welcome caller, too', async () => {
    const { response, entries } = await answer(event(undefined, 'GET /feed'), document);
    expect(response).toEqual({ isAuthorized: true, context: { isAuthenticated: false } });
    expect(entries).toEqual([]);
    expect(await ask('GET /feed', good)).toBe('granted');
    expect(await ask('GET /me')).toBe('session-token-missing');
  });

  // Letting them in as nobody would hide from the client that it has to fetch a new token.
  test.each([
    ['expired', mint(sessionClaims({ exp: NOW - 60 })), 'token-expired'],
    ['forged', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey), 'token-invalid-signature'],
    ['pending', mint(sessionClaims({ sts: 'pending' })), 'session-pending'],
  ])('where signing in is optional, a token that is %s is refused all the same', async (_, token, reason) => {
    expect(await ask('GET /feed', token)).toBe(reason);
  });

  test('where signing in is optional, another scheme is refused all the same', async () => {
    const request = { ...event(undefined, 'GET /feed'), headers: { authorization: 'Basic dTpw' } };
    expect((await answer(request, document)).response.context).toEqual({ reason: 'authorization-scheme' });
  });
});

describe('when something breaks', () => {
  const now = () => NOW * 1000;
  const decideWith = (document: object, keys: KeySource = createFixedKeys([KEY.jwk])) =>
    decide({ policy: { ...policy(), ...document }, keys, verifiedTokens: createVerifiedTokens(now), now }, () => ({
      routeKey: ROUTE,
      token: good,
    }));

  test('a rule that cannot be evaluated denies', async () => {
    const broken = { rules: [{ op: 'noneOf' }], routes: { [ROUTE]: 0 } };
    expect(await decideWith(broken)).toEqual({ outcome: 'forbidden', reason: 'rule-error' });
  });

  test('an operator that nobody knows denies', async () => {
    const broken = { rules: [{ op: 'always' }], routes: { [ROUTE]: 0 } };
    expect(await decideWith(broken)).toEqual({ outcome: 'forbidden', reason: 'rule-not-met' });
  });

  test('anything else denies', async () => {
    const verifySignature = () => Promise.reject(new Error('unexpected'));
    expect(await decideWith({}, { verifySignature })).toEqual({ outcome: 'forbidden', reason: 'internal-error' });
  });

  test.each(['', '{', '{}', 'null', JSON.stringify({ ...policy(), v: 2 }), JSON.stringify({ ...policy(), also: 1 })])(
    'a policy that cannot be read denies everybody: %s',
    async (text) => {
      const { handle, entries } = newHandler(text);
      expect(await handle(event(good))).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
      expect(entries).toMatchObject([
        { decision: 'deny-all', reason: 'policy-invalid' },
        { decision: 'deny', reason: 'policy-invalid' },
      ]);
    },
  );

  test('a policy that is missing denies everybody', async () => {
    const entries: object[] = [];
    const noNetwork = () => Promise.reject(new Error('a network call'));
    const dependencies = { now: Date.now, download: noNetwork, log: (entry: object) => entries.push(entry) };
    const response = await createHandler(undefined, dependencies)(event(good));
    expect(response).toEqual({ isAuthorized: false, context: { reason: 'policy-invalid' } });
    expect(entries).toMatchObject([{ decision: 'deny-all' }, { decision: 'deny' }]);
  });

  test('a key that cannot be read denies everybody', async () => {
    const document = policy({ keys: [{ kty: 'RSA', n: '', e: 'AQAB' }] });
    expect(await outcomeOf(good, document)).toBe('policy-invalid');
  });
});

test('a function of its own holds tokens against the clock of this machine', async () => {
  const handle = createHandler(JSON.stringify(policy()));
  const now = Math.floor(Date.now() / 1000);
  const token = mint(sessionClaims({ iat: now, nbf: now, exp: now + 60 }));
  expect(await handle(event(token))).toMatchObject({ isAuthorized: true });
});

describe('401 or 403', () => {
  const document = policy({
    unauthenticated: 'throw',
    denyImpersonation: true,
    rules: [{ op: 'exists', claim: ['x'] }],
    routes: { [ROUTE]: 'signedIn', 'GET /x': 0 },
  });

  test.each([
    ['no token', undefined],
    ['a forged token', mint(sessionClaims(), HEADER, OTHER_KEY.privateKey)],
    ['an expired token', mint(sessionClaims({ exp: NOW - 60 }))],
    ['a pending session', mint(sessionClaims({ sts: 'pending' }))],
  ])('%s is thrown as Unauthorized', async (_, token) => {
    const { handle, entries } = newHandler(document);
    await expect(handle(event(token))).rejects.toThrow(/^Unauthorized$/);
    expect(entries).toMatchObject([{ outcome: 'unauthenticated' }]);
  });

  test.each([
    ['a rule that is not met', event(good, 'GET /x'), 'rule-not-met'],
    ['impersonation', event(mint(sessionClaims({ act: { sub: 'user_2' } }))), 'impersonation-denied'],
    ['an unknown route', event(good, 'GET /y'), 'route-not-in-policy'],
  ])('%s is answered', async (_, request, reason) => {
    const { response, entries } = await answer(request, document);
    expect(response).toEqual({ isAuthorized: false, context: { reason } });
    expect(entries).toMatchObject([{ outcome: 'forbidden' }]);
  });
});

describe('the log', () => {
  test('has one entry for a refusal, with what to do', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ exp: NOW - 60 }))));
    expect(entries).toEqual([
      {
        decision: 'deny',
        outcome: 'unauthenticated',
        reason: 'token-expired',
        routeKey: ROUTE,
        requestId: 'request-1',
        remedy: 'Call getToken() before each request: session tokens expire after 60 seconds.',
      },
    ]);
  });

  test('says which claim to set in Clerk when aud is missing', async () => {
    const { entries } = await answer(event(mint(sessionClaims({ aud: undefined }))));
    expect(entries).toMatchObject([
      { remedy: expect.stringMatching(/Customize session token.* For example: \{"aud":"api"\}\.$/) },
    ]);
  });

  test.each([
    ['Text', 'string'],
    ['JSON', 'object'],
  ])('is written as Lambda wants it in the format %s', async (format, type) => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', format);
    await newHandler(policy(), { log: writeLog }).handle(event());
    vi.unstubAllEnvs();
    const [[entry]] = log.mock.calls;
    log.mockRestore();
    expect(typeof entry).toBe(type);
    expect(JSON.stringify(entry)).toContain('session-token-missing');
  });

  test('never has anything of the token in it', async () => {
    const secret = { metadata: { role: 'secret-role' }, sub: 'user_secret', iss: 'https://secret.example.com' };
    const tokens = [
      mint(sessionClaims(secret)),
      mint(sessionClaims(secret), HEADER, OTHER_KEY.privateKey),
      mint(sessionClaims({ ...secret, iss: sessionClaims().iss, aud: 'secret-aud' })),
      mint('secret'),
      'secret.secret.secret',
    ];
    for (const token of tokens) {
      const { response, entries } = await answer(event(token));
      expect(response.isAuthorized).toBe(false);
      const text = JSON.stringify([response, entries]);
      expect(text).not.toContain('secret');
      for (const part of token.split('.')) expect(text).not.toContain(part);
    }
  });
});
