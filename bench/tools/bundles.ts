import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import type { CandidateName } from '../candidates';
import { fetchPackage } from './registry';

const BENCH = join(__dirname, '..');
const SHIPPED = join(BENCH, '../assets/lambda/index/index.js');

/** The options with which the shipped function is bundled. */
const FLAGS: BuildOptions = { bundle: true, minify: true, platform: 'node', target: 'node22', format: 'cjs' };

const FILES = {
  handWritten: 'candidates/hand-written.ts',
  jose: 'candidates/jose.ts',
  jsonwebtoken: 'candidates/jsonwebtoken.ts',
  awsJwtVerify: 'candidates/aws-jwt-verify.ts',
  fastJwt: 'candidates/fast-jwt.ts',
  clerkBackend: 'candidates/clerk-backend.ts',
  article: 'candidates/article.ts',
  empty: 'candidates/empty.ts',
} as const;

const CHILDREN = {
  cold: 'cold.ts',
  warm: 'warm.ts',
  refusals: 'refusals.ts',
  memory: 'memory.ts',
  synth: 'synth.ts',
  import: 'import.ts',
} as const;

/** The paths of the bundles. */
export interface Bundles {
  readonly candidates: Record<CandidateName | 'empty', string>;
  readonly children: Record<keyof typeof CHILDREN, string>;
}

/** Bundles all candidates except this package, which is measured as it ships, and the child scripts. */
export function bundleAll(folder: string): Bundles {
  checkShipped();
  const candidates = compile(FILES, join(folder, 'candidates'), (file) => join(BENCH, file));
  const children = compile(CHILDREN, join(folder, 'children'), (file) => join(BENCH, 'children', file));
  const ours = join(folder, 'ours.js'); // a copy, in case the bundle is rebuilt during the run
  copyFileSync(SHIPPED, ours);
  return { candidates: { ours, ...candidates }, children };
}

function compile<Name extends string>(
  files: Record<Name, string>,
  outdir: string,
  locate: (file: string) => string,
): Record<Name, string> {
  const nodePaths = [fetchPackage('fast-jwt@6')];
  const entries = Object.entries(files) as [Name, string][];
  buildSync({ ...FLAGS, entryPoints: entries.map(([, file]) => locate(file)), outdir, logLevel: 'error', nodePaths });
  const paths = entries.map(([name, file]) => [name, join(outdir, basename(file, '.ts').concat('.js'))]);
  return Object.fromEntries(paths);
}

/** Throws if the bundle was not built from the current sources. */
function checkShipped(): void {
  const shipped = existsSync(SHIPPED) ? readFileSync(SHIPPED, 'utf8') : undefined;
  const entryPoints = [join(BENCH, '../lambda/index.ts')];
  const [built] = buildSync({ ...FLAGS, entryPoints, write: false }).outputFiles;
  if (shipped === built.text) return;
  throw new Error(`${shipped ? 'The bundle is older than lambda/' : 'There is no bundle'}; run: npx projen bundle`);
}
