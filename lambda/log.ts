import type { Environment } from './policy/deploy-time-values';

/** Writes one line of the log. */
export type Log = (entry: object) => void;

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * Writes an entry as one line of JSON. `console.log` would put it into another object, in which metric filters and queries
 * could not use the names that the access logs have.
 */
export function writeLog(entry: object): void {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** Writes lines that begin with the same fields. */
export interface Logger {
  /** Writes the fields that `fieldsOf` returns. It never throws, because no decision depends on the log. */
  write(level: LogLevel, fieldsOf: () => object): void;
  /** Whether Lambda keeps lines of the level DEBUG. */
  readonly isDebug: boolean;
}

export function createLogger(log: Log, now: () => number, environment: Environment): Logger {
  const { AWS_LAMBDA_FUNCTION_NAME: functionName, AWS_LAMBDA_LOG_LEVEL: threshold = '' } = environment;
  return {
    isDebug: ['DEBUG', 'TRACE'].includes(threshold),
    write(level, fieldsOf) {
      try {
        // Lambda filters lines by their level if they have both of the first two fields.
        log({ timestamp: new Date(now()).toJSON(), level, functionName, ...fieldsOf() });
      } catch {
        // There is no other place to report it.
      }
    },
  };
}
