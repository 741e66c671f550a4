import type { Options } from './options';

export const PROGRAM = 'cdk-clerk-authorizer';

/** The parts of the help of a command. */
export interface HelpTopic {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The arguments behind the name, such as `[TEMPLATE] [options]`. */
  readonly usage: string;
  /** The description of the command and of its exit codes. */
  readonly details: string;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [does: string, commandLine: string])[];
  readonly options: Options;
}

/** Writes the help of a command. */
export function helpOf({ name, usage, summary, details, examples, options }: HelpTopic): string {
  return [
    `${PROGRAM} ${name} ${usage}`,
    summary,
    details.trim(),
    `Examples\n${examples.map(([does, line]) => `  ${does}\n    ${line}`).join('\n')}`,
    `Options\n${columns(Object.entries(options).map(optionRow))}`,
  ].join('\n\n');
}

/** Writes rows of two columns, of which the first is as wide as its longest entry. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join('\n');
}

function optionRow([name, { short, value, description }]: [string, Options[string]]): [string, string] {
  const long = value ? `--${name} ${value}` : `--${name}`;
  return [short ? `-${short}, ${long}` : long, description];
}
