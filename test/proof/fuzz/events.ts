import fc from 'fast-check';
import { API, carrying, restRequest, webSocketConnect } from '../../unit/support/events';
import { edited, edits, hostile, hostileFromCaller } from './hostile-values';
import { encode } from './key';
import { GOOD, HEADER, TOKENS } from './tokens';

/** What a caller sends, in the words of none of the kinds of API. */
interface Sent {
  readonly token: string;
  readonly place: 'header' | 'cookie' | 'query' | 'protocol' | 'nowhere';
  readonly scheme: string;
}

const HEADER_NAMES = ['alg', 'typ', 'kid', 'cat', 'crit', 'b64', 'zip', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', '__proto__'];

/** A good token with a member of its header or payload changed or added, under the signature that it had. */
const forged = fc
  .tuple(
    fc.constantFrom(...GOOD),
    fc.boolean(),
    fc.oneof(fc.constantFrom(...HEADER_NAMES), fc.string({ maxLength: 3 })),
    hostile,
  )
  .map(([{ token, claims }, inHeader, name, value]) => {
    const [header, payload, signature] = token.split('.');
    const change = Object.fromEntries([[name, value]]);
    const changed = inHeader ? [encode({ ...HEADER, ...change }), payload] : [header, encode({ ...claims, ...change })];
    return [...changed, signature].join('.');
  });

const sent: fc.Arbitrary<Sent> = fc.record({
  token: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...GOOD.map(({ token }) => token)) },
    { weight: 3, arbitrary: fc.constantFrom(...TOKENS) },
    { weight: 3, arbitrary: forged },
    fc.base64String(),
  ),
  place: fc.constantFrom<Sent['place']>('header', 'header', 'cookie', 'query', 'protocol', 'nowhere'),
  scheme: fc.constantFrom('Bearer ', 'Bearer ', 'bearer   ', '', 'Basic '),
});

const ROUTES = ['GET /orders', 'POST /admin', 'GET /feed', 'GET /elsewhere', '$connect', '$default', '__proto__'];
const method = fc.record({
  httpMethod: fc.constantFrom('GET', 'POST', '*'),
  resource: fc.constantFrom('/orders', '/admin', '/feed', '/orders/{id}', '/elsewhere', '/*'),
  path: fc.oneof(fc.constantFrom('/orders', '/admin', '/*/?', '//', `/${'long'.repeat(200)}`), fc.webPath()),
});

const httpApi = fc.tuple(sent, fc.constantFrom(...ROUTES)).map(([{ token, place, scheme }, routeKey]) => ({
  version: '2.0',
  type: 'REQUEST',
  routeKey,
  headers: lowerCase(headersOf({ token, place, scheme })),
  ...(place === 'cookie' && { cookies: ['a=b', `__session=${token}`] }),
  queryStringParameters: queryOf({ token, place, scheme }),
  requestContext: { requestId: 'request-1', routeKey },
}));

const restApi = fc.tuple(sent, method).map(([what, where]) => restRequest(undefined, carriedBy(what), where));

const restApiToken = fc.tuple(sent, method).map(([{ token, scheme }, { httpMethod, path }]) => ({
  type: 'TOKEN',
  authorizationToken: scheme + token,
  methodArn: `${API}/test/${httpMethod}${path}`,
}));

const webSocketApi = sent.map((what) => webSocketConnect(undefined, carriedBy(what)));

/** Where callers can write, some of the texts may be tokens; elsewhere they could not be kept out of the log. */
const CALLERS = ['headers', 'multiValueHeaders', 'cookies', 'queryStringParameters', 'authorizationToken'];

/** An event of any kind of API, as it comes, with something wrong, or made of nothing. */
export const anyEvent: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.oneof(httpApi, restApi, restApiToken, webSocketApi),
    edits(),
    fc.constantFrom(...CALLERS),
    hostileFromCaller,
  )
  .chain(([event, changes, member, value]) =>
    fc.constantFrom<unknown>(event, edited(event, changes), { ...event, [member]: value }),
  );

export const noEvent: fc.Arbitrary<unknown> = fc.oneof(hostile, fc.jsonValue({ maxDepth: 4 }));

function headersOf({ token, place, scheme }: Sent): Record<string, string> {
  if (place === 'header') return { Authorization: scheme + token };
  if (place === 'cookie') return { Cookie: `a=b; __session=${token}` };
  return place === 'protocol' ? { 'Sec-WebSocket-Protocol': `clerk, ${token}` } : {};
}

function queryOf({ token, place }: Sent): Record<string, string> {
  return place === 'query' ? { token } : {};
}

function carriedBy(what: Sent): Record<string, unknown> {
  const query = Object.entries(queryOf(what)).map(([name, value]) => [name, [value]]);
  return {
    ...carrying(headersOf(what)),
    queryStringParameters: queryOf(what),
    multiValueQueryStringParameters: Object.fromEntries(query),
  };
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
