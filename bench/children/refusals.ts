import { openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import type { BadRequest } from '../workload/refusals';
import { type Contender, type Effort, interleave } from './interleave';
import { answer, type Handler, isGranted, load, readJob } from './job';

export interface RefusalsJob extends Effort {
  readonly bundle: string;
  /** Environments of the two ways to refuse: by an answer, and by an error. */
  readonly environments: { readonly forbid: Record<string, string>; readonly throw: Record<string, string> };
  readonly good: object[];
  readonly bad: BadRequest[];
}

/** The name of the good token among the timings. */
export const GOOD = 'good';

/** The last line of the log, each of which is written as in Lambda: at once, into an open file. */
let lastLine = '';
const sink = openSync(devNull, 'w');
console.log = (line: string) => {
  lastLine = line;
  writeSync(sink, `${line}\n`);
};

async function main(): Promise<void> {
  const { bundle, environments, good, bad, ...effort } = readJob<RefusalsJob>();
  const forbidding = loadWith(bundle, environments.forbid);
  const throwing = loadWith(bundle, environments.throw);

  if (!isGranted(await forbidding(good[0]))) throw new Error('a good token was refused');
  const contenders: Contender[] = [{ name: GOOD, decide: (index) => forbidding(good[index % good.length]) }];
  for (const { title, reason, event } of bad) {
    await expectReason(forbidding, event, title, reason);
    await expectReason(throwing, event, title, reason);
    contenders.push({ name: `forbid ${title}`, decide: () => forbidding(event) });
    contenders.push({ name: `throw ${title}`, decide: () => quietly(throwing, event) });
  }
  answer(await interleave(contenders, effort));
}

/** The function reads its environment once, when it is loaded. */
function loadWith(bundle: string, environment: Record<string, string>): Handler {
  Object.assign(process.env, environment);
  delete require.cache[require.resolve(bundle)];
  return load(bundle);
}

async function quietly(handler: Handler, event: object): Promise<unknown> {
  try {
    return await handler(event);
  } catch {
    return undefined;
  }
}

/** A number about the wrong refusal would be worse than none. */
async function expectReason(handler: Handler, event: object, title: string, expected: string): Promise<void> {
  const response = await quietly(handler, event);
  const { reason } = JSON.parse(lastLine);
  if (reason.startsWith(expected) && !(response && isGranted(response))) return;
  throw new Error(`${title}: expected ${expected}, got ${reason}`);
}

main();
