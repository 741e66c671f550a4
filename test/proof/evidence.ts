import { appendFileSync, readFileSync } from 'node:fs';

export const SECTIONS = [
  'Tokens',
  'Rules',
  'Known attacks',
  'Fuzzing',
  'Faults',
  'Cache and routing',
  'Load',
  'Mutants',
  'Exit codes',
] as const;

/** One row of docs/evidence.md. */
export interface Evidence {
  readonly section: (typeof SECTIONS)[number];
  /** The subject of the test and its oracle. */
  readonly what: string;
  /** The number of tests. */
  readonly count: number;
  /** The number of results that are neither expected nor explained. The report fails if it is not 0. */
  readonly unexplained: number;
  /** Details that a reader needs to judge the numbers. */
  readonly remark?: string;
}

/** Adds a row to the report. A test calls it after its assertions. Does nothing outside of `npm run prove`. */
export function record(evidence: Evidence): void {
  const file = process.env.PROVE_EVIDENCE;
  if (file) appendFileSync(file, `${JSON.stringify(evidence)}\n`);
}

export function readEvidence(file: string): Evidence[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
