import { availableParallelism } from 'node:os';
import { type Evidence, SECTIONS } from './evidence';
import type { Result } from './results';
import { STEP_NAMES } from './steps';
import { proofVersions } from './versions';

/** Whether nothing was seen that nobody has explained. */
export function holds({ passed, evidence }: Result): boolean {
  return passed && evidence.length > 0 && evidence.every(({ unexplained }) => unexplained === 0);
}

/** Whether every step was run, on one and the same function, and wrote all that it is for. */
function isWhole(results: Result[]): boolean {
  const isOfAll = SECTIONS.every((name) =>
    results.some(({ evidence }) => evidence.some((row) => row.section === name)),
  );
  return isOfAll && results.length === STEP_NAMES.length && new Set(results.map(({ sha256 }) => sha256)).size === 1;
}

export function toMarkdown(results: Result[]): string {
  const rows = results.flatMap(({ evidence }) => evidence);
  const steps = results.map(({ step, date, minutes, seed, sha256, passed }) => [
    ...[step, date, minutes.toFixed(1), String(seed), sha256, passed ? 'passed' : 'FAILED'],
  ]);
  const minutes = results.reduce((sum, result) => sum + result.minutes, 0);
  return `# Evidence

Written by \`npm run prove\`, which tries to prove the authorizer wrong; never by hand.
**${!results.every(holds) ? 'SOMETHING FAILED.' : isWhole(results) ? 'Nothing is unexplained.' : 'INCOMPLETE.'}**
${minutes.toFixed(0)} minutes on ${availableParallelism()} cores, Node ${process.version}.

${table(['step', 'date', 'minutes', 'seed', 'function', 'outcome'], '|---|---|--:|--:|---|---|', steps)}

\`npm run prove -- --step oracles --seed …\` repeats the random choices of a step. *Function* is the start of the SHA-256 of what was
tested, \`assets/lambda/index/index.js\`.

${SECTIONS.map((section) => sectionOf(section, rows)).join('\n')}
## Held against

${table(['package', 'version'], '|---|---|', Object.entries(proofVersions()))}
`;
}

function sectionOf(section: string, rows: Evidence[]): string {
  const cells = rows
    .filter((row) => row.section === section)
    .map(({ what, count, unexplained, remark = '' }) => [
      ...[what, count.toLocaleString('en'), unexplained.toLocaleString('en'), remark],
    ]);
  return `## ${section}\n\n${table(['tried', 'times', 'unexplained', 'remark'], '|---|--:|--:|---|', cells)}\n`;
}

function table(head: string[], alignment: string, rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), alignment, ...rows.map(line)].join('\n');
}
