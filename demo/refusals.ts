import type { RunningEmulator } from '../local/emulator/emulator';
import { logMessages } from '../local/emulator/logs';

/** The line that an authorizer function logged about a refusal. */
export interface RefusalLine {
  readonly routeKey?: string;
  readonly httpMethod?: string;
  readonly reason: string;
  readonly remedy: string;
  /** The part of the rule that is not met. Present if the reason is `rule-not-met`. */
  readonly unmetPart?: string;
  readonly unmetBecause?: string;
}

const REASON_WIDTH = 34;

/** Returns what the authorizer functions of all stacks have logged about refusals. */
export async function refusalLines(emulator: RunningEmulator): Promise<RefusalLine[]> {
  const messages = await logMessages(emulator, { group: '/', contains: '"decision":"deny"' });
  return messages.map((message) => JSON.parse(message));
}

/** Says whether every refusal was logged with what an operator needs: its reason, what to do, and the rule if it is about one. */
export function refusalVerdict(lines: readonly RefusalLine[]): string {
  const isUseful = ({ reason, remedy, unmetPart }: RefusalLine) =>
    Boolean(reason && remedy) && (reason !== 'rule-not-met' || unmetPart !== undefined);
  const useless = lines.filter((line) => !isUseful(line)).length;
  if (useless > 0) return `✗ ${useless} of ${lines.length} refusals were logged without a reason, a rule or a remedy.`;
  return `✓ The Lambda authorizers logged ${lines.length} refusals, each with its reason, the unmet part of its rule, and what to do.`;
}

/** Writes how often requests were refused for each reason, the unmet part of the rule, and what to do. */
export function refusalTable(lines: readonly RefusalLine[]): string {
  const counts = new Map<string, { readonly line: RefusalLine; count: number }>();
  for (const line of lines) {
    const key = JSON.stringify([line.reason, line.unmetPart, line.unmetBecause]);
    const entry = counts.get(key) ?? { line, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  const entries = [...counts.values()].sort((one, other) => other.count - one.count);
  return entries.flatMap(({ line, count }) => describe(line, count)).join('\n');
}

function describe({ reason, remedy, unmetPart, unmetBecause }: RefusalLine, count: number): string[] {
  const head = `${String(count).padStart(5)}  ${reason.padEnd(REASON_WIDTH)}`;
  const [whatToDo] = remedy.split(/[.:;] /);
  const rule = unmetPart === undefined ? [] : [`${' '.repeat(7)}${unmetPart}: ${unmetBecause}`];
  return [`${head}${whatToDo}`, ...rule];
}
