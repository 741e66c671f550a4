import type { RouteReport } from '../../report/route-report';
import { callers, preflight } from './words';

export const COLUMNS = ['METHOD', 'PATH', 'ACCESS', 'CALLERS', 'AUTHORIZER', 'PREFLIGHT'];

/** The index of the column with the names of authorizers. */
export const AUTHORIZER = COLUMNS.indexOf('AUTHORIZER');

/** Routes of one path that differ in their method only. */
export interface Row {
  readonly cells: readonly string[];
  readonly route: RouteReport;
}

/** Makes one row of the routes of a path that differ in their method only. */
export function rowsOf(routes: readonly RouteReport[]): Row[] {
  const rows = new Map<string, { readonly route: RouteReport; readonly methods: string[] }>();
  for (const route of routes) {
    const key = JSON.stringify({ ...route, method: undefined });
    const row = rows.get(key);
    if (row) row.methods.push(route.method);
    else rows.set(key, { route, methods: [route.method] });
  }
  return [...rows.values()].map(({ route, methods }) => {
    const mark = route.warnings.length > 0 ? ' !' : '';
    const { path, access, authorizer = '' } = route;
    return {
      route,
      cells: [methods.join(' '), path, access, `${callers(route)}${mark}`, authorizer, preflight(route)],
    };
  });
}
