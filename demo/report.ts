import type { Result } from './demo';
import { type Column, matrixOf, type Row } from './matrix';

/** The width of a route in the matrix. Longer paths lose their middle. */
const ROUTE_WIDTH = 32;
const LEGEND_WIDTH = 48;

/** Writes the verdict, every result that differs, and a matrix of routes and callers that fits one screen. */
export function report(results: readonly Result[]): string {
  const differences = results.filter(({ expected, got }) => expected !== got);
  return [verdict(results.length, differences.length), ...differences.map(describe), '', matrix(results)].join('\n');
}

function verdict(total: number, wrong: number): string {
  if (wrong === 0)
    return `✓ All ${total} requests got the expected status: each route let in the right callers and no others.`;
  return `✗ ${wrong} of ${total} requests got another status than expected:`;
}

function describe({ app, method, path, caller, expected, got }: Result): string {
  return `  ${app}  ${method} ${path}  ${caller}: expected ${expected}, got ${got}`;
}

function matrix(results: readonly Result[]): string {
  const { columns, rows } = matrixOf(results);
  const head = ''.padEnd(ROUTE_WIDTH) + columns.map(({ letter }) => letter.padStart(4)).join('');
  const lines = rows.flatMap((row, index) => {
    const isFirst = row.app !== rows[index - 1]?.app;
    return isFirst ? [row.app, line(row)] : [line(row)];
  });
  return [head, ...lines, '', ...legend(columns), '', 'npm run demo -- --full names every caller.'].join('\n');
}

function line({ methods, path, cells }: Row): string {
  const verbs = methods.length > 3 ? `${methods.length} methods` : methods.join(' ');
  const statuses = cells.map((cell) => {
    if (!cell) return ''.padStart(4);
    return cell.got === cell.expected ? String(cell.got).padStart(4) : `✗${cell.got}`.padStart(4);
  });
  return `${shortened(`  ${verbs} ${path}`, ROUTE_WIDTH).padEnd(ROUTE_WIDTH)}${statuses.join('')}`.trimEnd();
}

/** Names the callers of each letter, in two columns. */
function legend(columns: readonly Column[]): string[] {
  const entries = columns.map(({ letter, callers: [first, ...others] }) => {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    return `${letter} ${shortened(first, LEGEND_WIDTH - 14)}${more}`;
  });
  const half = Math.ceil(entries.length / 2);
  return entries
    .slice(0, half)
    .map((entry, index) => `${entry.padEnd(LEGEND_WIDTH)}${entries[half + index] ?? ''}`.trimEnd());
}

function shortened(text: string, width: number): string {
  if (text.length <= width) return text;
  const half = (width - 1) / 2;
  return `${text.slice(0, Math.ceil(half))}…${text.slice(text.length - Math.floor(half))}`;
}
