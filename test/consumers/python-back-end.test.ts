import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AuthorizationParams, GetAuthError, type GetAuthOptions, getAuth } from '../../backend';
import { type BackEndEvent, jwtEvent, RECORDED, recorded } from '../unit/support/back-end-events';
import { CATEGORY, HEADER, mint, sessionClaims } from '../unit/support/handler';
import { REPOSITORY } from './support';

/* docs/python/clerk_auth.py is held against getAuth(): on the same events it has to give the same answers and errors. */

interface Case {
  readonly event: unknown;
  readonly options?: GetAuthOptions;
}

const QUESTIONS: AuthorizationParams[] = [
  {},
  ...['admin', 'org:admin', 'member'].map((role) => ({ role })),
  ...['org:invoices:read', 'invoices:read', 'org:reports:create'].map((permission) => ({ permission })),
  ...['reports', 'org:reports', 'user:reports', 'u:export', 'o:export', 'x:export', 'org:'].map((feature) => ({
    feature,
  })),
  ...['pro', 'organization:pro', 'user:pro', 'user:free'].map((plan) => ({ plan })),
  ...(['strict_mfa', 'strict', 'moderate', 'lax', 'none' as 'lax'] as const).map((reverification) => ({
    reverification,
  })),
  ...(['first_factor', 'second_factor', 'multi_factor', 'third_factor' as 'first_factor'] as const).flatMap((level) =>
    [0, 4, 5, 21].map((afterMinutes) => ({ reverification: { level, afterMinutes } })),
  ),
  { role: 'admin', plan: 'pro', reverification: 'lax' },
  { role: 'admin', plan: 'enterprise' },
];

const HOSTILE = [undefined, null, true, 0, 1.5, '', 'text', 'a,b', [], ['a', 1], {}, { a: 1 }];

/** Copies of a value with one member, at any depth, replaced or removed. */
function* mutations(value: unknown): Generator<unknown> {
  yield* HOSTILE;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    for (const mutation of mutations(member)) {
      if (Array.isArray(value)) yield value.map((item) => (item === member ? (mutation ?? null) : item));
      else yield { ...value, [name]: mutation };
    }
  }
}

function* mutatedEvents(): Generator<Case> {
  for (const event of RECORDED.map(recorded)) {
    const { authorizer } = event.requestContext;
    yield { event };
    for (const version of HOSTILE) yield { event: { ...event, version } };
    for (const requestContext of HOSTILE) yield { event: { ...event, requestContext } };
    for (const headers of HOSTILE) yield { event: { ...event, headers } };
    for (const mutation of mutations(authorizer)) {
      yield { event: { ...event, requestContext: { authorizer: mutation } } };
      yield { event: { ...event, requestContext: { authorizer: mutation } }, options: { optional: true } };
    }
  }
}

/** Tokens of which API Gateway has verified the signature, whatever their claims and header are. */
function* verifiedTokens(): Generator<Case> {
  const o = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'read,create', fpm: '1,3' };
  const v2 = sessionClaims({
    o,
    fea: 'u:export,o:reports,ou:invoices',
    pla: 'o:pro,u:free',
    fva: [4, 20],
    act: { sub: 'user_2' },
  });
  const v1 = sessionClaims({ v: 1, org_id: 'org_1', org_role: 'org:admin', org_permissions: ['org:reports:read'] });
  for (const claims of [v2, v1]) for (const mutation of mutations(claims)) yield* verified(mutation);
  const features = { 'fpm is long': '9'.repeat(512), 'fpm is too long': '9'.repeat(513), 'not a number': 'x,-1' };
  for (const fpm of Object.values(features)) yield* verified({ ...v2, o: { ...o, fpm } });
  for (const fva of [[-1, -1], [-1, 5], [5, -1], [10, 10], [-2, 5], [5]]) yield* verified({ ...v2, fva });
  for (const sts of ['pending', 'active', 1]) yield* verified({ ...v2, sts });

  const { cat: _, ...header } = HEADER;
  const other = sessionClaims({
    sid: undefined,
    scope: 'a b',
    scp: undefined,
    scopes: 'c d',
    client_id: 'client_1',
    jti: 'j',
  });
  const headers = [
    header,
    ...[...Object.values(CATEGORY), 'cl_I7d4PD111III', 'unknown'].map((cat) => ({ ...header, cat })),
    ...['at+jwt', 'application/at+jwt', 'text'].flatMap((typ) => [
      { ...header, typ },
      { ...HEADER, typ },
    ]),
    ...[{ crit: [] }, { b64: true }, { kid: 1 }, { alg: 'RS512' }].map((changes) => ({ ...HEADER, ...changes })),
  ];
  for (const each of headers) {
    for (const sub of ['user_1', 'mch_1', 'org_1']) {
      for (const claims of [v2, other, { ...other, scp: ['x'], org_id: 'org_2' }, { ...other, nbf: undefined }]) {
        yield* verified({ ...claims, sub }, each);
      }
    }
  }
}

function* verified(claims: unknown, header: unknown = HEADER): Generator<Case> {
  const token = mint(claims, header);
  try {
    yield { event: jwtEvent(token) };
  } catch {
    // API Gateway verifies no token without an object of claims
  }
}

/** Requests with no token, several tokens, or a token elsewhere. */
function* requests(): Generator<Case> {
  const token = mint();
  const event = jwtEvent(token);
  const other = mint(sessionClaims({ o: { id: 'org_1', rol: 'admin' } }));
  const texts = [
    '',
    'Bearer',
    `Basic ${token}`,
    `bearer ${token}`,
    token,
    `${token},${token}`,
    `Bearer ${other}`,
    'a.b.c',
    'Bearer null',
    `Basic a,Bearer ${token}`,
    'oat_1',
  ];
  for (const authorization of texts) yield { event: { ...event, headers: { authorization } } };
  const headers = [
    { Authorization: token },
    { Authorization: token, authorization: token },
    { authorization: token, x: other },
    { authorization: other, x: `clerk="${token}";` },
    { authorization: token, x: mint(sessionClaims({ sid: 'sess_2' })) },
  ];
  for (const each of headers) yield { event: { ...event, headers: each } };
  const query = { headers: {}, queryStringParameters: { token } };
  for (const identitySource of ['$request.querystring.token', '$request.header.X', '$request.cookie.x', 'x']) {
    yield { event: { ...event, ...query }, options: { identitySource } };
    yield { event: { ...event, headers: { x: token } }, options: { identitySource } };
  }
}

function expected({ event, options }: Case): unknown {
  try {
    const auth = getAuth(event as BackEndEvent, options);
    const { isAuthenticated, tokenType, userId = null, sessionId = null, orgId = null, orgSlug = null } = auth;
    const { orgRole = null, orgPermissions = null, sessionClaims = null, actor = null } = auth;
    const { subject = null, scopes = null, clientId = null } = auth;
    const answers = QUESTIONS.map((question) => auth.has(question));
    const ids = { isAuthenticated, tokenType, userId, sessionId, orgId, orgSlug, subject, scopes, clientId };
    return { ...ids, orgRole, orgPermissions, sessionClaims, actor, answers };
  } catch (error) {
    if (!(error instanceof GetAuthError)) throw error;
    return { code: error.code, field: error.field };
  }
}

/** The same in Python's spelling. */
function question({ reverification, ...rest }: AuthorizationParams) {
  if (reverification === undefined) return rest;
  if (typeof reverification === 'string') return { ...rest, reverification };
  return { ...rest, reverification: { level: reverification.level, after_minutes: reverification.afterMinutes } };
}

test('clerk_auth.py gives what getAuth() gives, on events of every kind and on malformed ones', () => {
  const cases = JSON.parse(JSON.stringify([...mutatedEvents(), ...verifiedTokens(), ...requests()])) as Case[];
  const input = cases.map(({ event = null, options = {} }) => ({
    event,
    options: {
      optional: options.optional ?? false,
      identity_source: options.identitySource ?? '$request.header.Authorization',
    },
    questions: QUESTIONS.map(question),
  }));
  const stdout = execFileSync('python3', [join(import.meta.dirname, 'python-back-end/main.py')], {
    input: JSON.stringify(input),
    env: { ...process.env, PYTHONPATH: join(REPOSITORY, 'docs/python'), PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
  const answers = JSON.parse(stdout.toString()) as unknown[];
  const wrong = cases.flatMap((each, index) => {
    const [python, node] = [answers[index], JSON.parse(JSON.stringify(expected(each)))];
    return JSON.stringify(sorted(python)) === JSON.stringify(sorted(node)) ? [] : [{ event: each.event, python, node }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(cases.length).toBeGreaterThan(2000);
});

/** With members in the order of their names. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
