import { fail } from '../diagnostics/diagnostics';
import type { PolicyTokenSource } from '../policy/policy-document';

/** What a mapping expression of API Gateway can point at, and narrower than what HTTP allows in a name. */
const NAME = /^[\w.-]+$/;

/** Headers that hold more than one token, so that each has a source of its own. */
const SPECIAL = new Map([
  ['cookie', 'TokenSource.cookie()'],
  ['sec-websocket-protocol', 'TokenSource.webSocketProtocol()'],
]);

/**
 * Where a request carries its token.
 *
 * With several sources the first that holds a token counts; if that token is bad the request is refused, whatever the
 * others hold.
 */
export class TokenSource {
  /**
   * A header: `Bearer` and the token, or the token alone.
   *
   * @param name of the header, such as `Authorization` or `X-Clerk-Token`
   * @throws if the name is not that of a header, or there is a source of its own for it
   */
  public static header(name: string): TokenSource {
    return new TokenSource({ in: 'header', name: headerName(name).toLowerCase() }, `header.${name}`);
  }

  /**
   * A cookie. Clerk's front ends keep the session token in `__session`, and in `__session_` with a suffix; both are read.
   *
   * A browser sends cookies with every request to their host, whoever wrote the page that makes it. So this needs
   * `authorizedParties`; give the back end protection against CSRF of its own where a request changes something.
   *
   * @param name of the cookie, without a suffix
   * @throws if the name is not that of a cookie
   * @see https://clerk.com/docs/guides/how-clerk-works/overview
   */
  public static cookie(name = '__session'): TokenSource {
    return new TokenSource({ in: 'cookie', name: cookieName(name) });
  }

  /**
   * A parameter of the query string.
   *
   * URLs end up in logs, histories and `Referer` headers, and the token with them. A session token is of no use to
   * whoever finds it a minute later; other tokens live longer.
   *
   * @param name of the parameter, such as `token`
   * @throws if the name is not one that API Gateway can point at
   */
  public static queryString(name: string): TokenSource {
    return new TokenSource({ in: 'query', name: parameterName(name) }, `querystring.${name}`);
  }

  /**
   * The entry of `Sec-WebSocket-Protocol` that is a token: in a browser, `new WebSocket(url, ['clerk', token])`.
   *
   * WebSocket APIs only. The browser closes the connection unless the integration of `$connect` answers with the header
   * `Sec-WebSocket-Protocol: clerk`, one of the protocols it was offered. Do not answer with the token.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html
   */
  public static webSocketProtocol(): TokenSource {
    const name = 'Sec-WebSocket-Protocol';
    return new TokenSource({ in: 'protocol', name: name.toLowerCase() }, `header.${name}`);
  }

  private constructor(
    /** @internal */ public readonly _source: PolicyTokenSource,
    /** The part of the request that API Gateway can point at, spelled as given: `header.X` or `querystring.x`. @internal */
    public readonly _identity?: string,
  ) {}
}

function headerName(name: string): string {
  const special = typeof name === 'string' && SPECIAL.get(name.toLowerCase());
  if (special) {
    fail('TokenSource.header', {
      what: "'name' is a header with a source of its own",
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

/** Also refuses a name that is known at deployment only: a comparison with it, or its lower case, would be wrong. */
function checked(
  name: string,
  id: 'TokenSource.header' | 'TokenSource.cookie' | 'TokenSource.queryString',
  example: string,
): string {
  if (typeof name === 'string' && NAME.test(name)) return name;
  return fail(id, {
    what: "'name' must be made of letters, digits, '-', '_' and '.', and be known at synthesis",
    got: name,
    fix: `write TokenSource.${example}`,
  });
}
