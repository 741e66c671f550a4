import type { RunningEmulator } from './emulator';
import { askService } from './service';

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
  const { logGroups } = await askService<LogGroups>(emulator, 'Logs_20140328.DescribeLogGroups', {
    logGroupNamePattern: query.group,
  });
  const messages: string[] = [];
  for (const { logGroupName } of logGroups) {
    const filter = { logGroupName, filterPattern: `"${query.contains}"`, startTime: query.since };
    const { events } = await askService<LogEvents>(emulator, 'Logs_20140328.FilterLogEvents', filter);
    messages.push(...events.map(({ message }) => message));
  }
  return messages;
}
