import { describe, expect, test } from 'vitest';
import { carrying, restRequest, webSocketConnect } from '../../support/events';
import { event, mint, outcomeOfEvent, policy } from '../../support/handler';

const OURS = 'https://app.example.com';
const METHODS = ['GET', 'HEAD', 'POST', 'DELETE'];
const document = policy({
  tokenSources: [{ in: 'cookie', name: '__session' }],
  authorizedParties: ['https://admin.example.com', OURS],
  routes: Object.fromEntries(
    [...METHODS.map((method) => `${method} /orders`), '$connect'].map((key) => [key, 'signedIn']),
  ),
});
const Cookie = `__session=${mint()}`;

type Headers = Record<string, string>;

const APIS: [string, (method: string, headers: Headers) => unknown][] = [
  ['an HTTP API', (method, headers) => ({ ...event(undefined, `${method} /orders`), headers, cookies: [Cookie] })],
  [
    'a REST API',
    (httpMethod, headers) =>
      restRequest(undefined, carrying({ Cookie, ...headers }), { httpMethod, resource: '/orders' }),
  ],
];

const site = (value: string, mode = 'cors') => ({ 'Sec-Fetch-Site': value, 'Sec-Fetch-Mode': mode });

describe.each(APIS)('a cookie at %s', (_, request) => {
  const outcomes = async (headers: Headers) => {
    const all = await Promise.all(METHODS.map((method) => outcomeOfEvent(request(method, headers), document)));
    return [...new Set(all.map((outcome, index) => (outcome === 'granted' ? METHODS[index] : outcome)))];
  };

  test.each<[string, Headers]>([
    ['the Origin of a front end', { Origin: OURS }],
    ['the Origin of a front end on another site', { origin: OURS, ...site('cross-site') }],
    ['no header of a browser', {}],
    ['the same origin', site('same-origin')],
    ['the address bar', site('none', 'navigate')],
  ])('counts with %s', async (_name, headers) => {
    expect(await outcomes(headers)).toEqual(METHODS);
  });

  test.each<[string, Headers]>([
    ['the Origin of another site', { Origin: 'https://evil.example' }],
    [
      'the Origin of another site in a navigation',
      { Origin: 'https://evil.example', ...site('cross-site', 'navigate') },
    ],
    ['the Origin null', { Origin: 'null' }],
    ['an empty Origin', { Origin: '' }],
    ['another site without an Origin', site('cross-site', 'no-cors')],
    ['a sibling domain without an Origin', site('same-site', 'no-cors')],
    ['an unknown site', site('other', 'navigated')],
  ])('does not count with %s', async (_name, headers) => {
    expect(await outcomes(headers)).toEqual(['cookie-from-other-origin']);
  });

  test('counts when a link on another site is followed', async () => {
    expect(await outcomes(site('cross-site', 'navigate'))).toEqual(['GET', 'HEAD', 'cookie-from-other-origin']);
  });
});

test.each<[string, Headers, string]>([
  ['the Origin of a front end', { Origin: OURS }, 'granted'],
  ['the Origin of another site', { Origin: 'https://evil.example' }, 'cookie-from-other-origin'],
  ['no Origin', {}, 'cookie-from-other-origin'],
  ['no Origin, but the same site', site('same-origin', 'websocket'), 'cookie-from-other-origin'],
])('the handshake of a WebSocket with %s is %s', async (_, headers, outcome) => {
  expect(await outcomeOfEvent(webSocketConnect(undefined, carrying({ Cookie, ...headers })), document)).toBe(outcome);
});

test('several headers Origin are not joined to the Origin of a front end', async () => {
  const multiValueHeaders = { Cookie: [Cookie], Origin: [OURS.slice(0, 12), OURS.slice(12)] };
  const request = restRequest(undefined, { multiValueHeaders }, { resource: '/orders' });
  expect(await outcomeOfEvent(request, document)).toBe('cookie-from-other-origin');
});

test('the Origin does not matter for a token in a header', async () => {
  const sources = policy({ tokenSources: [{ in: 'header', name: 'authorization' }, ...(document.tokenSources ?? [])] });
  const request = event(mint());
  const headers = { ...(request.headers as Headers), origin: 'https://evil.example' };
  expect(await outcomeOfEvent({ ...request, headers }, { ...sources, authorizedParties: [OURS] })).toBe('granted');
});
