import type { Environment } from './policy/deploy-time-values';

/** Writes one line of the log, which ends with a line break. */
export type Log = (line: string) => void;

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * Writes a line to the standard output. `console.log` would put it into another object, in which metric filters and queries
 * could not use the names that the access logs have.
 */
export function writeLog(line: string): void {
  process.stdout.write(line);
}

/** Writes lines of JSON that begin with the same fields. */
export interface Logger {
  /** Writes the fields of all objects that `partsOf` returns. It never throws, because no decision depends on the log. */
  write(level: LogLevel, partsOf: () => object[]): void;
  /** Whether Lambda keeps lines of the level DEBUG. */
  readonly isDebug: boolean;
}

export function createLogger(log: Log, now: () => number, environment: Environment): Logger {
  const { AWS_LAMBDA_FUNCTION_NAME: functionName, AWS_LAMBDA_LOG_LEVEL: threshold = '' } = environment;
  return {
    isDebug: ['DEBUG', 'TRACE'].includes(threshold),
    write(level, partsOf) {
      try {
        // Lambda filters lines by their level if they have both of the first two fields.
        log(lineOf([{ timestamp: timestampOf(now()), level, functionName }, ...partsOf()]));
      } catch {
        // There is no other place to report it.
      }
    },
  };
}

/** Returns one JSON object with the fields of all parts, which have no name in common. Joining texts is faster than objects. */
function lineOf(parts: object[]): string {
  const fields = parts.map((part) => JSON.stringify(part).slice(1, -1)).filter((text) => text !== '');
  return `{${fields.join()}}\n`;
}

/** The last second and its text, up to the decimal point. Formatting a date costs as much as all other fields of a line. */
let lastSecond = { time: Number.NaN, text: '' };

/** Returns the time as `2026-01-01T00:00:00.000Z`. */
function timestampOf(now: number): string {
  const milliseconds = now % 1000;
  const time = now - milliseconds;
  if (time !== lastSecond.time) lastSecond = { time, text: new Date(time).toJSON().slice(0, -4) };
  return `${lastSecond.text}${String(milliseconds).padStart(3, '0')}Z`;
}
