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
] as const;

/** One row of docs/evidence.md. */
export interface Evidence {
  readonly section: (typeof SECTIONS)[number];
  /** What was tried, and who judged it. */
  readonly what: string;
  /** How often. */
  readonly count: number;
  /** How many of these nobody has explained. The report fails on any. */
  readonly unexplained: number;
  /** What a reader needs to know to believe it. */
  readonly remark?: string;
}

/** Notes what has been seen; a test calls it after its assertions. Does nothing outside of `npm run prove`. */
export function record(evidence: Evidence): void {
  const file = process.env.PROVE_EVIDENCE;
  if (file) appendFileSync(file, `${JSON.stringify(evidence)}\n`);
}

export function readEvidence(file: string): Evidence[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
