import { styleText } from 'node:util';
import type { Io } from './io';
import { UsageError } from './usage-error';

/** Returns the streams and the clock of this process. */
export function processIo(): Io {
  const { stdin, stdout, stderr } = process;
  const isColoured = stdout.isTTY && stdout.hasColors(); // it respects NO_COLOR and FORCE_COLOR
  return {
    print: (text) => stdout.write(`${text}\n`),
    warn: (text) => stderr.write(`${text}\n`),
    async readInput(maxBytes) {
      if (stdin.isTTY) return undefined;
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of stdin) {
        size += chunk.length;
        if (size > maxBytes) throw new UsageError(`Standard input has more than ${maxBytes} bytes.`);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString();
    },
    untilStopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
      }),
    style: (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text),
    columns: stdout.columns,
    now: Date.now,
  };
}
