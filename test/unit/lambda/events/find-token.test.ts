import { describe, expect, test } from 'vitest';
import type { PolicyTokenSource } from '../../../../src/policy/policy-document';
import { carrying, restRequest, webSocketConnect } from '../../support/events';
import { event, HEADER, mint, NOW, OTHER_KEY, outcomeOfEvent, policy, sessionClaims } from '../../support/handler';

const good = mint();
const other = mint(sessionClaims({ sub: 'user_2' }));
const expired = mint(sessionClaims({ exp: NOW - 60 }));
const forged = mint(sessionClaims(), HEADER, OTHER_KEY.privateKey);

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
const cookie = (...cookies: string[]): Parts => ({
  headers: { Origin: 'https://app.example.com' },
  cookie: cookies.join('; '),
});
const query = (value: string | string[]): Parts => ({ query: { token: value } });

describe.each(KINDS)('the token at %s', (_, request) => {
  const ask = (parts: Parts, ...sources: PolicyTokenSource[]) => outcomeOfEvent(request(parts), from(...sources));

  test.each<[string, PolicyTokenSource, Parts, string]>([
    ['a header with a scheme', CUSTOM, header(`Bearer ${good}`), 'granted'],
    ['a header without a scheme', CUSTOM, header(good), 'granted'],
    ['a header in any case', CUSTOM, { headers: { 'x-CLERK-token': good } }, 'granted'],
    ['a header of another name', CUSTOM, { headers: { 'X-Clerk-Token-2': good } }, 'session-token-missing'],
    ['a header of another scheme', CUSTOM, header(`Basic ${good}`), 'session-token-missing'],
    ['a header without a token', CUSTOM, header('null'), 'session-token-missing'],
    ['an empty header', CUSTOM, header(''), 'session-token-missing'],
    ['a header twice', CUSTOM, header([good, good]), 'authorization-ambiguous'],
    ['a header with two values', CUSTOM, header(`${good}, ${good}`), 'authorization-ambiguous'],
    ['a header that is not a token source', CUSTOM, { headers: { Authorization: good } }, 'session-token-missing'],
    ['an opaque token in a header', CUSTOM, header('oat_1'), 'opaque-token'],

    ['a parameter', QUERY, query(good), 'granted'],
    ['a parameter in another case', QUERY, { query: { Token: good } }, 'session-token-missing'],
    ['a parameter twice', QUERY, query([good, good]), 'authorization-ambiguous'],
    ['an empty parameter', QUERY, query(''), 'session-token-missing'],
    ['a parameter without a token', QUERY, query('undefined'), 'session-token-missing'],
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
    ['an opaque token in a cookie', COOKIE, cookie('__session=oat_1'), 'opaque-token'],
    ['no cookies', COOKIE, {}, 'session-token-missing'],
  ])('%s', async (_name, source, parts, outcome) => {
    expect(await ask(parts, source)).toBe(outcome);
  });

  test('is the one of the first source that has a value', async () => {
    const { headers } = header(good);
    const session = cookie(`__session=${expired}`);
    const both = { ...session, headers: { ...session.headers, ...headers }, ...query(forged) };
    expect(await ask(both, CUSTOM, COOKIE, QUERY)).toBe('granted');
    expect(await ask(both, COOKIE, CUSTOM, QUERY)).toBe('token-expired');
    expect(await ask(both, QUERY, CUSTOM, COOKIE)).toBe('token-invalid-signature');
    expect(await ask(query(good), CUSTOM, COOKIE, QUERY)).toBe('granted');
  });

  test.each<[string, Parts, string]>([
    ['something that is no token', { headers: { Authorization: 'Bearer x' } }, 'token-invalid'],
    ['a bad token', { headers: { Authorization: `Bearer ${expired}` } }, 'token-expired'],
    ['two tokens', { headers: { Authorization: [good, other] } }, 'authorization-ambiguous'],
  ])('is refused for %s although a cookie is valid', async (_name, parts, outcome) => {
    const { headers, ...session } = cookie(`__session=${good}`);
    const both = { ...session, headers: { ...headers, ...parts.headers } };
    expect(await ask(both, AUTHORIZATION, COOKIE)).toBe(outcome);
  });

  test.each(['Basic dTpw', 'Digest username="a", realm="b"', 'Bearer null', 'Bearer', ''])(
    'is the one of a cookie behind Authorization: %s',
    async (value) => {
      const { headers, ...session } = cookie(`__session=${good}`);
      const parts = { ...session, headers: { ...headers, Authorization: value } };
      expect(await ask(parts, AUTHORIZATION, COOKIE)).toBe('granted');
    },
  );

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

test('the headers of an HTTP API are read in any case', async () => {
  const request = { ...event(), headers: { AUTHORIZATION: `Bearer ${good}` } };
  expect(await outcomeOfEvent(request, policy())).toBe('granted');
  const both = { ...event(), headers: { Authorization: `Bearer ${good}`, authorization: `Bearer ${good}` } };
  expect(await outcomeOfEvent(both, policy())).toBe('authorization-ambiguous');
});
