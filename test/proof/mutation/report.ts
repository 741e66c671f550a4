import { readFileSync } from 'node:fs';

/** A change of the code and its result. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly status: Status;
  /** The line on which the change begins. */
  readonly code: string;
  readonly original: string;
  readonly replacement: string;
}

type Status =
  | 'Killed'
  /** Counts as killed: the code does not terminate, or takes many times as long. */
  | 'Timeout'
  | 'Survived'
  | 'NoCoverage'
  /** The other results say nothing about the tests. */
  | 'CompileError'
  | 'RuntimeError'
  | 'Ignored'
  | 'Pending';

/** @see https://github.com/stryker-mutator/mutation-testing-elements/tree/master/packages/report-schema */
interface Report {
  readonly files: Record<string, { readonly source: string; readonly mutants: ReportedMutant[] }>;
}

interface ReportedMutant {
  readonly status: Status;
  readonly replacement: string;
  /** Line and column start at 1; `end` is after the last character. */
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

export function readReport(file: string): Mutant[] {
  const { files }: Report = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(files).flatMap(([name, { source, mutants }]) => {
    const lines = source.split('\n');
    const offsetOf = ({ line, column }: Position) =>
      lines.slice(0, line - 1).join('\n').length + (line > 1 ? column : column - 1);
    return mutants.map(({ status, replacement, location: { start, end } }) => ({
      file: name,
      line: start.line,
      status,
      code: (lines[start.line - 1] ?? '').trim(),
      original: source.slice(offsetOf(start), offsetOf(end)),
      replacement,
    }));
  });
}
