import { availableParallelism } from 'node:os';
import { type Evidence, SECTIONS } from './evidence';
import type { Result } from './results';
import { STEP_NAMES } from './steps';
import { testedVersions } from './versions';

export const VERDICTS = { passed: 'Everything passed.', failed: 'SOMETHING FAILED.', incomplete: 'INCOMPLETE.' };

/** Whether every finding of a step is explained. */
export function hasPassed({ evidence }: Result): boolean {
  return evidence.every(({ unexplained }) => unexplained === 0);
}

/** Whether every step has run and every section has evidence. */
function isComplete(results: Result[]): boolean {
  const sections = new Set(results.flatMap(({ evidence }) => evidence.map(({ section }) => section)));
  return sections.size === SECTIONS.length && results.length === STEP_NAMES.length;
}

export function toMarkdown(results: Result[]): string {
  const rows = results.flatMap(({ evidence }) => evidence);
  const steps = results.map((result) => {
    const { step, date, minutes, seed, tested } = result;
    return [step, date, minutes.toFixed(1), String(seed), tested, hasPassed(result) ? 'passed' : 'FAILED'];
  });
  const minutes = results.reduce((sum, result) => sum + result.minutes, 0);
  const verdict = !results.every(hasPassed) ? 'failed' : isComplete(results) ? 'passed' : 'incomplete';
  return `# Evidence

This page says what the authorizer and the constructs were tested against, how often, and with which result: other
implementations, fuzzers, faults, a deployed emulator and mutants of the code. \`npm run prove\` writes it.

**${VERDICTS[verdict]}** ${minutes.toFixed(0)} minutes on ${availableParallelism()} cores, Node ${process.version}.

${table(['step', 'date', 'minutes', 'seed', 'code', 'outcome'], '|---|---|--:|--:|---|---|', steps)}

\`npm run prove -- --step oracles --seed …\` repeats the random choices of a step. *Code* is the start of the SHA-256 of what the step
tested: the bundled functions in \`assets/lambda\`, or the files of \`src/\` that were mutated. \`npx projen evidence:check\` compares
it with the code of today.

${SECTIONS.map((section) => sectionOf(section, rows)).join('\n')}
## Tested with

${table(['package', 'version'], '|---|---|', Object.entries(testedVersions()))}
`;
}

function sectionOf(section: string, rows: Evidence[]): string {
  const cells = rows
    .filter((row) => row.section === section)
    .map(({ what, count, unexplained, remark = '' }) => [
      ...[what, count.toLocaleString('en'), unexplained.toLocaleString('en'), remark],
    ]);
  return `## ${section}\n\n${table(['tested', 'times', 'unexplained', 'remark'], '|---|--:|--:|---|', cells)}\n`;
}

function table(head: string[], alignment: string, rows: string[][]): string {
  const text = (cell: string) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const line = (cells: string[]) => `| ${cells.map(text).join(' | ')} |`;
  return [line(head), alignment, ...rows.map(line)].join('\n');
}
