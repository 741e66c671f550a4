import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence';
import type { StepName } from './steps';

const ROOT = join(__dirname, '..', '..');
/** Committed, so that one step can be repeated in a fresh clone. */
const FOLDER = join(__dirname, 'results');

/** Stryker keeps here which mutants were killed in earlier runs. */
export const MUTANTS_FOLDER = join(ROOT, '.prove');

export const EVIDENCE_FILE = join(ROOT, 'docs', 'evidence.md');

/** The result of a step that has run. */
export interface Result {
  readonly step: StepName;
  readonly date: string;
  readonly minutes: number;
  readonly seed: number;
  /** The hash of the code that the step tested. */
  readonly tested: string;
  readonly evidence: Evidence[];
}

/** Deletes the results of all earlier runs. */
export function clearResults(): void {
  for (const folder of [FOLDER, MUTANTS_FOLDER]) rmSync(folder, { recursive: true, force: true });
}

/** Saves a result until its step runs again, so that one step can be repeated without the others. */
export function saveResult(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(result.step), `${JSON.stringify(result, null, 2)}\n`);
}

export function readResult(step: StepName): Result | undefined {
  return existsSync(fileOf(step)) ? JSON.parse(readFileSync(fileOf(step), 'utf8')) : undefined;
}

function fileOf(step: StepName): string {
  return join(FOLDER, `${step}.json`);
}
