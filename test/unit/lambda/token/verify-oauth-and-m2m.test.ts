import { describe, expect, test } from 'vitest';
import type { PolicyDocument } from '../../../../src/policy/policy-document';
import { restRequest, webSocketConnect } from '../../support/events';
import { CATEGORY, event, mint, NOW, outcomeOf, outcomeOfEvent, policy, sessionClaims } from '../../support/handler';
import { answerOf } from '../../support/iam';

/* OAuth access tokens and M2M tokens in JWT format, as Clerk issues them, from the request to the response. */

const registered = { iss: sessionClaims().iss, iat: NOW, nbf: NOW - 10, exp: NOW + 3600 };
const client = 'oauth_app_client_1';
const resource = 'https://api.example.com/mcp';

const oauth = (changes: Record<string, unknown> = {}, typ = 'at+jwt') =>
  mint(
    { ...registered, jti: 'oat_1', sub: 'user_1', client_id: client, scope: 'openid profile', ...changes },
    { alg: 'RS256', typ, kid: 'ins_1' },
  );

/** Mints an M2M token. Its `aud` and `scopes` are custom claims. */
const machine = (changes: Record<string, unknown> = {}, cat: string | undefined = CATEGORY.m2m) =>
  mint(
    { ...registered, jti: 'mt_1', sub: 'mch_1', aud: 'api', ...changes },
    { alg: 'RS256', typ: 'JWT', kid: 'ins_1', cat },
  );

const accepting = (kind: 'oauth' | 'm2m', audience: string, changes: Partial<PolicyDocument> = {}) =>
  policy({ tokenKinds: [kind], audience: [audience], routes: {}, defaultRoute: 'signedIn', ...changes });

const scoped = (scope: string): Partial<PolicyDocument> => ({ defaultRoute: { op: 'hasScope', scope } });

describe('an OAuth access token', () => {
  test.each([
    ['for a client, without aud', oauth(), client, 'granted'],
    ['of the longer typ', oauth({}, 'application/at+jwt'), client, 'granted'],
    ['for a resource', oauth({ aud: resource }), resource, 'granted'],
    ['for several resources', oauth({ aud: ['https://other.example.com', resource] }), resource, 'granted'],
    ['for a resource, where its client is the audience', oauth({ aud: resource }), client, 'audience-mismatch'],
    ['for another client', oauth({ client_id: 'oauth_app_client_2' }), client, 'audience-mismatch'],
    ['without a client', oauth({ client_id: undefined }), client, 'audience-missing'],
    ['with the typ of a session', oauth({}, 'JWT'), client, 'token-type-mismatch'],
    ['of a machine', oauth({ sub: 'mch_1' }), client, 'token-type-mismatch'],
  ])('%s', async (_, token, audience, outcome) => {
    expect(await outcomeOfEvent(restRequest(token), accepting('oauth', audience))).toBe(outcome);
  });

  test.each([
    ['scope', { scope: 'openid reports:read' }, 'granted'],
    ['scp', { scope: undefined, scp: ['reports:read'] }, 'granted'],
    ['a scope that is longer', { scope: 'reports:read2' }, 'rule-not-met'],
    ['no scope', { scope: undefined }, 'rule-not-met'],
  ])('has the scope by %s', async (_, changes, outcome) => {
    const document = accepting('oauth', client, scoped('reports:read'));
    expect(await outcomeOfEvent(restRequest(oauth(changes)), document)).toBe(outcome);
  });

  test('passes the user, the client and the scopes to the back end', async () => {
    const { principalId, context } = await answerOf(
      restRequest(oauth({ org_id: 'org_1' })),
      accepting('oauth', client),
    );
    const { userId, tokenKind, orgId, orgRole, sessionId } = context;
    expect([principalId, userId, tokenKind, orgId, orgRole, sessionId]).toEqual([
      'user_1',
      'user_1',
      'oauth',
      'org_1',
      undefined,
      undefined,
    ]);
    expect(JSON.parse(context.claims as string)).toMatchObject({ client_id: client, scope: 'openid profile' });
  });
});

describe('an M2M token', () => {
  test.each([
    ['for our audience', machine(), 'granted'],
    ['for several audiences', machine({ aud: ['other', 'api'] }), 'granted'],
    ['without a category', machine({}, undefined), 'granted'],
    ['without an audience', machine({ aud: undefined }), 'audience-missing'],
    ['for another audience', machine({ aud: 'other' }), 'audience-mismatch'],
    ['with a client_id instead of an audience', machine({ aud: undefined, client_id: 'api' }), 'audience-missing'],
    ['of a user', machine({ sub: 'user_1' }), 'token-type-mismatch'],
    ['in the category of sessions', machine({}, CATEGORY.session), 'token-type-mismatch'],
  ])('%s', async (_, token, outcome) => {
    expect(await outcomeOfEvent(restRequest(token), accepting('m2m', 'api'))).toBe(outcome);
    expect(
      await outcomeOfEvent(webSocketConnect(token), { ...accepting('m2m', 'api'), routes: { $connect: 'signedIn' } }),
    ).toBe(outcome);
  });

  // API Gateway's JWT authorizer reads `scope` and `scp`. Clerk's M2M tokens have `scopes`.
  test.each([
    ['scope', { scope: 'jobs:run' }, 'granted'],
    ['scp', { scp: ['jobs:run'] }, 'granted'],
    ['scopes', { scopes: 'jobs:run' }, 'granted'],
    ['no claim', {}, 'rule-not-met'],
  ])('has a scope by %s', async (_, changes, outcome) => {
    const document = accepting('m2m', 'api', scoped('jobs:run'));
    expect(await outcomeOfEvent(restRequest(machine(changes)), document)).toBe(outcome);
  });

  test('may be required to have any custom claim', async () => {
    const document = accepting('m2m', 'api', {
      defaultRoute: { op: 'contains', claim: ['scopes'], value: 'jobs:run' },
    });
    expect(await outcomeOfEvent(restRequest(machine({ scopes: ['jobs:run'] })), document)).toBe('granted');
    expect(await outcomeOfEvent(restRequest(machine({ scopes: ['jobs:read'] })), document)).toBe('rule-not-met');
  });
});

describe('with authorizedParties', () => {
  const parties = { authorizedParties: ['https://app.example.com'] };

  // Neither kind has `azp`, because no browser requests these tokens.
  test.each([
    ['oauth', client, oauth()],
    ['m2m', 'api', machine()],
  ] as const)('a token of kind %s is accepted only if azp may be missing', async (kind, audience, token) => {
    const ask = (changes: Partial<PolicyDocument>) =>
      outcomeOfEvent(restRequest(token), accepting(kind, audience, { ...parties, ...changes }));
    expect(await ask({})).toBe('token-invalid-authorized-parties');
    expect(await ask({ allowMissingAzp: true })).toBe('granted');
  });
});

test.each([
  ['oat_2tOkEn', 'an OAuth access token'],
  ['mt_2tOkEn', 'an M2M token'],
  ['ak_2tOkEn', 'an API key'],
])('%s is refused as %s that is not a JWT', async (token) => {
  const everything = policy({ tokenKinds: ['session', 'oauth', 'm2m', 'template'] });
  expect(await outcomeOf(token, everything)).toBe('opaque-token');
  const bare = { ...event(), headers: { authorization: token } };
  expect(await outcomeOfEvent(bare, everything)).toBe('opaque-token');
});
