import type { PolicyTokenSource } from '../../src/policy/policy-document';
import type { LocalRequest } from './local-request';

/** A request as API Gateway gets it. Names of headers are in lower case, and cookies are a header. */
export interface CarriedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const AUTHORIZATION: PolicyTokenSource = { in: 'header', name: 'authorization' };

/** Puts the token where the authorizer looks first, and everything else where the caller put it. */
export function carryToken(
  { method, path }: Pick<CarriedRequest, 'method' | 'path'>,
  { token, headers = {}, query = {}, cookies = {} }: LocalRequest,
  { in: place, name }: PolicyTokenSource = AUTHORIZATION,
): CarriedRequest {
  const lowerCase = Object.entries(headers).map(([header, value]) => [header.toLowerCase(), value]);
  const carried = { headers: Object.fromEntries(lowerCase), query: { ...query }, cookies: { ...cookies } };
  if (token !== undefined) {
    if (place === 'header') carried.headers[name] ??= `Bearer ${token}`;
    if (place === 'query') carried.query[name] ??= token;
    if (place === 'cookie') carried.cookies[name] ??= token;
    if (place === 'protocol') carried.headers['sec-websocket-protocol'] ??= `clerk, ${token}`;
  }
  const cookie = Object.entries(carried.cookies).map((pair) => pair.join('='));
  if (cookie.length > 0) carried.headers.cookie = cookie.join('; ');
  return { method, path, headers: carried.headers, query: carried.query };
}
