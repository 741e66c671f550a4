import type { Format, Io } from '../shared/io';
import type { Finding } from './findings';

const MARKS: Record<Finding['level'], [mark: string, colour: Format]> = {
  error: ['✗', 'red'],
  warning: ['!', 'yellow'],
  ok: ['✓', 'green'],
};

/** Writes the verdict first, and under each finding what to do about it. */
export function asFindings(findings: readonly Finding[], io: Io): string {
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const verdict = errors > 0 ? `${errors} of ${findings.length} checks failed` : `${findings.length} checks passed`;
  const lines = findings.map(({ level, id, what, fix }) => {
    const [mark, colour] = MARKS[level];
    const line = `${io.style(colour, mark)} ${what}${id ? ` [${id}]` : ''}`;
    return fix === undefined ? line : `${line}\n    ${fix}`;
  });
  const colour = MARKS[errors > 0 ? 'error' : 'ok'][1];
  const noted = warnings > 0 ? `, ${warnings} with a warning` : '';
  return [io.style(colour, `${verdict}${errors > 0 ? '' : noted}`), '', ...lines].join('\n');
}
