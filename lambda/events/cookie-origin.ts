import { refuse } from '../shared/refusal';
import type { Carrier } from './carrier';

/**
 * Refuses a token in a cookie unless one of our own pages sent the request, or the user opened its address.
 * A browser attaches cookies to the requests of every page, and `azp` names the page that got the token, not the page that
 * sent the request.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function checkCookieOrigin(request: Carrier, authorizedParties: string[] = []): void {
  const origin = joined(request, 'origin');
  const isTrusted = origin === undefined ? isTrustedWithoutOrigin(request) : authorizedParties.includes(origin);
  if (!isTrusted) refuse('cookie-from-other-origin');
}

/** Browsers send no `Origin` with GET and HEAD requests of the same origin, and with navigations. */
function isTrustedWithoutOrigin(request: Carrier): boolean {
  // Every browser sends `Origin` with a WebSocket handshake.
  if (request.method === 'CONNECT') return false;
  const site = joined(request, 'sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  const isSafe = request.method === 'GET' || request.method === 'HEAD';
  return isSafe && joined(request, 'sec-fetch-mode') === 'navigate'; // a link on another site, or in a mail
}

/** Joins repeated values, so that they equal none. */
function joined(request: Carrier, name: string): string | undefined {
  const values = request.header(name);
  return values.length === 0 ? undefined : values.join(',');
}
