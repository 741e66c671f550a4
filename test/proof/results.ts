import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence';
import type { StepName } from './steps';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, '.prove'); // ignored by Git

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
  rmSync(FOLDER, { recursive: true, force: true });
}

/** Saves a result until its step runs again, so that one step can be repeated without the others. */
export function saveResult(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(result.step), JSON.stringify(result));
}

export function readResult(step: StepName): Result | undefined {
  return existsSync(fileOf(step)) ? JSON.parse(readFileSync(fileOf(step), 'utf8')) : undefined;
}

function fileOf(step: StepName): string {
  return join(FOLDER, `${step}.json`);
}
