import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { CANDIDATE_NAMES, CANDIDATES, type CandidateName } from '../candidates';
import type { Setup } from '../setup';
import { table } from '../tools/table';

export type Sizes = Record<CandidateName | 'empty', { readonly minified: number; readonly gzip: number }>;

export async function measureSizes({ bundles }: Setup): Promise<Sizes> {
  const sizes = Object.entries(bundles.candidates).map(([name, path]) => {
    const code = readFileSync(path);
    return [name, { minified: code.length, gzip: gzipSync(code, { level: 9 }).length }];
  });
  return Object.fromEntries(sizes);
}

export function showSizes(sizes: Sizes): string {
  const rows = CANDIDATE_NAMES.map((name) => [CANDIDATES[name], sizes[name].minified, sizes[name].gzip]);
  return table(['Bundle, bytes', 'minified', 'gzip'], rows);
}
