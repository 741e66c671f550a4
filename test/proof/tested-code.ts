import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { STEP_NAMES, STEPS, type StepName } from './steps';

const ROOT = join(__dirname, '..', '..');

/**
 * The first 12 hexadecimal digits of the SHA-256 of the code that a step tests: the names of its files and their content, without
 * comments and types.
 */
export function hashOfTestedCode(step: StepName): string {
  const hash = createHash('sha256');
  for (const file of STEPS[step].tested.flatMap(filesOf)) hash.update(`${file}\n`).update(codeOf(file));
  return hash.digest('hex').slice(0, 12);
}

/** The hash of the code that each step would test now. */
export function hashesOfCode(): Record<StepName, string> {
  return Object.fromEntries(STEP_NAMES.map((step) => [step, hashOfTestedCode(step)])) as Record<StepName, string>;
}

function codeOf(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return file.endsWith('.ts') ? transformSync(text, { loader: 'ts', minifyWhitespace: true }).code : text;
}

/** A file itself, or the files of a folder in a stable order. */
function filesOf(path: string): string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesOf(`${path}/${name}`));
}
