import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

/** The result of an invocation, or the error that it throws, and the lines that it logs. */
export interface Invocation {
  readonly response?: unknown;
  readonly error?: string;
  readonly lines: readonly string[];
}

/** A started function. Its response goes through JSON, as between Lambda and API Gateway. */
export type ShippedFunction = (event: object) => Promise<Invocation>;

/**
 * Loads the bundled authorizer function, as Lambda does when it starts. The function gets an environment of its own. Whatever
 * it downloads from the Clerk instance comes from the local one instead, if there is one.
 *
 * @param file the bundle
 * @param localClerk the URL of the local Clerk
 */
export function loadShippedFunction(file: string, env: NodeJS.ProcessEnv, localClerk?: string): ShippedFunction {
  // Invocations run at the same time; each has its own lines.
  const log = new AsyncLocalStorage<string[]>();
  const module = { exports: {} as { handler(event: unknown): Promise<unknown> } };
  const scope = {
    module,
    exports: module.exports,
    require: (name: string) => networkModule(name, localClerk) ?? createRequire(file)(name),
    __dirname: dirname(file),
    process: processWith(env, (line) => log.getStore()?.push(line), localClerk),
  };
  const code = readFileSync(file, 'utf8');
  compileFunction(code, Object.keys(scope), { filename: file }).apply(undefined, Object.values(scope));
  return (event) => {
    const lines: string[] = [];
    return log.run(lines, async () => {
      try {
        return { response: JSON.parse(JSON.stringify(await module.exports.handler(event))), lines };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error), lines };
      }
    });
  };
}

/** Returns the process that the function sees. Its log is kept, and not written to the output of the test. */
function processWith(env: NodeJS.ProcessEnv, write: (line: string) => void, localClerk?: string): object {
  const getBuiltinModule = (name: string) => networkModule(name, localClerk) ?? process.getBuiltinModule(name);
  return Object.create(process, {
    env: { value: env },
    stdout: { value: { write } },
    getBuiltinModule: { value: getBuiltinModule },
  });
}

/** Returns a module that sends every request to the local Clerk; the path stays. */
function networkModule(name: string, localClerk: string | undefined): object | undefined {
  if (localClerk === undefined || !/^(node:)?https?$/.test(name)) return undefined;
  const toLocalClerk = (url: string) => new URL(new URL(url).pathname, localClerk);
  return { get: (url: string, ...others: [object, () => void]) => get(toLocalClerk(url), ...others) };
}
