import type { RunningEmulator } from '../../../local/emulator/emulator';

interface LogGroups {
  readonly logGroups: { readonly logGroupName: string }[];
}
interface LogEvents {
  readonly events: { readonly message: string }[];
}

/** Selects log groups by a part of their names, and log events by what they contain and when they were written. */
export interface LogQuery {
  readonly group: string;
  readonly contains: string;
  /** Milliseconds since 1970; all events by default. */
  readonly since?: number;
}

/** Returns the matching messages of all matching log groups. */
export async function logMessages(emulator: RunningEmulator, query: LogQuery): Promise<string[]> {
  const { logGroups } = await ask<LogGroups>(emulator, 'DescribeLogGroups', { logGroupNamePattern: query.group });
  const messages: string[] = [];
  for (const { logGroupName } of logGroups) {
    const filter = { logGroupName, filterPattern: `"${query.contains}"`, startTime: query.since };
    const { events } = await ask<LogEvents>(emulator, 'FilterLogEvents', filter);
    messages.push(...events.map(({ message }) => message));
  }
  return messages;
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
