import {
  authenticatedMachineObject,
  getAuthObjectFromJwt,
  signedOutAuthObject,
  verifyMachineAuthToken,
} from '@clerk/backend/internal';
import { decodeJwt } from '@clerk/backend/jwt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AuthObject, type AuthorizationParams, GetAuthError, getAuth } from '../../../backend';
import type { SessionOptions } from '../../../local/clerk/claims';
import { IDS } from '../../../local/clerk/ids';
import { type LocalClerk, startLocalClerk } from '../../../local/clerk/local-clerk';
import type { PolicyDocument, PolicyKey, PolicyRoute } from '../../../src/policy/policy-document';
import { type BackEndEvent, BEHIND, jwtEvent, RECORDED, recorded, withAuthorizer } from '../support/back-end-events';
import { policy as anyPolicy } from '../support/handler';

let clerk: LocalClerk;
beforeAll(async () => {
  clerk = await startLocalClerk();
});
afterAll(() => clerk.close());

function policy(route: PolicyRoute = 'signedIn'): PolicyDocument {
  return anyPolicy({
    issuer: clerk.frontendApiUrl,
    keys: [clerk.jwks.keys[0] as PolicyKey].map(({ kty, n, e }) => ({ kty, n, e })),
    tokenKinds: ['session', 'oauth', 'm2m', 'template'],
    routes: { 'GET /orders': route, $connect: route },
    defaultRoute: route,
  });
}

const ROUTES: [string, (token: string) => Promise<BackEndEvent>][] = [
  ["API Gateway's JWT authorizer", async (token) => jwtEvent(token)],
  ...Object.entries(BEHIND).map(([name, event]): [string, (token: string) => Promise<BackEndEvent>] => [
    name,
    (token) => event(token, policy()),
  ]),
];

const aud = { aud: 'api' };
const SESSIONS: Record<string, SessionOptions> = {
  'without an organization': {},
  'with an organization': {
    organization: { role: 'admin', permissions: ['org:invoices:create', 'org:reports:read', 'org:invoices:read'] },
    features: 'u:export,ou:chat',
    plans: 'o:pro,u:free',
    factorAge: [5, 20],
  },
  'with an organization without permissions': { organization: { role: 'member' }, factorAge: [20, -1] },
  'of version 1': { version: 1, organization: { role: 'admin', permissions: ['org:invoices:read'] } },
  'of version 1 without an organization': { version: 1 },
  'with nested custom claims': { claims: { metadata: { role: 'admin', tags: ['a b', 'c'] } } },
  impersonated: { impersonated: true },
};

const QUESTIONS: AuthorizationParams[] = [
  {},
  ...['admin', 'org:admin', 'org:member', ''].map((role) => ({ role })),
  ...['org:invoices:read', 'invoices:read', 'org:invoices:delete', ''].map((permission) => ({ permission })),
  ...['chat', 'org:chat', 'user:chat', 'u:export', 'o:export', 'organization:chat', 'x:chat', ''].map((feature) => ({
    feature,
  })),
  ...['pro', 'org:pro', 'user:pro', 'user:free', 'o:pro'].map((plan) => ({ plan })),
  ...(['strict_mfa', 'strict', 'moderate', 'lax'] as const).map((reverification) => ({ reverification })),
  ...(['first_factor', 'second_factor', 'multi_factor'] as const).flatMap((level) =>
    [1, 6, 21].map((afterMinutes) => ({ reverification: { level, afterMinutes } })),
  ),
  { reverification: 'unknown' as 'lax' },
  { reverification: null as never },
  { reverification: { level: 'third_factor' as 'first_factor', afterMinutes: 10 } },
  { reverification: { level: 'first_factor', afterMinutes: 0 } },
  { role: 'admin', permission: 'org:invoices:read' },
  { role: 'admin', permission: 'org:invoices:delete' },
  { role: 'admin', feature: 'chat', plan: 'pro', reverification: 'lax' },
  { role: 'admin', plan: 'enterprise' },
  { role: 1 as never },
  { permission: ['org:invoices:read'] as never },
  { feature: {} as never },
  { plan: null as never },
  { role: undefined, plan: 'pro' },
];

/** The members of Clerk's auth object that `getAuth()` has, and the answers of `has()`. */
function described(auth: object & { has: (params: never) => boolean }, names: string[]) {
  const members = names.map((name) => [name, (auth as Record<string, unknown>)[name]]);
  return { ...Object.fromEntries(members), answers: QUESTIONS.map((params) => auth.has(params as never)) };
}

const SESSION_MEMBERS = ['isAuthenticated', 'tokenType', 'userId', 'sessionId', 'sessionClaims', 'actor'];
const ORGANIZATION_MEMBERS = ['orgId', 'orgSlug', 'orgRole', 'orgPermissions'];

describe.each(ROUTES)('behind %s', (_, eventFor) => {
  test.each(Object.entries(SESSIONS))("a session %s gives what Clerk's SDK gives", async (_name, options) => {
    const token = await clerk.issue.session({ ...options, claims: { ...aud, ...options.claims } });
    const clerks = getAuthObjectFromJwt(decodeJwt(token), { treatPendingAsSignedOut: true });
    const names = [...SESSION_MEMBERS, ...ORGANIZATION_MEMBERS];
    expect(described(getAuth(await eventFor(token)), names)).toEqual(described(clerks, names));
  });

  test.each([
    ['a scope list', { scp: ['orders:read', 'orders:write'] }],
    ['a scope text', { scope: 'orders:read orders:write' }],
    ['an organization', { org_id: IDS.organization }],
  ])("an OAuth access token with %s gives what Clerk's SDK gives", async (_name, claims) => {
    const token = await clerk.issue.oauth({ claims: { ...aud, ...claims } });
    const { data } = await verifyMachineAuthToken(token, { jwtKey: clerk.pem });
    const clerks = authenticatedMachineObject('oauth_token', token, data as never);
    const auth = getAuth(await eventFor(token));
    const names = ['isAuthenticated', 'tokenType', 'id', 'subject', 'scopes', 'userId', 'clientId'];
    expect(described(auth, names)).toEqual(described(clerks, names));
    expect(auth.orgId).toBe('org_id' in claims ? IDS.organization : undefined);
  });

  test.each([
    ['scopes', { scopes: 'orders:read orders:write', team: 'a' }],
    ['no scopes', {}],
  ])("an M2M token with %s gives what Clerk's SDK gives", async (_name, claims) => {
    const token = await clerk.issue.machine({ claims: { aud: ['api'], ...claims } });
    const { data } = await verifyMachineAuthToken(token, { jwtKey: clerk.pem });
    const clerks = authenticatedMachineObject('m2m_token', token, data as never);
    const auth = getAuth(await eventFor(token));
    const names = ['isAuthenticated', 'tokenType', 'id', 'subject', 'scopes', 'machineId', 'claims'];
    expect(described(auth, names)).toEqual(described(clerks, names));
    expect(auth.userId).toBeUndefined();
  });

  test('a token of a JWT template has a user, no session, and no say in has()', async () => {
    const token = await clerk.issue.template({ claims: { ...aud, fea: 'u:chat', pla: 'u:pro', fva: [0, 0] } });
    const auth = getAuth(await eventFor(token));
    expect(auth).toMatchObject({ isAuthenticated: true, tokenType: 'jwt_template', userId: IDS.user });
    expect(auth.sessionClaims).toMatchObject({ aud: 'api', jti: expect.any(String) });
    expect(auth.sessionId).toBeUndefined();
    expect(QUESTIONS.some((params) => auth.has(params))).toBe(false);
  });
});

function expectSignedOut(auth: AuthObject) {
  const names = [...SESSION_MEMBERS, ...ORGANIZATION_MEMBERS];
  expect(described(auth, names)).toEqual(described(signedOutAuthObject(), names));
}

test('a pending session that the JWT authorizer lets in is signed out', async () => {
  const token = await clerk.issue.session({ pending: true });
  expect(getAuthObjectFromJwt(decodeJwt(token), { treatPendingAsSignedOut: true }).isAuthenticated).toBe(false);
  expectSignedOut(getAuth(jwtEvent(token)));
  expectSignedOut(getAuth(jwtEvent(await clerk.issue.session({ claims: { sts: 'unheard-of' } }))));
});

test.each(Object.entries(BEHIND))('the caller is anonymous behind %s, which allows it', async (_, eventFor) => {
  expectSignedOut(getAuth(await eventFor(undefined, policy('optional'))));
});

describe('without an authorizer', () => {
  const absent = RECORDED.flatMap((name) => [undefined, null].map((authorizer) => [name, authorizer] as const));
  const other = [{ iam: { accountId: '123456789012' } }, {}].map((authorizer) => ['http-api-jwt', authorizer] as const);

  test.each([...absent, ...other])('%s with %j is an error, unless that is allowed', (name, authorizer) => {
    const event = withAuthorizer(name, authorizer);
    expect(() => getAuth(event)).toThrow(GetAuthError);
    expect(() => getAuth(event, { optional: false })).toThrow("'requestContext.authorizer' is missing");
    expectSignedOut(getAuth(event, { optional: true }));
  });

  test('a signed-out auth object cannot be changed for the next request', () => {
    const auth = getAuth(withAuthorizer('rest-api', undefined), { optional: true });
    expect(() => Object.assign(auth, { userId: 'user_1' })).toThrow(TypeError);
  });
});

test.each(RECORDED)('the caller of the recorded event %s', (name) => {
  const auth = getAuth(recorded(name));
  expect(auth).toMatchObject({
    isAuthenticated: true,
    tokenType: 'session_token',
    userId: IDS.user,
    sessionId: IDS.session,
    orgId: IDS.organization,
    orgSlug: 'acme',
    orgRole: 'org:admin',
    orgPermissions: ['org:invoices:create', 'org:invoices:read', 'org:reports:read'],
    sessionClaims: { metadata: { level: 3, tags: ['a b', 'c'] } },
  });
  expect(
    auth.has({ role: 'org:admin', permission: 'org:reports:read', plan: 'org:pro', reverification: 'strict' }),
  ).toBe(true);
  expect(auth.has({ permission: 'org:reports:create' })).toBe(false);
});
