import { Token } from 'aws-cdk-lib';
import { fail } from '../diagnostics/diagnostics';

/** The quota of a route. */
const MOST = 10;

export function checkScopes(scopes: string[] | undefined): void {
  if (scopes === undefined || Token.isUnresolved(scopes)) return;
  const isList = Array.isArray(scopes) && scopes.length > 0 && scopes.length <= MOST;
  // RFC 6749 scope characters; white space separates scopes inside a token, so no entry can hold any.
  if (!isList || !scopes.every((scope) => Token.isUnresolved(scope) || /^[!#-[\]-~]+$/.test(scope))) {
    fail('RouteAccess.scopes', {
      what: `'scopes' must be a list of 1 to ${MOST} scopes without white space`,
      got: scopes,
      fix: "write RouteAccess.signedIn({ scopes: ['orders:read'] }), or leave 'scopes' out",
    });
  }
}
