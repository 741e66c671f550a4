import type { AccessReport } from '../../report/access-report';
import type { ApiReport } from '../../report/api-report';
import { isOpen } from '../../report/route-report';
import type { Io } from '../shared/io';
import { naturalWidth, table } from '../shared/table';
import { AUTHORIZER, COLUMNS, rowsOf } from './rows';
import { count } from './words';

/** The width of a table where the output is no terminal. */
const PIPE_WIDTH = 120;

const KINDS = { http: 'HTTP API', rest: 'REST API', websocket: 'WebSocket API' };

/** Writes the report for people: a verdict, a table for each API, and what there is to say about them. */
export function asTable(report: AccessReport, io: Io): string {
  const tables = report.apis.map((api) => apiTable(api, io));
  const warnings = report.warnings.map(({ id, message }) => io.style('yellow', `! ${message} [${id}]`));
  const hidden = report.hidden.map(({ message }) => io.style('yellow', `? ${message}`));
  return [verdict(report, io), ...tables, ...warnings, ...hidden].join('\n\n');
}

function verdict({ apis, routes, hidden }: AccessReport, io: Io): string {
  if (routes.length === 0) return hidden.length === 0 ? 'There is no API in it.' : 'No routes can be seen.';
  const open = routes.filter(isOpen).length;
  const counts = `${count(routes.length, 'route')} of ${count(apis.length, 'API')}`;
  const part = open === 0 ? io.style('green', 'none is open') : io.style('red', `${open} open`);
  const unseen = hidden.length === 0 ? '' : `; ${count(hidden.length, 'place')} where there may be more routes`;
  return `${counts}: ${part}${unseen}`;
}

function apiTable({ name, kind, routes }: ApiReport, io: Io): string {
  const rows = rowsOf(routes);
  const width = io.columns ?? PIPE_WIDTH;
  const cells = withoutAuthorizerIfWide([COLUMNS, ...rows.map((row) => row.cells)], width);
  const colour = (text: string, index: number): string => {
    if (index === 0) return io.style('bold', text);
    const { route } = rows[index - 1];
    return isOpen(route) ? io.style('red', text) : route.isFixedAnswer ? io.style('dim', text) : text;
  };
  return `${io.style('bold', name)} (${KINDS[kind]})\n${table(cells, width, colour)}`;
}

/** Leaves out the names of authorizers where they would make other columns narrow. */
function withoutAuthorizerIfWide(rows: readonly (readonly string[])[], width: number): readonly (readonly string[])[] {
  if (naturalWidth(rows) <= width) return rows;
  return rows.map((cells) => cells.filter((_, column) => column !== AUTHORIZER));
}
