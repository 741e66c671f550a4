import { join } from 'node:path';
import { httpApiEvent } from '../../../bench/workload/events';
import { ROOT } from '../../../local/emulator/workspace';
import { type LoadCaller, type LoadRequest, rightAnswer } from './callers';

/** What a process of its own is told to do with the function as it ships. */
export interface HeapJob {
  readonly calls: { readonly caller: LoadCaller; readonly request: LoadRequest }[];
  readonly decisions: number;
}

export interface HeapResult {
  readonly wrong: number;
  /** Of the heap, in megabytes, after a warm-up of as many decisions again. */
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
      const right = rightAnswer(caller, request);
      if (isAuthorized !== Boolean(right) || (right && context.userId !== right.sub)) wrong++;
    }
  };
  const eventOf = ({ standing, token }: LoadCaller, [method, path]: LoadRequest) => {
    // Every other bad token is one that never came before, so that whatever is kept of them piles up.
    const isNew = standing === 'refused' && index % 2 === 0;
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
