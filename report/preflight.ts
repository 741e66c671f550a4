import type { AccessTable } from '../src/access/access-table';
import { accessFor, isGuarded } from '../src/access/api-route';

/**
 * The answer to a CORS preflight, an OPTIONS request without a token: the responder of this package, the CORS configuration of
 * an HTTP API, a mock integration of a REST API, or the back end. `refused` is 401, 403 or 404, so that browsers cannot call
 * the path from another origin.
 */
export type PreflightAnswer = 'responder' | 'corsConfiguration' | 'mock' | 'backEnd' | 'refused' | 'unknown';

/** Returns what answers the preflights of a path. docs/cors.md says in which order API Gateway looks. */
export function preflightOf(table: AccessTable, path: string, hasCors: boolean): PreflightAnswer | undefined {
  const { kind } = table.api;
  if (kind === 'websocket') return undefined;
  const route = table.routeOf('OPTIONS', path);
  if (route === 'notVisible') return 'unknown';
  if (route === 'noRoute') return hasCors ? 'corsConfiguration' : 'refused';
  const access = accessFor(route, 'OPTIONS');
  if (access.kind === 'unknown') return 'unknown';
  if (isGuarded(access) || access.kind === 'key') return 'refused';
  if (route.isFixedAnswer) return kind === 'rest' ? 'mock' : 'responder';
  return 'backEnd';
}
