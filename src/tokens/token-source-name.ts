import { fail } from '../diagnostics/diagnostics';

/** What a mapping expression of API Gateway can point at, and narrower than what HTTP allows in a name. */
const NAME = /^[\w.-]+$/;

/** Headers that hold more than one token, so that each has a source of its own. */
const SPECIAL = new Map([
  ['cookie', 'TokenSource.cookie()'],
  ['sec-websocket-protocol', 'TokenSource.webSocketProtocol()'],
]);

export function headerName(name: string): string {
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

export function cookieName(name: string): string {
  return checked(name, 'TokenSource.cookie', 'cookie()');
}

export function parameterName(name: string): string {
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
