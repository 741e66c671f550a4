import { afterAll, describe, expect, test } from 'vitest';
import { type Changes, carrying, restRequest, restToken, webSocketConnect } from '../../unit/support/events';
import { event, policy, ROUTE } from '../../unit/support/handler';
import { record } from '../evidence';
import { attempt, connectionsSoFar } from './attempt';
import { lookAlikes } from './confusables';
import { type Credential, cookies, duplicates, type Parts, places, schemes } from './credentials';
import { GOOD } from './valid-token';

const joined = (values: Record<string, string | string[]>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(',')]));

/** Names in lower case, with what was sent several times joined by commas. */
function httpApiHeaders(headers: Parts['headers'] = {}): Record<string, string> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers)) {
    lists.set(name.toLowerCase(), [...(lists.get(name.toLowerCase()) ?? []), value].flat());
  }
  return joined(Object.fromEntries(lists));
}

function manyValued({ headers = {}, cookies, query = {} }: Parts): Changes {
  const { headers: last, multiValueHeaders: all } = carrying(query);
  return {
    ...carrying({ ...headers, ...(cookies && { Cookie: cookies.join('; ') }) }),
    queryStringParameters: last,
    multiValueQueryStringParameters: all,
  };
}

/** The same request, as each kind of API tells it. */
const APIS: [string, (parts: Parts) => Changes][] = [
  [
    'an HTTP API',
    ({ headers, cookies, query }) => ({
      ...event(),
      headers: httpApiHeaders(headers),
      ...(cookies && { cookies }),
      ...(query && { queryStringParameters: joined(query) }),
    }),
  ],
  ['a REST API', (parts) => restRequest(undefined, manyValued(parts))],
  ['a WebSocket API', (parts) => webSocketConnect(undefined, manyValued(parts))],
];

const routes = { [ROUTE]: 'signedIn', 'GET /request': 'signedIn', $connect: 'signedIn' } as const;

describe.each<[string, Credential[]]>([
  ['spellings of the Bearer scheme', schemes],
  ['several tokens', duplicates],
  ['tokens in other places', places],
  ['planted cookies', cookies],
])('%s', (what, credentials) => {
  let attempts = 0;
  let failures = 0;
  afterAll(() => record({ section: 'Known attacks', what, count: attempts, unexplained: failures }));

  test.each(APIS)('are refused at %s', async (_, request) => {
    const before = connectionsSoFar();
    const outcomes: Record<string, string> = {};
    for (const { name, reason, source, ...parts } of credentials) {
      const authorizedParties = ['https://app.example.com'];
      const document = policy({ routes, authorizedParties, ...(source && { tokenSources: [source] }) });
      const outcome = await attempt(request(parts), document).catch(String);
      attempts++;
      if (outcome !== reason) outcomes[name] = outcome;
    }
    failures += Object.keys(outcomes).length;
    expect(outcomes).toEqual({});
    expect(connectionsSoFar()).toBe(before);
  });
});

test('the same is granted where it belongs', async () => {
  for (const [, request] of APIS) {
    expect(await attempt(request({ headers: { Authorization: `Bearer ${GOOD}` } }), policy({ routes }))).toBe(
      'granted',
    );
  }
});

test('spellings of the Bearer scheme are refused by a TOKEN authorizer, too', async () => {
  const document = policy({ routes: {}, defaultRoute: 'signedIn' });
  const outcomes: Record<string, string> = {};
  for (const { name, headers, reason } of schemes) {
    const request = restToken('', { authorizationToken: headers?.Authorization });
    const outcome = await attempt(request, document).catch(String);
    if (outcome !== reason) outcomes[name] = outcome;
  }
  expect(outcomes).toEqual({});
});

/** API Gateway says which route it is; what only looks like one of ours is not. */
test('routes that look alike are not in the policy', async () => {
  const paths = Object.values(lookAlikes('orders')).map((name) => `/${name}`);
  const more = [
    '/orders/',
    '//orders',
    '/./orders',
    '/x/../orders',
    '/orders%2f',
    '/orders;x',
    '/orders?x',
    '/orders#x',
  ];
  let count = 0;
  for (const path of [...paths, ...more]) {
    for (const method of ['GET', 'get', 'GET ', 'ANY', 'POST']) {
      expect(await attempt(event(GOOD, `${method} ${path}`), policy()), path).toBe('route-not-in-policy');
      count++;
    }
    const resource = restRequest(GOOD, {}, { resource: path, path: '/orders' });
    expect(await attempt(resource, policy()), path).toMatch(/^(route-not-in-policy|event-unsupported)$/);
    count++;
  }
  record({ section: 'Known attacks', what: 'routes that look alike', count, unexplained: 0 });
});

test('members of an event where API Gateway writes nothing that counts are not read', async () => {
  const elsewhere = { identitySource: [GOOD], authorizationToken: GOOD, body: GOOD, rawQueryString: `token=${GOOD}` };
  expect(await attempt({ ...event(), ...elsewhere }, policy({ routes }))).toBe('session-token-missing');
  expect(await attempt(restRequest(undefined, elsewhere), policy({ routes }))).toBe('session-token-missing');
  expect(await attempt(webSocketConnect(undefined, elsewhere), policy({ routes }))).toBe('session-token-missing');
});
