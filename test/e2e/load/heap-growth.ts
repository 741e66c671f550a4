import { join } from 'node:path';
import { httpApiEvent } from '../../../bench/workload/events';
import { ROOT } from '../../../local/emulator/workspace';
import { expectedIdentity, type LoadCaller, type LoadRequest } from './callers';

/** The job of a child process that calls the bundled function. */
export interface HeapJob {
  readonly calls: { readonly caller: LoadCaller; readonly request: LoadRequest }[];
  readonly decisions: number;
}

export interface HeapResult {
  /** The number of wrong decisions. */
  readonly wrong: number;
  /** Growth of the heap in megabytes over `decisions` decisions, after a warm-up of as many. */
  readonly growth: number;
}

process.once('message', async ({ calls, decisions }: HeapJob) => {
  const { handler } = require(join(ROOT, 'assets', 'lambda', 'index', 'index.js'));
  let index = 0;
  let wrong = 0;
  const decide = async () => {
    for (let count = 0; count < decisions; count++, index++) {
      const { caller, request } = calls[index % calls.length];
      const { isAuthorized, context } = await handler(eventOf(caller, request));
      const expected = expectedIdentity(caller, request);
      if (isAuthorized !== Boolean(expected) || (expected && context.userId !== expected.sub)) wrong++;
    }
  };
  const eventOf = ({ role, token }: LoadCaller, [method, path]: LoadRequest) => {
    // Every second invalid token is a new one, so that anything the function keeps of them adds up.
    const isNew = role === 'invalid' && index % 2 === 0;
    const sent = isNew ? token?.replace(/.{8}(?=.{20}$)/, index.toString(36).padStart(8, '0')) : token;
    return { ...httpApiEvent(sent), routeKey: `${method} ${path.replace('1', '{id}')}` };
  };

  await decide();
  const before = heap();
  await decide();
  process.send?.({ wrong, growth: heap() - before } satisfies HeapResult);
  process.disconnect();
});

function heap(): number {
  global.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}
