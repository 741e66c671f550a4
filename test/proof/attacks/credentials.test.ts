import { afterAll, describe, expect, test } from 'vitest';
import { type Changes, carrying, restRequest, restToken, webSocketConnect } from '../../unit/support/events';
import { event, policy, ROUTE } from '../../unit/support/handler';
import { record } from '../evidence';
import { attempt, openedConnections } from './attempt';
import { confusablesOf } from './confusables';
import { type Credential, cookies, crossSiteRequests, duplicates, type Parts, places, schemes } from './credentials';
import { GOOD } from './valid-token';

const joined = (values: Record<string, string | string[]>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value].flat().join(',')]));

/** Headers as in the event of an HTTP API: names in lower case, repeated values joined by commas. */
function httpApiHeaders(headers: Parts['headers'] = {}): Record<string, string> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of Object.entries(headers)) {
    lists.set(name.toLowerCase(), [...(lists.get(name.toLowerCase()) ?? []), value].flat());
  }
  return joined(Object.fromEntries(lists));
}

function multiValue({ headers = {}, cookies, query = {} }: Parts): Changes {
  const { headers: last, multiValueHeaders: all } = carrying(query);
  return {
    ...carrying({ ...headers, ...(cookies && { Cookie: cookies.join('; ') }) }),
    queryStringParameters: last,
    multiValueQueryStringParameters: all,
  };
}

/** Builds the event of each kind of API for the same request. */
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
  ['a REST API', (parts) => restRequest(undefined, multiValue(parts))],
  ['a WebSocket API', (parts) => webSocketConnect(undefined, multiValue(parts))],
];

const routes = { [ROUTE]: 'signedIn', 'GET /request': 'signedIn', $connect: 'signedIn' } as const;

describe.each<[string, Credential[]]>([
  ['variants of the Bearer scheme', schemes],
  ['several tokens', duplicates],
  ['tokens in unread places', places],
  ['injected cookies', cookies],
  ['cross-site requests with a cookie', crossSiteRequests],
])('%s', (what, credentials) => {
  let attempts = 0;
  let failures = 0;
  afterAll(() => record({ section: 'Known attacks', what, count: attempts, unexplained: failures }));

  test.each(APIS)('are refused by %s', async (_, request) => {
    const before = openedConnections();
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
    expect(openedConnections()).toBe(before);
  });
});

test('the same token is granted in the Authorization header', async () => {
  for (const [, request] of APIS) {
    expect(await attempt(request({ headers: { Authorization: `Bearer ${GOOD}` } }), policy({ routes }))).toBe(
      'granted',
    );
  }
});

test('variants of the Bearer scheme are refused by a TOKEN authorizer, too', async () => {
  const document = policy({ routes: {}, defaultRoute: 'signedIn' });
  const outcomes: Record<string, string> = {};
  for (const { name, headers, reason } of schemes) {
    const request = restToken('', { authorizationToken: headers?.Authorization });
    const outcome = await attempt(request, document).catch(String);
    if (outcome !== reason) outcomes[name] = outcome;
  }
  expect(outcomes).toEqual({});
});

/** API Gateway names the route in the event. */
test('a route that looks like a route of the policy is refused', async () => {
  const paths = Object.values(confusablesOf('orders')).map((name) => `/${name}`);
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
  record({ section: 'Known attacks', what: 'confusable routes', count, unexplained: 0 });
});

test('a token in another member of the event is not read', async () => {
  const misplaced = { identitySource: [GOOD], authorizationToken: GOOD, body: GOOD, rawQueryString: `token=${GOOD}` };
  expect(await attempt({ ...event(), ...misplaced }, policy({ routes }))).toBe('session-token-missing');
  expect(await attempt(restRequest(undefined, misplaced), policy({ routes }))).toBe('session-token-missing');
  expect(await attempt(webSocketConnect(undefined, misplaced), policy({ routes }))).toBe('session-token-missing');
});
