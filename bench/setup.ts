import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundles, bundleAll } from './tools/bundles';
import { type OfflineClerk, offlineClerk } from './workload/instance';

/** The resources that all sections use. */
export interface Setup {
  /** A temporary folder, deleted when the process ends. */
  readonly folder: string;
  readonly bundles: Bundles;
  readonly clerk: OfflineClerk;
  /** The path of the Node that is measured. */
  readonly node: string;
  /** Whether to run fewer rounds, as a check that it runs. */
  readonly quick: boolean;
}

export async function setUp(quick: boolean): Promise<Setup> {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-authorizer-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { folder, bundles: bundleAll(folder), clerk: await offlineClerk(), node: process.execPath, quick };
}
