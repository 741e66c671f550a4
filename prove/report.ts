import { availableParallelism } from 'node:os';
import { type Evidence, SECTIONS } from './evidence';

/** A part of the proof, and how it ended. */
export interface Step {
  readonly title: string;
  readonly minutes: number;
  readonly passed: boolean;
}

export interface Proof {
  readonly seed: number;
  /** What was proven, and what it was held against, each with its version. */
  readonly versions: Readonly<Record<string, string>>;
  readonly steps: Step[];
  readonly evidence: Evidence[];
}

/** Whether all has been run, and nothing seen that nobody has explained. */
export function holds({ steps, evidence }: Proof): boolean {
  const isComplete = SECTIONS.every((section) => evidence.some((row) => row.section === section));
  return isComplete && steps.every(({ passed }) => passed) && evidence.every(({ unexplained }) => unexplained === 0);
}

export function toMarkdown(proof: Proof): string {
  const { seed, versions, steps, evidence } = proof;
  const minutes = steps.reduce((sum, step) => sum + step.minutes, 0).toFixed(0);
  return `# Evidence

Written by \`npm run prove\`, which tries to prove the authorizer wrong; never by hand. **${
    holds(proof) ? 'Nothing is unexplained.' : 'SOMETHING FAILED: see below.'
  }**

${new Date().toISOString().slice(0, 10)}, ${minutes} minutes on ${availableParallelism()} cores, Node ${process.version}, seed ${seed}
(\`npm run prove -- --seed ${seed}\` repeats the random choices).

${SECTIONS.map((section) => sectionOf(section, evidence)).join('\n')}
## Steps

${table(
  ['step', 'minutes', 'outcome'],
  '|---|--:|---|',
  steps.map(({ title, minutes, passed }) => [title, minutes.toFixed(1), passed ? 'passed' : 'FAILED']),
)}

## Versions

${table(['package', 'version'], '|---|---|', Object.entries(versions))}
`;
}

function sectionOf(section: string, evidence: Evidence[]): string {
  const rows = evidence.filter((row) => row.section === section);
  const cells = rows.map(({ what, count, unexplained, remark = '' }) => [
    what,
    count.toLocaleString('en'),
    unexplained.toLocaleString('en'),
    remark,
  ]);
  return `## ${section}\n\n${table(['tried', 'times', 'unexplained', 'remark'], '|---|--:|--:|---|', cells)}\n`;
}

function table(head: string[], alignment: string, rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), alignment, ...rows.map(line)].join('\n');
}
