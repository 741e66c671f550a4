import { isObject, type JsonObject, own } from '../shared/json';
import { unsupported } from '../shared/refusal';

/** The places of a request that may carry a token. Each returns every value that was sent. */
export interface Carrier {
  /** Takes the name in lower case. */
  header(name: string): unknown[];
  query(name: string): unknown[];
  /** Returns `Cookie` headers, each with one or more cookies. */
  cookies(): unknown[];
}

/** Reads the request of a REST or WebSocket API, whose header names are spelled as the caller sent them. */
export function carrierOf(event: JsonObject): Carrier {
  const headers = objectOrEmpty(event.multiValueHeaders ?? event.headers);
  const query = objectOrEmpty(event.multiValueQueryStringParameters ?? event.queryStringParameters);
  const header = (name: string) =>
    Object.keys(headers).flatMap((spelling) => (spelling.toLowerCase() === name ? headers[spelling] : []));
  return { header, query: (name) => [own(query, name)].flat(), cookies: () => header('cookie') };
}

/** Returns a map of an event, which API Gateway sends as `null` or leaves out when it is empty. */
export function objectOrEmpty(value: unknown): JsonObject {
  const object = value ?? {};
  return isObject(object) ? object : unsupported();
}
