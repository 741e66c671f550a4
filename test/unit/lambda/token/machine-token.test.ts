import { describe, expect, test } from 'vitest';
import type { PolicyDocument, PolicyRule } from '../../../../src/policy/policy-document';
import { restRequest, webSocketConnect } from '../../support/events';
import { CATEGORY, event, mint, NOW, outcomeOf, outcomeOfEvent, policy, sessionClaims } from '../../support/handler';
import { answerOf } from '../../support/iam';

/* OAuth access tokens and machine tokens in JWT format, as Clerk makes them, from the request to the answer. */

const registered = { iss: sessionClaims().iss, iat: NOW, nbf: NOW - 10, exp: NOW + 3600 };
const client = 'oauth_app_client_1';
const resource = 'https://api.example.com/mcp';

const oauth = (changes: Record<string, unknown> = {}, typ = 'at+jwt') =>
  mint(
    { ...registered, jti: 'oat_1', sub: 'user_1', client_id: client, scope: 'openid profile', ...changes },
    { alg: 'RS256', typ, kid: 'ins_1' },
  );

/** `aud` and `scopes` are custom claims of a machine token. */
const machine = (changes: Record<string, unknown> = {}, cat: string | undefined = CATEGORY.m2m) =>
  mint(
    { ...registered, jti: 'mt_1', sub: 'mch_1', aud: 'api', ...changes },
    { alg: 'RS256', typ: 'JWT', kid: 'ins_1', cat },
  );

const accepting = (kind: 'oauth' | 'm2m', audience: string, changes: Partial<PolicyDocument> = {}) =>
  policy({ tokenKinds: [kind], audience: [audience], routes: {}, defaultRoute: 'signedIn', ...changes });

const scoped = (scope: string): Partial<PolicyDocument> => ({ rules: [{ op: 'hasScope', scope }], defaultRoute: 0 });

describe('an OAuth access token', () => {
  test.each([
    ['for a client, without aud', oauth(), client, 'granted'],
    ['of the longer typ', oauth({}, 'application/at+jwt'), client, 'granted'],
    ['for a resource', oauth({ aud: resource }), resource, 'granted'],
    ['for several resources', oauth({ aud: ['https://other.example.com', resource] }), resource, 'granted'],
    ['for a resource, and known by its client', oauth({ aud: resource }), client, 'audience-mismatch'],
    ['for another client', oauth({ client_id: 'oauth_app_client_2' }), client, 'audience-mismatch'],
    ['for nobody', oauth({ client_id: undefined }), client, 'audience-missing'],
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

  test('tells the back end of the user, the client and the scopes', async () => {
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

describe('a machine token', () => {
  test.each([
    ['for our audience', machine(), 'granted'],
    ['for ours among others', machine({ aud: ['other', 'api'] }), 'granted'],
    ['from before there were categories', machine({}, undefined), 'granted'],
    ['without an audience', machine({ aud: undefined }), 'audience-missing'],
    ['for another audience', machine({ aud: 'other' }), 'audience-mismatch'],
    ['with a client for an audience', machine({ aud: undefined, client_id: 'api' }), 'audience-missing'],
    ['of a user', machine({ sub: 'user_1' }), 'token-type-mismatch'],
    ['in the category of sessions', machine({}, CATEGORY.session), 'token-type-mismatch'],
  ])('%s', async (_, token, outcome) => {
    expect(await outcomeOfEvent(restRequest(token), accepting('m2m', 'api'))).toBe(outcome);
    expect(
      await outcomeOfEvent(webSocketConnect(token), { ...accepting('m2m', 'api'), routes: { $connect: 'signedIn' } }),
    ).toBe(outcome);
  });

  // As for API Gateway's own JWT authorizer; to it, `scopes` is a claim like any other.
  test.each([
    ['scope', { scope: 'jobs:run' }, 'granted'],
    ['scp', { scp: ['jobs:run'] }, 'granted'],
    ['scopes', { scopes: 'jobs:run' }, 'rule-not-met'],
  ])('has a scope by %s', async (_, changes, outcome) => {
    const document = accepting('m2m', 'api', scoped('jobs:run'));
    expect(await outcomeOfEvent(restRequest(machine(changes)), document)).toBe(outcome);
  });

  test('can be asked for any custom claim', async () => {
    const rules: PolicyRule[] = [{ op: 'contains', claim: ['scopes'], value: 'jobs:run' }];
    const document = accepting('m2m', 'api', { rules, defaultRoute: 0 });
    expect(await outcomeOfEvent(restRequest(machine({ scopes: ['jobs:run'] })), document)).toBe('granted');
    expect(await outcomeOfEvent(restRequest(machine({ scopes: ['jobs:read'] })), document)).toBe('rule-not-met');
  });
});

describe('where parties are checked', () => {
  const parties = { authorizedParties: ['https://app.example.com'] };

  // Neither kind has `azp`, as no browser has asked for it.
  test.each([
    ['oauth', client, oauth()],
    ['m2m', 'api', machine()],
  ] as const)('a token of kind %s is accepted only if the party may be missing', async (kind, audience, token) => {
    const ask = (changes: Partial<PolicyDocument>) =>
      outcomeOfEvent(restRequest(token), accepting(kind, audience, { ...parties, ...changes }));
    expect(await ask({})).toBe('token-invalid-authorized-parties');
    expect(await ask({ allowMissingAzp: true })).toBe('granted');
  });
});

test.each([
  ['oat_2tOkEn', 'an OAuth access token'],
  ['mt_2tOkEn', 'a machine token'],
  ['ak_2tOkEn', 'an API key'],
])('%s says why it is refused, being %s that is no JWT', async (token) => {
  const everything = policy({ tokenKinds: ['session', 'oauth', 'm2m', 'template'] });
  expect(await outcomeOf(token, everything)).toBe('opaque-token');
  const bare = { ...event(), headers: { authorization: token } };
  expect(await outcomeOfEvent(bare, everything)).toBe('opaque-token');
});
