import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

/** The handler of the authorizer function. */
export type Handler = (event: unknown) => Promise<unknown>;

export interface ShippedFunction {
  readonly handler: Handler;
  /** The lines that the function has logged. */
  readonly lines: readonly string[];
}

/**
 * Loads the bundled authorizer function, as Lambda does when it starts. The function gets an environment of its own. Whatever
 * it downloads from the Clerk instance comes from the local one instead.
 *
 * @param file the bundle
 * @param localClerk the URL of the local Clerk
 */
export function loadShippedFunction(file: string, environment: NodeJS.ProcessEnv, localClerk: string): ShippedFunction {
  const lines: string[] = [];
  const module = { exports: {} as { handler: Handler } };
  const scope = {
    module,
    exports: module.exports,
    require: (name: string) => builtin(name, localClerk) ?? createRequire(file)(name),
    __dirname: dirname(file),
    process: processWith(environment, localClerk, lines),
  };
  const code = readFileSync(file, 'utf8');
  compileFunction(code, Object.keys(scope), { filename: file }).apply(undefined, Object.values(scope));
  return { handler: module.exports.handler, lines };
}

/** The process that the function sees. Its log is kept, and not written to the output of the test. */
function processWith(env: NodeJS.ProcessEnv, localClerk: string, lines: string[]): object {
  const stdout = { write: (line: string) => lines.push(line) };
  const getBuiltinModule = (name: string) => builtin(name, localClerk) ?? process.getBuiltinModule(name);
  return Object.create(process, {
    env: { value: env },
    stdout: { value: stdout },
    getBuiltinModule: { value: getBuiltinModule },
  });
}

/** The modules that reach the network. Every request goes to the local Clerk; its path stays. */
function builtin(name: string, localClerk: string): object | undefined {
  if (!/^(node:)?https?$/.test(name)) return undefined;
  const toLocalClerk = (url: string) => new URL(new URL(url).pathname, localClerk);
  return { get: (url: string, ...others: [object, () => void]) => get(toLocalClerk(url), ...others) };
}
