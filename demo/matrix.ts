import type { Caller } from './callers';
import type { Result } from './demo';

/** Callers that got the same status on every route. */
export interface Column {
  /** A letter that stands for them. */
  readonly letter: string;
  readonly callers: readonly Caller[];
}

/** Methods of a path that answered every caller in the same way. */
export interface Row {
  readonly app: string;
  readonly methods: readonly string[];
  readonly path: string;
  /** The result of each column. Absent where the callers were not tried. */
  readonly cells: readonly (Pick<Result, 'expected' | 'got'> | undefined)[];
}

/** Arranges results by route and caller, and merges what does not differ. */
export function matrixOf(results: readonly Result[]): { columns: Column[]; rows: Row[] } {
  const byRoute = groupBy(results, ({ app, method, path }) => JSON.stringify([app, method, path]));
  const byCaller = groupBy(results, ({ caller }) => caller);
  const routes = [...byRoute.keys()];
  const find = (route: string, caller: Caller) => byRoute.get(route)?.find((result) => result.caller === caller);
  const cell = (route: string, caller: Caller) => {
    const result = find(route, caller);
    return result && { expected: result.expected, got: result.got };
  };

  const alike = groupBy([...byCaller.keys()] as Caller[], (caller) =>
    JSON.stringify(routes.map((it) => cell(it, caller))),
  );
  const columns = [...alike.values()].map((callers, index) => ({ letter: letterOf(index), callers }));
  const lines = routes.map((route) => {
    const [app, method, path] = JSON.parse(route);
    return { app, method, path, cells: columns.map(({ callers: [caller] }) => cell(route, caller)) };
  });
  const merged = groupBy(lines, ({ app, path, cells }) => JSON.stringify([app, path, cells]));
  const rows = [...merged.values()].map((group) => ({ ...group[0], methods: group.map(({ method }) => method) }));
  return { columns, rows };
}

/** A to Z, then a to z. */
function letterOf(index: number): string {
  return String.fromCharCode(index < 26 ? 65 + index : 71 + index);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
