import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes';
import { SetupError } from './setup-error';
import { localEnvironment, ROOT, WORKSPACE } from './workspace';

const MINIMUM = [3, 10] as const;
const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const REQUIREMENTS = join(ROOT, 'local', 'emulator', 'requirements.txt');
const VENV = join(WORKSPACE, 'venv');

/** Installs the emulator into a virtual environment, unless its requirements are unchanged. Returns the path of its Python. */
export async function preparePython(): Promise<string> {
  const python = join(VENV, 'bin', 'python');
  const installed = join(VENV, 'installed.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return python;

  const base = await findPython();
  rmSync(VENV, { recursive: true, force: true });
  const options = { env: localEnvironment() };
  await run(base, ['-m', 'venv', VENV], options);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS], options);
  // Written last, so that an interrupted installation is repeated.
  writeFileSync(installed, wanted);
  return python;
}

async function findPython(): Promise<string> {
  for (const candidate of CANDIDATES) {
    const version = await run(candidate, ['-c', 'import sys; print(*sys.version_info[:2])']).catch(() => '');
    const [major, minor] = version.trim().split(' ').map(Number);
    if (major === MINIMUM[0] && minor >= MINIMUM[1]) return candidate;
  }
  throw new SetupError(`The AWS emulator is written in Python: install Python ${MINIMUM.join('.')} or newer.`);
}
