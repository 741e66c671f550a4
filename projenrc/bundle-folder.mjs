import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/*
 * Bundles one folder into lib/<folder>/index.js, and writes the licences of the packages that the bundle contains beside it.
 * Usage: node projenrc/bundle-folder.mjs FOLDER
 */

const [, , folder] = process.argv;
const target = join('lib', folder);

const { metafile } = await build({
  entryPoints: [`${folder}/index.ts`],
  outfile: join(target, 'index.js'),
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  legalComments: 'none', // LICENSES.txt has the texts in full
  metafile: true,
});

// The files of a page are read at run time, from beside the bundle.
const page = join(folder, 'clerk/page');
if (existsSync(page)) cpSync(page, join(target, 'page'), { recursive: true });

const [{ inputs }] = Object.values(metafile.outputs);
const packages = new Set(
  Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
);
const notices = [...packages].sort().map(noticeOf);
const file = join(target, 'LICENSES.txt');
if (notices.length > 0) writeFileSync(file, notices.join(`\n${'-'.repeat(80)}\n\n`));
else if (existsSync(file)) rmSync(file);

/** Fails if a package has no licence text: it could not be published. */
function noticeOf(root) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = readdirSync(root).find((entry) => /^licen[cs]e/i.test(entry));
  if (!text) throw new Error(`${name} has no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(root, text), 'utf8').trim()}\n`;
}
