import { isObject, type JsonObject, own } from '../shared/json';
import { unsupported } from '../shared/refusal';

/** The places of a request that may carry a token. Each returns every value that was sent. */
export interface Carrier {
  /** Takes the name in lower case. The request may spell it in any case. */
  header(name: string): string[];
  query(name: string): string[];
  /** Returns `Cookie` headers, each with one or more cookies. */
  cookies(): string[];
  /** The HTTP method. The handshake of a WebSocket is `CONNECT`. */
  readonly method: unknown;
}

/** Reads the request of a REST or WebSocket API. */
export function carrierOf(event: JsonObject, method?: unknown): Carrier {
  const headers = objectOrEmpty(event.multiValueHeaders ?? event.headers);
  const query = objectOrEmpty(event.multiValueQueryStringParameters ?? event.queryStringParameters);
  const header = (name: string) => strings(inAnyCase(headers, name).flat());
  return { header, query: (name) => strings([own(query, name)].flat()), cookies: () => header('cookie'), method };
}

/** Reads the request of an HTTP API, which joins repeated headers and parameters with commas. */
export function httpCarrierOf(event: JsonObject): Carrier {
  const cookies = event.cookies ?? [];
  if (!Array.isArray(cookies)) unsupported();
  const headers = objectOrEmpty(event.headers);
  const query = objectOrEmpty(event.queryStringParameters);
  return {
    header: (name) => strings(inAnyCase(headers, name)),
    query: (name) => strings([own(query, name)]),
    cookies: () => strings(cookies),
    method: objectOrEmpty(objectOrEmpty(event.requestContext).http).method,
  };
}

/** AWS writes the names of an HTTP API's headers in lower case, but its local emulators do not. */
function inAnyCase(headers: JsonObject, name: string): unknown[] {
  return Object.keys(headers)
    .filter((spelling) => spelling.length === name.length && spelling.toLowerCase() === name)
    .map((spelling) => headers[spelling]);
}

/** Drops missing values, and refuses values that are not strings. */
export function strings(values: unknown[]): string[] {
  const present = values.filter((value) => value !== undefined);
  return present.every((value) => typeof value === 'string') ? present : unsupported();
}

/** Returns a map of an event, which API Gateway sends as `null` or leaves out when it is empty. */
export function objectOrEmpty(value: unknown): JsonObject {
  const object = value ?? {};
  return isObject(object) ? object : unsupported();
}
