import type { Io } from '../../../cli/shared/io';

/** The surroundings of a command in a test: it collects what the command writes. */
export interface TestIo extends Io {
  readonly out: string;
  readonly err: string;
}

/** Without an input, standard input is a terminal. */
export function testIo({ input, now = Date.now }: { input?: string; now?: () => number } = {}): TestIo {
  const written = { out: '', err: '' };
  return {
    get out() {
      return written.out;
    },
    get err() {
      return written.err;
    },
    print: (text) => {
      written.out += `${text}\n`;
    },
    warn: (text) => {
      written.err += `${text}\n`;
    },
    readInput: async () => input,
    untilStopped: async () => undefined,
    style: (_, text) => text,
    columns: undefined,
    now,
  };
}
