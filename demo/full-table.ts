import Table from 'cli-table3';
import { ALWAYS_REFUSED, CALLERS, type Caller } from './callers';
import type { Result } from './demo';

/** Requests to one path for which the same status was expected, and which got the same status. */
interface Group {
  readonly app: string;
  readonly path: string;
  readonly methods: string[];
  readonly callers: Caller[];
  readonly expected: number;
  readonly got: number;
}

/** Writes every route with every caller, the expected status and the one that was answered. */
export function fullTable(results: readonly Result[]): string {
  const table = new Table({
    head: ['Route', 'Caller', 'Expected', 'Got', ''],
    colWidths: [44, 48, 10, 5, 3],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  let section = '';
  for (const { app, path, methods, callers, expected, got } of groups(results)) {
    if (app !== section) table.push([{ content: app, colSpan: 5 }]);
    section = app;
    table.push([`${methods.join(', ')}\n${path}`, nameAll(callers), expected, got, expected === got ? '✓' : '✗']);
  }
  return `${table}\n* ${ALWAYS_REFUSED.join('; ')}`;
}

function nameAll(callers: Caller[]): string {
  if (callers.length === CALLERS.length) return 'everyone';
  const isRest = ALWAYS_REFUSED.every((caller) => callers.includes(caller));
  return isRest ? `everyone else, including ${ALWAYS_REFUSED.length} invalid tokens*` : callers.join('; ');
}

/** Groups the results for a short report: first over callers, then over methods. */
function groups(results: readonly Result[]): Group[] {
  const byRoute = results.map(({ method, caller, ...result }) => ({ ...result, methods: [method], callers: [caller] }));
  const byCaller = merge(byRoute, 'callers', ({ app, path, methods, expected, got }) => [
    app,
    path,
    methods,
    expected,
    got,
  ]);
  return merge(byCaller, 'methods', ({ app, path, callers, expected, got }) => [app, path, callers, expected, got]);
}

/** Merges the groups that have the same key, and concatenates their `member`. */
function merge(groups: Group[], member: 'callers' | 'methods', keyOf: (group: Group) => unknown[]): Group[] {
  const merged = new Map<string, Group>();
  for (const group of groups) {
    const key = JSON.stringify(keyOf(group));
    const before = merged.get(key);
    merged.set(key, before ? { ...before, [member]: [...before[member], ...group[member]] } : group);
  }
  return [...merged.values()];
}
