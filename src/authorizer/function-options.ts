import { type FunctionOptions, LoggingFormat, type Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { fail } from '../diagnostics/diagnostics';
import { isUnknown } from '../policy/unknown-value';

/** Props of a function that this package chooses itself. */
const NOT_OPTIONS = ['code', 'handler', 'runtime'];

/**
 * Options that only the authorizer's own function takes: names, what belongs to its code, and concurrency, which each function
 * would reserve out of what the account has left.
 */
const AUTHORIZER_ONLY = [
  'functionName',
  'description',
  'environment',
  'initialPolicy',
  'events',
  'currentVersionOptions',
  'reservedConcurrentExecutions',
];

/** Checks what a plain JavaScript program may pass although the types forbid it. */
export function checkFunctionOptions(options: FunctionOptions | undefined): void {
  const name = NOT_OPTIONS.find((it) => it in definedOf(options));
  if (name === undefined) return;
  fail('LambdaAuthorizer.functionOptions', {
    what: `'functionOptions' must not hold '${name}', because the function is part of this package`,
    fix: name === 'runtime' ? 'write runtime beside functionOptions, not inside' : `take '${name}' out`,
  });
}

/** Fails on a runtime that cannot run the bundled function. */
export function checkRuntime(runtime: Runtime | undefined): void {
  if (runtime === undefined) return;
  const { name } = runtime;
  if (isUnknown(name)) return;
  const version = /^nodejs(\d+)\.x$/.exec(name)?.[1];
  if (version && Number(version) >= 20) return;
  fail('LambdaAuthorizer.runtime', {
    what: "'runtime' must be Node.js 20 or newer, because the function is written in JavaScript",
    got: name ?? runtime,
    fix: 'write runtime: Runtime.NODEJS_24_X, or leave it out',
  });
}

/** Returns the options that were given. An option passed on as `undefined` counts as absent, so it does not remove a default. */
export function definedOf(options: FunctionOptions = {}): FunctionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Returns the options of the authorizer's function that also fit the other functions of this package: encryption, VPC, role … */
export function sharedOptions(options: FunctionOptions | undefined): FunctionOptions {
  return Object.fromEntries(Object.entries(definedOf(options)).filter(([name]) => !AUTHORIZER_ONLY.includes(name)));
}

/**
 * Returns the default log format: JSON, and no START, END and REPORT lines, which would cost more than the invocations. CDK
 * accepts a log level beside JSON only, and each option in one of its two spellings, so a default is left out where the
 * caller's options exclude it.
 */
export function loggingDefaults(options: FunctionOptions): FunctionOptions {
  const format = options.loggingFormat ?? options.logFormat;
  if (format !== undefined && format !== LoggingFormat.JSON) return {};
  const level = options.systemLogLevel ?? options.systemLogLevelV2;
  return {
    ...(format === undefined && { loggingFormat: LoggingFormat.JSON }),
    ...(level === undefined && { systemLogLevelV2: SystemLogLevel.WARN }),
  };
}
