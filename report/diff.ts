import { METHODS } from '../src/access/api-route';
import type { AccessReport } from './access-report';
import type { ApiReport } from './api-report';
import { type AccessOfRequest, isOpen } from './route-report';

/** The requirement of a request, or that no route takes it, or that a hidden one may. */
export type Access = AccessOfRequest | 'noRoute' | 'notVisible';

/** Requests that need something else than before. */
export interface AccessChange {
  /** `unclear` if it cannot be told which of the two lets in more callers; `added` for a new route that is not open. */
  readonly kind: 'moreOpen' | 'lessOpen' | 'unclear' | 'added';
  readonly api: string;
  readonly methods: readonly string[];
  readonly path: string;
  readonly before: Access;
  readonly after: Access;
}

/**
 * Compares what requests need, not which routes there are: a request whose route was removed may be taken by a catch-all
 * route that is open.
 */
export function compareReports(before: AccessReport, after: AccessReport): AccessChange[] {
  return pairs(before.apis, after.apis).flatMap(([old, now]) => {
    const paths = new Set([old, now].flatMap((api) => api?.routes.map(({ path }) => path) ?? []));
    return [...paths].flatMap((path) => compareAt(path, old, now));
  });
}

type Pair = [before: ApiReport | undefined, after: ApiReport | undefined];

/** The only API of both templates is the same one, even if it has another name. */
function pairs(before: readonly ApiReport[], after: readonly ApiReport[]): Pair[] {
  if (before.length === 1 && after.length === 1) return [[before[0], after[0]]];
  const names = new Set([...before, ...after].map(({ name }) => name));
  return [...names].map((name) => [before.find((api) => api.name === name), after.find((api) => api.name === name)]);
}

function compareAt(path: string, old: ApiReport | undefined, now: ApiReport | undefined): AccessChange[] {
  const { name: api, kind: family } = (now ?? old) as ApiReport;
  const changes = new Map<string, AccessChange>();
  for (const method of family === 'websocket' ? [''] : METHODS) {
    const [before, after] = [old, now].map((it) => it?.accessOf(method, path) ?? 'noRoute');
    const kind = directionOf(before, after);
    if (!kind) continue;
    const key = JSON.stringify([before, after]);
    changes.set(key, { kind, api, path, before, after, methods: [...(changes.get(key)?.methods ?? []), method] });
  }
  return [...changes.values()];
}

/** The levels of access, from the one that lets in the most callers to the one that lets in none. */
const LEVELS = ['open', 'optional', 'key', 'guarded', 'closed'] as const;

/** Returns undefined if the template does not tell. */
function levelOf(access: Access): (typeof LEVELS)[number] | undefined {
  if (access === 'noRoute') return 'closed';
  if (access === 'notVisible' || access.access === 'unknown') return undefined;
  if (access.isFixedAnswer || access.requirement === 'nobody') return 'closed';
  if (isOpen(access)) return access.access === 'open' ? 'open' : 'optional';
  return access.access === 'key' || access.requirement === 'optional' ? 'key' : 'guarded';
}

function directionOf(before: Access, after: Access): AccessChange['kind'] | undefined {
  if (JSON.stringify(withoutNames(before)) === JSON.stringify(withoutNames(after))) return undefined;
  const [from, to] = [levelOf(before), levelOf(after)];
  if (from === undefined || to === undefined) return 'unclear';
  if (from === 'guarded' && to === 'guarded')
    return directionOfGuards(before as AccessOfRequest, after as AccessOfRequest);
  if (from === to) return undefined;
  if (from === 'closed' && to === 'guarded') return 'added';
  return LEVELS.indexOf(to) < LEVELS.indexOf(from) ? 'moreOpen' : 'lessOpen';
}

/** Two guards can be compared if both accept the same tokens and one of them has no rule. */
function directionOfGuards(before: AccessOfRequest, after: AccessOfRequest): AccessChange['kind'] {
  const [from, to] = [before, after].map(({ issuer, audience, apiKeyRequired }) =>
    JSON.stringify([issuer, audience, apiKeyRequired]),
  );
  if (from !== to) return 'unclear';
  if (before.requirement === 'rule' && after.requirement === 'signedIn') return 'moreOpen';
  if (before.requirement === 'signedIn' && after.requirement === 'rule') return 'lessOpen';
  return 'unclear';
}

/** Another authorizer that asks for the same is no change. */
function withoutNames(access: Access): Access {
  return typeof access === 'string' || access.issuer === undefined ? access : { ...access, authorizer: undefined };
}
