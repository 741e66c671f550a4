import { VERDICTS } from './report';

/**
 * Reads docs/evidence.md and returns every reason why it is not valid for a function: another function was tested, a step
 * failed, or a step is missing. Returns an empty list if the evidence is valid.
 */
export function evidenceProblems(report: string, sha256: string): string[] {
  const tested = new Set([...report.matchAll(/\| ([0-9a-f]{12}) \|/g)].map(([, hash]) => hash));
  const others = [...tested].filter((hash) => hash !== sha256);
  const failed = report.split('\n').filter(hasFailed);
  return [
    ...(others.length > 0 ? [`it is of the function ${others.join(', ')}, and the bundle is ${sha256}`] : []),
    ...failed.map((row) => `this row failed: ${row}`),
    ...(report.includes(`**${VERDICTS.passed}**`) ? [] : [`it does not say "${VERDICTS.passed}"`]),
  ];
}

/** Whether a line is the row of a failed step (6 columns), or a row of evidence with unexplained results (4 columns). */
function hasFailed(line: string): boolean {
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  const [, , unexplained, ...more] = cells.map((cell) => cell.trim());
  return cells.length === 4 ? /^[\d,]+$/.test(unexplained) && unexplained !== '0' : more.at(-1) === 'FAILED';
}
