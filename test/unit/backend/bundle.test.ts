import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';

const { outputFiles, metafile } = buildSync({
  entryPoints: ['backend/index.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  write: false,
  metafile: true,
  outfile: 'index.js',
});

test('backend/ has at most 16 KB', () => {
  expect(outputFiles[0].contents.length).toBeLessThanOrEqual(16 * 1024);
});

test('backend/ contains its own code and that of lambda/, and imports nothing', () => {
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  const folders = Object.keys(metafile.inputs).map((file) => file.split('/')[0]);
  expect([...new Set(folders)].sort()).toEqual(['backend', 'lambda', 'src']);
  expect(Object.keys(metafile.inputs).filter((file) => file.startsWith('src/'))).toEqual([
    'src/policy/policy-document.ts',
  ]);
});
