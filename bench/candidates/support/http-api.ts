import { type Claims, contextOf, isActiveSession, isAdmin } from './claims';
import { ROUTES } from './settings';

export interface HttpApiEvent {
  readonly version: string;
  readonly type: string;
  readonly routeKey: string;
  readonly headers?: Record<string, string | undefined>;
}

/** Returns the claims of a valid token; throws on any other. */
export type Verify = (token: string) => Claims | Promise<Claims>;

/** Makes the whole decision around `verify`, so that candidates differ in the verification only. */
export function httpApiHandler(verify: Verify) {
  return async (event: HttpApiEvent) => {
    try {
      const claims = await verify(tokenOf(event));
      if (!isActiveSession(claims)) return { isAuthorized: false, context: { reason: 'session' } };
      if (!isAdmin(claims)) return { isAuthorized: false, context: { reason: 'rule' } };
      return { isAuthorized: true, context: contextOf(claims) };
    } catch {
      return { isAuthorized: false, context: { reason: 'token' } };
    }
  };
}

function tokenOf({ version, type, routeKey, headers }: HttpApiEvent): string {
  if (version !== '2.0' || type !== 'REQUEST' || !ROUTES.includes(routeKey)) throw new TypeError('event');
  const header = headers?.authorization;
  if (typeof header !== 'string' || header.includes(',')) throw new TypeError('header');
  const token = header.slice(0, 7).toLowerCase() === 'bearer ' ? header.slice(7) : header;
  if (token.includes(' ') || token.length > 8192) throw new TypeError('header');
  return token;
}
