import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bundles, bundleAll } from './tools/bundles';
import { type OfflineClerk, offlineClerk } from './workload/instance';

/** What all sections work with. */
export interface Setup {
  /** Emptied when the process ends. */
  readonly folder: string;
  readonly bundles: Bundles;
  readonly clerk: OfflineClerk;
  /** Fewer rounds: to see that it runs, not to quote. */
  readonly quick: boolean;
}

export async function setUp(quick: boolean): Promise<Setup> {
  const folder = mkdtempSync(join(tmpdir(), 'clerk-authorizer-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { folder, bundles: bundleAll(folder), clerk: await offlineClerk(), quick };
}
