import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence';
import type { StepName } from './steps';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, '.prove'); // ignored by Git
const BUNDLE = join(ROOT, 'assets', 'lambda', 'index', 'index.js');

export const EVIDENCE_FILE = join(ROOT, 'docs', 'evidence.md');

/** The result of a step that has run. */
export interface Result {
  readonly step: StepName;
  readonly date: string;
  readonly minutes: number;
  readonly seed: number;
  /** The hash of the bundled function at the time. Steps with the same hash tested the same function. */
  readonly sha256: string;
  readonly evidence: Evidence[];
}

/** The first 12 hexadecimal digits of the SHA-256 of the bundled function. */
export function sha256OfBundle(): string {
  return createHash('sha256').update(readFileSync(BUNDLE)).digest('hex').slice(0, 12);
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
