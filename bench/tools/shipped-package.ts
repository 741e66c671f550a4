import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Returns the main file of the package as it ships. Throws if it is missing or older than `src/`. */
export function shippedPackage(): string {
  const file = join(ROOT, 'lib/index.js');
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const changed = Math.max(...sources.map((name) => statSync(join(ROOT, 'src', name)).mtimeMs));
  if (existsSync(file) && statSync(file).mtimeMs > changed) return file;
  throw new Error('lib/index.js is older than src/; run: npx projen compile && node projenrc/bundle-constructs.mjs');
}
