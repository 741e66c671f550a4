import { describe, expect, test } from 'vitest';
import type { PolicyTokenSource } from '../../../../src/policy/policy-document';
import { carrying, restRequest, webSocketConnect } from '../../support/events';
import {
  encode,
  event,
  HEADER,
  mint,
  NOW,
  OTHER_KEY,
  outcomeOfEvent,
  policy,
  sessionClaims,
} from '../../support/handler';

const good = mint();
const other = mint(sessionClaims({ sub: 'user_2' }));
const expired = mint(sessionClaims({ exp: NOW - 60 }));
const forged = mint(sessionClaims(), HEADER, OTHER_KEY.privateKey);
/** A token of another Clerk instance. */
const foreign = mint(sessionClaims({ iss: 'https://other.clerk.accounts.dev' }), HEADER, OTHER_KEY.privateKey);

/** The parts of a request that may carry a token. Several values mean that the header or parameter was repeated. */
interface Parts {
  readonly headers?: Record<string, string | string[]>;
  readonly cookie?: string;
  readonly query?: Record<string, string | string[]>;
}

const joined = (values: Record<string, string | string[]>, name = (it: string) => it) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), [value].flat().join(',')]));

/** Builds the event of each kind of API for the same request. */
const KINDS: [string, (parts: Parts) => unknown][] = [
  [
    'an HTTP API',
    ({ headers = {}, cookie, query }) => ({
      ...event(),
      headers: joined(headers, (name) => name.toLowerCase()),
      cookies: cookie?.split('; '),
      queryStringParameters: query && joined(query),
    }),
  ],
  ['a REST API', (parts) => restRequest(undefined, multiValued(parts))],
  ['a WebSocket API', (parts) => webSocketConnect(undefined, multiValued(parts))],
];

function multiValued({ headers = {}, cookie, query = {} }: Parts) {
  const all = carrying(query);
  return {
    ...carrying({ ...headers, ...(cookie !== undefined && { Cookie: cookie }) }),
    queryStringParameters: all.headers,
    multiValueQueryStringParameters: all.multiValueHeaders,
  };
}

const routes = { 'GET /orders': 'signedIn', 'GET /request': 'signedIn', $connect: 'signedIn' } as const;
const authorizedParties = ['https://app.example.com'];
const from = (...tokenSources: PolicyTokenSource[]) => policy({ tokenSources, authorizedParties, routes });

const CUSTOM = { in: 'header', name: 'x-clerk-token' } as const;
const COOKIE = { in: 'cookie', name: '__session' } as const;
const QUERY = { in: 'query', name: 'token' } as const;
const PROTOCOL = { in: 'protocol', name: 'sec-websocket-protocol' } as const;
const AUTHORIZATION = { in: 'header', name: 'authorization' } as const;

const header = (value: string | string[]): Parts => ({ headers: { 'X-Clerk-Token': value } });
const protocol = (value: string | string[]): Parts => ({ headers: { 'Sec-WebSocket-Protocol': value } });
const cookie = (...cookies: string[]): Parts => ({ cookie: cookies.join('; ') });
const query = (value: string | string[]): Parts => ({ query: { token: value } });
const A = '__session_aB3-_xyZ';
const B = '__session_12345678';

describe.each(KINDS)('the token at %s', (_, request) => {
  const ask = (parts: Parts, ...sources: PolicyTokenSource[]) => outcomeOfEvent(request(parts), from(...sources));

  test.each<[string, PolicyTokenSource, Parts, string]>([
    ['a header with a scheme', CUSTOM, header(`Bearer ${good}`), 'granted'],
    ['a header without a scheme', CUSTOM, header(good), 'granted'],
    ['a header in any case', CUSTOM, { headers: { 'x-CLERK-token': good } }, 'granted'],
    ['a header of another name', CUSTOM, { headers: { 'X-Clerk-Token-2': good } }, 'session-token-missing'],
    ['a header of another scheme', CUSTOM, header(`Basic ${good}`), 'authorization-scheme'],
    ['an empty header', CUSTOM, header(''), 'session-token-missing'],
    ['a header twice', CUSTOM, header([good, good]), 'authorization-ambiguous'],
    ['a header with two values', CUSTOM, header(`${good}, ${good}`), 'authorization-ambiguous'],
    ['a header that is not a token source', CUSTOM, { headers: { Authorization: good } }, 'session-token-missing'],
    ['an opaque token in a header', CUSTOM, header('oat_1'), 'opaque-token'],

    ['a parameter', QUERY, query(good), 'granted'],
    ['a parameter in another case', QUERY, { query: { Token: good } }, 'session-token-missing'],
    ['a parameter twice', QUERY, query([good, good]), 'authorization-ambiguous'],
    ['an empty parameter', QUERY, query(''), 'session-token-missing'],
    [
      'a parameter that is absent, named like an inherited property',
      { in: 'query', name: 'toString' },
      query(good),
      'session-token-missing',
    ],
    ['an opaque token in a parameter', QUERY, query('mt_1'), 'opaque-token'],

    ['a subprotocol', PROTOCOL, protocol(`clerk, ${good}`), 'granted'],
    ['a subprotocol without spaces', PROTOCOL, protocol(`${good},clerk`), 'granted'],
    ['a subprotocol by itself', PROTOCOL, protocol(good), 'granted'],
    ['subprotocols without a token', PROTOCOL, protocol('clerk, wamp.2.json'), 'session-token-missing'],
    ['a subprotocol that resembles a token', PROTOCOL, protocol(`wamp.2.json, ${good}`), 'granted'],
    ['a token that is part of a subprotocol', PROTOCOL, protocol(`clerk, x${good}`), 'session-token-missing'],
    ['a subprotocol that is longer than a token', PROTOCOL, protocol(`clerk, ${good}.x`), 'session-token-missing'],
    ['two tokens as subprotocols', PROTOCOL, protocol(`clerk, ${good}, ${other}`), 'authorization-ambiguous'],
    ['two headers of subprotocols', PROTOCOL, protocol(['clerk', good]), 'granted'],
    ['tokens in two headers of subprotocols', PROTOCOL, protocol([good, other]), 'authorization-ambiguous'],
    ['an opaque token as subprotocol', PROTOCOL, protocol('clerk, ak_1'), 'opaque-token'],

    ['a cookie', COOKIE, cookie('a=b', `__session=${good}`, 'c=d'), 'granted'],
    ['a cookie with a suffix', COOKIE, cookie(`${A}=${good}`), 'granted'],
    ['both cookies of Clerk', COOKIE, cookie(`__session=${good}`, `${A}=${good}`), 'granted'],
    ['the cookie with a suffix first', COOKIE, cookie(`__session=${expired}`, `${A}=${good}`), 'granted'],
    [
      'the cookie with a suffix first, in the other order',
      COOKIE,
      cookie(`${A}=${good}`, `__session=${expired}`),
      'granted',
    ],
    [
      'the cookie with a suffix, even if it has expired',
      COOKIE,
      cookie(`__session=${good}`, `${A}=${expired}`),
      'token-expired',
    ],
    [
      'a second token without a suffix',
      COOKIE,
      cookie(`${A}=${good}`, `__session=${good}`, `__session=${other}`),
      'granted',
    ],
    ['cookies of two instances', COOKIE, cookie(`__session=${foreign}`, `${B}=${foreign}`, `${A}=${good}`), 'granted'],
    ['another instance with a suffix', COOKIE, cookie(`__session=${good}`, `${B}=${foreign}`), 'granted'],
    ['another value that is not a token', COOKIE, cookie(`__session=${good}`, `${B}=firebase`), 'granted'],
    ['another instance only', COOKIE, cookie(`__session=${foreign}`), 'token-invalid-signature'],
    ['other instances only', COOKIE, cookie(`${A}=x`, `${B}=${foreign}`), 'token-invalid-issuer'],
    ['two cookies with a suffix', COOKIE, cookie(`${A}=${good}`, `${B}=${other}`), 'authorization-ambiguous'],
    ['a cookie twice', COOKIE, cookie(`__session=${good}`, `__session=${other}`), 'authorization-ambiguous'],
    ['a forged cookie with our issuer', COOKIE, cookie(`${A}=${forged}`, `${B}=x`), 'token-invalid-signature'],
    ['an empty cookie', COOKIE, cookie('__session='), 'session-token-missing'],
    ['a cookie without a value', COOKIE, cookie('__session'), 'session-token-missing'],
    ['a suffix that is too short', COOKIE, cookie(`__session_1234567=${good}`), 'session-token-missing'],
    ['a suffix that is too long', COOKIE, cookie(`__session_123456789=${good}`), 'session-token-missing'],
    ['a suffix of other characters', COOKIE, cookie(`__session_1234567.=${good}`), 'session-token-missing'],
    ['white space of any length before a cookie', COOKIE, cookie(`a=b; \t __session=${good}`), 'granted'],
    ['white space after the name of a cookie', COOKIE, cookie(`__session =${good}`), 'session-token-missing'],
    ['a suffix after another name', COOKIE, cookie(`__sessionx_12345678=${good}`), 'session-token-missing'],
    ['a suffix with another separator', COOKIE, cookie(`__session-12345678=${good}`), 'session-token-missing'],
    ['a cookie in another case', COOKIE, cookie(`__SESSION=${good}`), 'session-token-missing'],
    ['a cookie of a similar name', COOKIE, cookie(`x__session=${good}`), 'session-token-missing'],
    ['a cookie of another name', { in: 'cookie', name: 'auth' }, cookie(`auth=${good}`), 'granted'],
    ['an opaque token in a cookie', COOKIE, cookie('__session=oat_1'), 'opaque-token'],
    ['no cookies', COOKIE, {}, 'session-token-missing'],
  ])('%s', async (_name, source, parts, outcome) => {
    expect(await ask(parts, source)).toBe(outcome);
  });

  test('is the one of the first source that has a value', async () => {
    const both = { ...header(good), ...cookie(`__session=${expired}`), ...query(forged) };
    expect(await ask(both, CUSTOM, COOKIE, QUERY)).toBe('granted');
    expect(await ask(both, COOKIE, CUSTOM, QUERY)).toBe('token-expired');
    expect(await ask(both, QUERY, CUSTOM, COOKIE)).toBe('token-invalid-signature');
    expect(await ask(query(good), CUSTOM, COOKIE, QUERY)).toBe('granted');
  });

  test.each<[string, Parts, string]>([
    ['another scheme', { headers: { Authorization: 'Basic dTpw' } }, 'authorization-scheme'],
    ['a scheme alone', { headers: { Authorization: 'Bearer ' } }, 'token-invalid'],
    ['a bad token', { headers: { Authorization: `Bearer ${expired}` } }, 'token-expired'],
    ['two tokens', { headers: { Authorization: [good, other] } }, 'authorization-ambiguous'],
  ])('is refused for %s although a cookie is valid', async (_name, parts, outcome) => {
    expect(await ask({ ...cookie(`__session=${good}`), ...parts }, AUTHORIZATION, COOKIE)).toBe(outcome);
  });

  test('is read from the Authorization header only by default', async () => {
    const elsewhere = { ...cookie(`__session=${good}`), ...query(good), ...header(good) };
    expect(await outcomeOfEvent(request(elsewhere), policy({ routes }))).toBe('session-token-missing');
    const authorized = { headers: { Authorization: `Bearer ${good}` } };
    expect(await outcomeOfEvent(request(authorized), policy({ routes }))).toBe('granted');
  });

  test('of a cookie must have an authorized party', async () => {
    const token = mint(sessionClaims({ azp: 'https://evil.example.com' }));
    expect(await ask(cookie(`__session=${token}`), COOKIE)).toBe('token-invalid-authorized-parties');
  });
});

test.each([
  ['cookies that are not a list', { cookies: '__session=x' }],
  ['a cookie that is not a string', { cookies: [1] }],
  ['parameters that are a list', { queryStringParameters: [] }],
])('the event of an HTTP API with %s is refused', async (_, changes) => {
  const outcome = await outcomeOfEvent({ ...event(), ...changes }, from(COOKIE, QUERY));
  expect(outcome).toBe('event-unsupported');
});

test('the unverified claims of a cookie grant nothing', async () => {
  const unsigned = `${encode({ ...HEADER, alg: 'none' })}.${encode(sessionClaims())}.x`;
  const request = KINDS[0][1](cookie(`${A}=${unsigned}`, `__session=${foreign}`));
  expect(await outcomeOfEvent(request, from(COOKIE))).not.toBe('granted');
});
