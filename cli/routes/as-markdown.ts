import type { AccessReport } from '../../report/access-report';
import { COLUMNS, rowsOf } from './rows';

/** Writes the report as Markdown, for a pull request or a document. */
export function asMarkdown(report: AccessReport): string {
  const tables = report.apis.map(({ name, routes }) => {
    const rows = rowsOf(routes).map(({ cells }) => cells);
    const rule = COLUMNS.map(() => '---');
    return `### ${name}\n\n${[COLUMNS, rule, ...rows].map((cells) => `| ${cells.map(escapePipes).join(' | ')} |`).join('\n')}`;
  });
  const notes = [
    ...report.warnings.map(({ id, message }) => `${message} [${id}]`),
    ...report.hidden.map((it) => it.message),
  ];
  return [...tables, ...notes.map((note) => `- ${note}`)].join('\n\n');
}

function escapePipes(text: string): string {
  return text.replaceAll('|', '\\|');
}
