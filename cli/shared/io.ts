import type { styleText } from 'node:util';

/** The surroundings of a command. Tests provide their own. */
export interface Io {
  /** Writes the answer to standard output, followed by a line break. */
  print(text: string): void;
  /** Writes a warning or an error to standard error, followed by a line break. */
  warn(text: string): void;
  /** Returns standard input as text, or undefined if it is a terminal. Refuses more than `maxBytes`. */
  readInput(maxBytes: number): Promise<string | undefined>;
  /** Resolves when the process is told to end, by Ctrl-C (SIGINT) or SIGTERM. */
  untilStopped(): Promise<void>;
  /** Colours a text, or returns it as it is where the output is no terminal. */
  readonly style: (format: Format, text: string) => string;
  /** The width of the terminal in columns; undefined in a pipe. */
  readonly columns: number | undefined;
  /** Returns the current time in milliseconds since the epoch. */
  readonly now: () => number;
}

export type Format = Parameters<typeof styleText>[0];
