import fc from 'fast-check';
import { API, carrying, restRequest, webSocketConnect } from '../../unit/support/events';
import { applyEdits, edits, hostile, hostileFromCaller } from './hostile-values';
import { encode } from './key';
import { HEADER, ORIGIN, TOKENS, VALID_TOKENS } from './tokens';

/** A request of a caller, independent of the kind of API. */
interface Sent {
  readonly token: string;
  readonly place: 'header' | 'cookie' | 'query' | 'protocol' | 'nowhere';
  readonly scheme: string;
}

const HEADER_NAMES = ['alg', 'typ', 'kid', 'cat', 'crit', 'b64', 'zip', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', '__proto__'];

/** A valid token with a changed or added member and the original signature. */
const forged = fc
  .tuple(
    fc.constantFrom(...VALID_TOKENS),
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
    { weight: 4, arbitrary: fc.constantFrom(...VALID_TOKENS.map(({ token }) => token)) },
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
  requestContext: { requestId: 'request-1', routeKey, http: { method: routeKey.split(' ')[0] } },
}));

const restApi = fc.tuple(sent, method).map(([what, where]) => restRequest(undefined, carriedBy(what), where));

const restApiToken = fc.tuple(sent, method).map(([{ token, scheme }, { httpMethod, path }]) => ({
  type: 'TOKEN',
  authorizationToken: scheme + token,
  methodArn: `${API}/test/${httpMethod}${path}`,
}));

const webSocketApi = sent.map((what) => webSocketConnect(undefined, carriedBy(what)));

/** The members that a caller controls. Only these contain tokens, because the log contains other members. */
const CALLER_MEMBERS = ['headers', 'multiValueHeaders', 'cookies', 'queryStringParameters', 'authorizationToken'];

/** An event of any kind of API, unchanged or with edits. */
export const anyEvent: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.oneof(httpApi, restApi, restApiToken, webSocketApi),
    edits(),
    fc.constantFrom(...CALLER_MEMBERS),
    hostileFromCaller,
  )
  .chain(([event, changes, member, value]) =>
    fc.constantFrom<unknown>(event, applyEdits(event, changes), { ...event, [member]: value }),
  );

/** Values that are no event. */
export const invalidEvent: fc.Arbitrary<unknown> = fc.oneof(hostile, fc.jsonValue({ maxDepth: 4 }));

function headersOf({ token, place, scheme }: Sent): Record<string, string> {
  if (place === 'header') return { Authorization: scheme + token };
  if (place === 'cookie') return { Cookie: `a=b; __session=${token}`, Origin: ORIGIN };
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
