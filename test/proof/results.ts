import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence';
import type { StepName } from './steps';

const ROOT = join(__dirname, '..', '..');
/** Git ignores it. */
const FOLDER = join(ROOT, '.prove');
const BUNDLE = join(ROOT, 'assets', 'lambda', 'index', 'index.js');

/** A step that was run, and what it saw. */
export interface Result {
  readonly step: StepName;
  readonly date: string;
  readonly minutes: number;
  readonly passed: boolean;
  readonly seed: number;
  /** Of the function that was there: steps that name the same one are about the same code. */
  readonly sha256: string;
  readonly evidence: Evidence[];
}

export function sha256OfFunction(): string {
  return createHash('sha256').update(readFileSync(BUNDLE)).digest('hex').slice(0, 12);
}

/** So that nothing is left of what was seen before. */
export function forget(): void {
  rmSync(FOLDER, { recursive: true, force: true });
}

/** Kept until the step is run again, so that one of them can be repeated without the others. */
export function keep(result: Result): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(result.step), JSON.stringify(result));
}

export function kept(step: StepName): Result | undefined {
  return existsSync(fileOf(step)) ? JSON.parse(readFileSync(fileOf(step), 'utf8')) : undefined;
}

function fileOf(step: StepName): string {
  return join(FOLDER, `${step}.json`);
}
