import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningEmulator } from '../../../local/emulator/emulator';
import { WORKSPACE } from '../../../local/emulator/workspace';

interface LogGroups {
  readonly logGroups: { readonly logGroupName: string }[];
}
interface LogEvents {
  readonly events: { readonly message: string }[];
}

/** Counts the reasons for refusals in the logs of a stack's authorizers. */
export async function refusalReasons(emulator: RunningEmulator, stack: string): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  const inStack = { logGroupNamePattern: `/${stack}/` };
  const { logGroups } = await ask<LogGroups>(emulator, 'DescribeLogGroups', inStack);
  for (const { logGroupName } of logGroups) {
    const { events } = await ask<LogEvents>(emulator, 'FilterLogEvents', { logGroupName, filterPattern: '"deny"' });
    for (const { message } of events) {
      const { reason } = JSON.parse(message);
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
  }
  return reasons;
}

/** Counts the timeouts of a stack's functions in the log of the emulator. API Gateway answers 5xx to each. */
export function timeouts(stack: string): number {
  const log = readFileSync(join(WORKSPACE, 'emulator.log'), 'utf8');
  return log.match(new RegExp(`Lambda ${stack}-\\S+ timed out`, 'g'))?.length ?? 0;
}

async function ask<Answer>({ endpoint }: RunningEmulator, operation: string, input: object): Promise<Answer> {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `Logs_20140328.${operation}`,
    // The emulator reads the service and the region from this header and does not verify the signature.
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/logs/aws4_request, SignedHeaders=host, Signature=-',
  };
  const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  return (await response.json()) as Answer;
}
