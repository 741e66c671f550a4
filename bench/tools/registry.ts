import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const CACHE = join(__dirname, '../../node_modules/.cache/bench');

/** Fetches a package, such as `node@22`, unless an earlier run has done so. Returns the `node_modules` folder that holds it. */
export function fetchPackage(specifier: string): string {
  const folder = join(CACHE, specifier);
  const modules = join(folder, 'node_modules');
  if (existsSync(modules)) return modules;
  mkdirSync(folder, { recursive: true });
  // The package `node` downloads its binary in an install script.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--ignore-scripts=false', '--prefix', folder, specifier], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return modules;
}

/** The Node lines that Lambda offers. */
export const NODE_LINES = ['22', '24'];

/** Returns the path of the newest Node of a line. */
export function nodeOf(line: string): string {
  return join(fetchPackage(`node@${line}`), 'node/bin/node');
}
