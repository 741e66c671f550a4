import type { Construct } from 'constructs';
import { warn } from '../diagnostics/diagnostics';
import { PreflightRoute } from './preflight-route';
import type { RouteAccess } from './route-access';

/** Warns about defaults of an API that leave something open which its routes do not ask for by name. */
export function warnAboutDefaults(scope: Construct, access: RouteAccess, preflightRoute: PreflightRoute): void {
  if (!access._isProtected) {
    warn(scope, 'ClerkProtectedHttpApi.openByDefault', {
      what: "'defaultAccess' makes every route public that does not set 'access'",
      got: 'RouteAccess.anyone()',
      fix: 'remove it, and write access: RouteAccess.anyone() on the routes that are meant to be public',
    });
  }
  if (preflightRoute === PreflightRoute.BACK_END) {
    warn(scope, 'ClerkProtectedHttpApi.preflightsReachBackEnd', {
      what: "'preflightRoute' leads OPTIONS requests without a token to the back ends of protected routes",
      got: 'PreflightRoute.BACK_END',
      fix: 'remove it, or acknowledge this if every back end does nothing for OPTIONS but answer it',
    });
  }
}
