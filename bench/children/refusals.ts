import { openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import type { RefusedRequest } from '../workload/refusals';
import { type Contender, type Effort, interleave } from './interleave';
import { answer, type Handler, isGranted, load, readJob } from './job';

export interface RefusalsJob extends Effort {
  readonly bundle: string;
  /** The environments for the two ways to refuse: with the response `isAuthorized: false`, and by throwing an error. */
  readonly environments: { readonly forbid: Record<string, string>; readonly throw: Record<string, string> };
  /** Events with a valid token. */
  readonly valid: object[];
  readonly refused: RefusedRequest[];
}

/** The name of the events with a valid token among the timings. */
export const VALID = 'valid';

/** The last log line. Each line is written synchronously to an open file, as in Lambda. */
let lastLine = '';
const sink = openSync(devNull, 'w');
process.stdout.write = (line: string | Uint8Array) => {
  lastLine = String(line);
  writeSync(sink, lastLine);
  return true;
};

async function main(): Promise<void> {
  const { bundle, environments, valid, refused, ...effort } = readJob<RefusalsJob>();
  const forbidding = loadWith(bundle, environments.forbid);
  const throwing = loadWith(bundle, environments.throw);

  if (!isGranted(await forbidding(valid[0]))) throw new Error('a valid token was refused');
  const contenders: Contender[] = [{ name: VALID, decide: (index) => forbidding(valid[index % valid.length]) }];
  for (const { title, reason, events } of refused) {
    const [event] = events;
    await expectReason(forbidding, event, title, reason);
    await expectReason(throwing, event, title, reason);
    contenders.push({ name: `forbid ${title}`, decide: (index) => forbidding(events[index % events.length]) });
    contenders.push({ name: `throw ${title}`, decide: (index) => callSafely(throwing, events[index % events.length]) });
  }
  answer(await interleave(contenders, effort));
}

/** Loads the bundle with an environment, which the function reads once at load time. */
function loadWith(bundle: string, environment: Record<string, string>): Handler {
  Object.assign(process.env, environment);
  delete require.cache[require.resolve(bundle)];
  return load(bundle);
}

/** Calls the handler; returns undefined if it throws. */
async function callSafely(handler: Handler, event: object): Promise<unknown> {
  try {
    return await handler(event);
  } catch {
    return undefined;
  }
}

/** Throws unless the handler refuses the event for the expected reason, so that no other refusal is measured. */
async function expectReason(handler: Handler, event: object, title: string, expected: string): Promise<void> {
  const response = await callSafely(handler, event);
  const { reason } = JSON.parse(lastLine);
  if (reason.startsWith(expected) && !(response && isGranted(response))) return;
  throw new Error(`${title}: expected ${expected}, got ${reason}`);
}

main();
