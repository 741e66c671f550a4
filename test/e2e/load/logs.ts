import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningEmulator } from '../../../local/emulator/emulator';
import { logMessages } from '../../../local/emulator/logs';
import { WORKSPACE } from '../../../local/emulator/workspace';

/** Counts the reasons for refusals in the logs of a stack's authorizers. */
export async function refusalReasons(emulator: RunningEmulator, stack: string): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  for (const message of await logMessages(emulator, { group: `/${stack}/`, contains: 'deny' })) {
    const { reason } = JSON.parse(message);
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return reasons;
}

/** Counts the timeouts of a stack's functions in the log of the emulator. API Gateway answers 5xx to each. */
export function timeouts(stack: string): number {
  const log = readFileSync(join(WORKSPACE, 'emulator.log'), 'utf8');
  return log.match(new RegExp(`Lambda ${stack}-\\S+ timed out`, 'g'))?.length ?? 0;
}
