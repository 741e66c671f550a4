import { fail } from '../diagnostics/diagnostics';
import { markCopy } from '../diagnostics/package-copy';
import { containsSecret } from '../diagnostics/secrets';
import type { PolicyTokenSource } from '../policy/policy-document';

/** Names allowed in an API Gateway mapping expression (a subset of HTTP field names). */
export const TOKEN_SOURCE_NAME = /^[\w.-]+$/;

/** Headers with a syntax of their own, from which a method of their own reads the token. */
const SPECIAL = new Map([
  ['cookie', 'TokenSource.cookie()'],
  ['sec-websocket-protocol', 'TokenSource.webSocketProtocol()'],
]);

/**
 * A place where a request carries its token.
 *
 * With several sources, the first source that has a token is used. If that token is invalid the request is refused without
 * trying the next source.
 */
export class TokenSource {
  /**
   * Reads the token from a header: `Bearer` and the token, or the token alone.
   *
   * @param name the name of the header, such as `Authorization` or `X-Clerk-Token`
   * @throws `TokenSource.header` if API Gateway cannot read a header of this name, or if it is `Cookie` or
   * `Sec-WebSocket-Protocol`
   */
  public static header(name: string): TokenSource {
    return new TokenSource({ in: 'header', name: headerName(name).toLowerCase() }, `header.${name}`);
  }

  /**
   * Reads the token from a cookie. Clerk's front ends store the session token in `__session`, and in `__session_` with a
   * suffix that follows from the publishable key; the newer of the two counts.
   *
   * A browser also sends cookies with requests that other sites make. The token therefore counts only if the `Origin` of the
   * request is in `authorizedParties`, which is required. A request without an `Origin` must be of the same origin, a
   * navigation with GET or HEAD, or of a client that sends no `Sec-Fetch-Site`. A WebSocket handshake must have an `Origin`.
   *
   * @param name the name of the cookie, without a suffix
   * @throws `TokenSource.cookie` if the name has other characters than letters, digits, `-`, `_` and `.`
   * @see https://clerk.com/docs/guides/how-clerk-works/overview
   */
  public static cookie(name = '__session'): TokenSource {
    return new TokenSource({ in: 'cookie', name: cookieName(name) });
  }

  /**
   * Reads the token from a query string parameter.
   *
   * URLs are stored in logs, browser histories and `Referer` headers, and the token with them. A leaked session token
   * expires within 60 seconds; other kinds of token live longer.
   *
   * @param name the name of the parameter, such as `token`
   * @throws `TokenSource.queryString` if API Gateway cannot read a parameter of this name
   */
  public static queryString(name: string): TokenSource {
    return new TokenSource({ in: 'query', name: parameterName(name) }, `querystring.${name}`);
  }

  /**
   * Reads the token from the list in `Sec-WebSocket-Protocol`. In a browser, `new WebSocket(url, ['clerk', token])` sends it.
   *
   * It is for WebSocket APIs only. The browser closes the connection unless the integration of `$connect` returns the header
   * `Sec-WebSocket-Protocol: clerk`, one of the offered protocols. Do not return the token.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html
   */
  public static webSocketProtocol(): TokenSource {
    const name = 'Sec-WebSocket-Protocol';
    return new TokenSource({ in: 'protocol', name: name.toLowerCase() }, `header.${name}`);
  }

  private constructor(
    /** @internal */ public readonly _source: PolicyTokenSource,
    /** The identity source as given, without the prefix of the API kind: `header.X` or `querystring.x`. @internal */
    public readonly _identity?: string,
  ) {}
}

markCopy(TokenSource);

function headerName(name: string): string {
  const special = typeof name === 'string' && SPECIAL.get(name.toLowerCase());
  if (special) {
    fail('TokenSource.header', {
      what: "'name' is a header that has its own kind of source",
      got: name,
      fix: `write ${special}`,
    });
  }
  return checked(name, 'TokenSource.header', "header('Authorization')");
}

function cookieName(name: string): string {
  return checked(name, 'TokenSource.cookie', 'cookie()');
}

function parameterName(name: string): string {
  return checked(name, 'TokenSource.queryString', "queryString('token')");
}

/** Returns a valid name. A name that is known only at deployment fails: it cannot be compared or put into lower case. */
function checked(
  name: string,
  id: 'TokenSource.header' | 'TokenSource.cookie' | 'TokenSource.queryString',
  example: string,
): string {
  if (typeof name === 'string' && TOKEN_SOURCE_NAME.test(name) && !containsSecret(name)) return name;
  return fail(id, {
    what: "'name' must be made of letters, digits, '-', '_' and '.', and be known at synthesis",
    got: name,
    fix: `write TokenSource.${example}`,
  });
}
