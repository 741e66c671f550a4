import { readFileSync } from 'node:fs';
import type { ImportJob, ImportResult } from '../children/import';
import type { Setup } from '../setup';
import { runChild } from '../tools/child';
import { shippedPackage } from '../tools/shipped-package';
import { median } from '../tools/statistics';
import { table } from '../tools/table';

/** The CPU time in milliseconds of importing the package, once the parts of the CDK that it uses are loaded. */
export async function measureImport({ bundles, folder, node, quick }: Setup): Promise<number> {
  const options = { script: bundles.children.import, folder, node };
  const job: ImportJob = { entry: shippedPackage(), preload: [] };
  const { peers } = await runChild<ImportResult>(job, options);
  // An app imports them by name, so that Node has read the package.json of the CDK by then.
  const names = [...readFileSync(job.entry, 'utf8').matchAll(/require\("((?:aws-cdk-lib|constructs)[^"]*)"\)/g)];
  const preload = [...peers, ...names.map(([, name]) => name)];
  const samples: number[] = [];
  for (let round = 0; round < (quick ? 5 : 31); round++) {
    samples.push((await runChild<ImportResult>({ ...job, preload }, options)).milliseconds);
  }
  return median(samples);
}

export function showImport(milliseconds: number): string {
  return table(['Import', 'ms'], [['the package, once the CDK is loaded', milliseconds.toFixed(1)]]);
}
