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
  const samples: number[] = [];
  for (let round = 0; round < (quick ? 5 : 31); round++) {
    samples.push((await runChild<ImportResult>({ ...job, preload: peers }, options)).milliseconds);
  }
  return median(samples);
}

export function showImport(milliseconds: number): string {
  return table(['Import', 'ms'], [['the package, once the CDK is loaded', milliseconds.toFixed(1)]]);
}
