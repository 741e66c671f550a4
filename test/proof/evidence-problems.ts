import { VERDICTS } from './report';
import type { StepName } from './steps';

/**
 * Reads docs/evidence.md and returns every reason why it is not valid: a step is missing, has tested other code, or has failed.
 * `code` is the hash of the code that each step would test today. Returns an empty list if the evidence is valid.
 */
export function evidenceProblems(report: string, code: Readonly<Record<StepName, string>>): string[] {
  const rows = report.split('\n').map(cellsOf);
  const outdated = Object.entries(code).flatMap(([step, hash]) => {
    const row = rows.find(([name]) => name === step);
    if (!row) return [`the step ${step} is missing`];
    return row[4] === hash ? [] : [`the step ${step} has tested the code ${row[4]}, which is ${hash} today`];
  });
  const failed = rows.filter(hasFailed).map((row) => `this row failed: ${row.join(' | ')}`);
  return [
    ...outdated,
    ...failed,
    ...(report.includes(`**${VERDICTS.passed}**`) ? [] : [`it does not say "${VERDICTS.passed}"`]),
  ];
}

/** Whether a row is of a failed step (6 columns), or is evidence with unexplained results (4 columns). */
function hasFailed(row: string[]): boolean {
  const [, , unexplained] = row;
  return row.length === 4 ? /^[\d,]+$/.test(unexplained) && unexplained !== '0' : row[5] === 'FAILED';
}

/** The cells of a line of a table. */
function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
