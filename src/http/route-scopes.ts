import { fail } from '../diagnostics/diagnostics';
import { isScope } from '../policy/scope-syntax';
import { isUnknown } from '../policy/unknown-value';

/** API Gateway's quota of scopes per route. */
const MAX_SCOPES = 10;

/** Fails unless `scopes` is a list of 1 to 10 scopes. Unresolved tokens pass. */
export function checkRouteScopes(scopes: string[] | undefined): void {
  if (scopes === undefined || isUnknown(scopes)) return;
  const isList = Array.isArray(scopes) && scopes.length > 0 && scopes.length <= MAX_SCOPES;
  if (!isList || !scopes.every(isScope)) {
    fail('RouteAccess.scopes', {
      what: `'scopes' must be a list of 1 to ${MAX_SCOPES} scopes without white space`,
      got: scopes,
      fix: "write RouteAccess.signedIn({ scopes: ['orders:read'] }), or remove 'scopes'",
    });
  }
}
