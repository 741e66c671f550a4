import type { PolicyDocument, PolicyTokenSource } from '../../src/policy/policy-document';
import { type JsonObject, own, record } from '../shared/json';
import { refuse, unsupported } from '../shared/reasons';
import { OPAQUE, parseObject } from '../token/jws';

/** Where a request may carry a token, each with every value that was sent. */
export interface Carrier {
  /** By a name in lower case. */
  header(name: string): unknown[];
  query(name: string): unknown[];
  /** Each of one or more cookies. */
  cookies(): unknown[];
}

/** Clerk and API Gateway accept a token without its scheme, too. */
const BEARER = /^(?:bearer +)?([^ ]*)$/i;
const AUTHORIZATION: PolicyTokenSource[] = [{ in: 'header', name: 'authorization' }];

/** `eyJ` is how base64url writes `{"`, with which no subprotocol in use begins. */
const JWT = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/;

/** Eight characters of a hash of the publishable key, by which Clerk tells instances on one domain apart. */
const COOKIE_SUFFIX = /^_[\w-]{8}$/;

/**
 * The token of the first source that holds anything. If it is no good the request is refused: to go on to the next source
 * would let whoever can plant a token there choose who the caller is.
 */
export function findToken(
  { tokenSources = AUTHORIZATION, issuer }: PolicyDocument,
  request: Carrier,
): string | undefined {
  for (const { in: place, name } of tokenSources) {
    const token =
      place === 'cookie'
        ? cookieToken(texts(request.cookies()), name, issuer)
        : place === 'protocol'
          ? protocolToken(texts(request.header('sec-websocket-protocol')))
          : bearerToken(texts(place === 'header' ? request.header(name) : request.query(name)));
    if (token !== undefined) return token;
  }
  return undefined;
}

/** The token of a header that API Gateway has picked, and does not name. */
export function headerToken({ tokenSources = AUTHORIZATION }: PolicyDocument, value: unknown): string | undefined {
  if (tokenSources.length > 1 || tokenSources[0].in !== 'header') unsupported();
  return bearerToken(texts([value]));
}

/** The request of a REST or WebSocket API, with the names of its headers as they were sent. */
export function carrierOf(event: JsonObject): Carrier {
  const headers = record(event.multiValueHeaders ?? event.headers);
  const query = record(event.multiValueQueryStringParameters ?? event.queryStringParameters);
  const header = (name: string) =>
    Object.keys(headers).flatMap((spelling) => (spelling.toLowerCase() === name ? headers[spelling] : []));
  return { header, query: (name) => [own(query, name)].flat(), cookies: () => header('cookie') };
}

function bearerToken(values: string[]): string | undefined {
  // API Gateway may join what was sent several times, and which of them counts is not ours to guess.
  if (values.length > 1 || values[0]?.includes(',')) refuse('authorization-ambiguous');
  const [value] = values;
  if (!value) return undefined;
  const [, token] = BEARER.exec(value) ?? refuse('authorization-scheme');
  return token;
}

/** `new WebSocket(url, ['clerk', token])` is all that a script in a browser can say about itself. */
function protocolToken(values: string[]): string | undefined {
  const tokens = values
    .flatMap((value) => value.split(','))
    .map((entry) => entry.trim())
    .filter((entry) => JWT.test(entry) || OPAQUE.test(entry));
  return tokens.length > 1 ? refuse('authorization-ambiguous') : tokens[0];
}

/**
 * Clerk writes the token of a session into `__session` and `__session_<suffix>`, and so does every other instance with a
 * front end on the same domain: whoever comes last has the cookie without a suffix. So among several tokens those of our
 * issuer count, and of these the ones with a suffix. What they say is not verified yet: it selects, and grants nothing.
 */
function cookieToken(headers: string[], name: string, issuer: string): string | undefined {
  const tokens = new Map<string, boolean>();
  // No other white space than HTTP's: a name that only looks like ours is another.
  for (const cookie of headers.join(';').split(';')) {
    const [key, value] = cookie.replace(/^[ \t]+/, '').split(/=(.*)/s);
    const hasSuffix = key.startsWith(name) && COOKIE_SUFFIX.test(key.slice(name.length));
    if (value && (hasSuffix || key === name)) tokens.set(value, hasSuffix || tokens.get(value) === true);
  }
  const all = [...tokens.keys()];
  if (all.length < 2) return all[0];
  const ours = all.filter((token) => isOf(token, issuer));
  const withSuffix = ours.filter((token) => tokens.get(token));
  const [token, another] = withSuffix.length > 0 ? withSuffix : ours;
  if (another) refuse('authorization-ambiguous');
  return token ?? refuse('token-invalid-issuer');
}

function isOf(token: string, issuer: string): boolean {
  try {
    return own(parseObject(token.split('.')[1]), 'iss') === issuer;
  } catch {
    return false; // no JWT
  }
}

function texts(values: unknown[]): string[] {
  const present = values.filter((value) => value !== undefined);
  return present.every((value) => typeof value === 'string') ? present : unsupported();
}
