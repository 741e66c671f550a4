import { setImmediate } from 'node:timers/promises';
import { answer, isGranted, load, readJob } from './job';

export interface MemoryJob {
  readonly bundle: string;
  readonly calls: number;
  /** The event, without a token. */
  readonly event: { readonly headers: object };
  readonly header: { readonly kid?: string };
  readonly claims: object;
  readonly signature: string;
}

/** Memory growth in megabytes, from the end of the warm-up to the end of the run. */
export interface MemoryResult {
  readonly heap: number;
  readonly rss: number;
}

/** The number of calls before the measurement, so that V8 has compiled the code and allocated its pools. */
const WARM_UP = 20_000;

process.stdout.write = () => true; // buffered log lines would count as memory growth

async function main(): Promise<void> {
  const job = readJob<MemoryJob>();
  const handler = load(job.bundle);
  const call = async (index: number) => {
    const headers = { ...job.event.headers, authorization: `Bearer ${forge(job, index)}` };
    if (isGranted(await handler({ ...job.event, headers }))) throw new Error('a forged token was accepted');
    if (index % 1000 === 0) await setImmediate();
  };
  for (let index = 0; index < WARM_UP; index++) await call(index);
  const before = await memory();
  for (let index = 0; index < job.calls; index++) await call(WARM_UP + index);
  const after = await memory();
  answer({ heap: after.heap - before.heap, rss: after.rss - before.rss } satisfies MemoryResult);
}

/** Creates a forged token that differs from all others: its issuer is new, and so is the key id of every second one. */
function forge({ header, claims, signature }: MemoryJob, index: number): string {
  const kid = index % 2 === 0 ? header.kid : `ins_forged${index}`;
  return `${encode({ ...header, kid })}.${encode({ ...claims, iss: `https://${index}.example.com` })}.${signature}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

async function memory(): Promise<MemoryResult> {
  for (let pass = 0; pass < 3; pass++) {
    await setImmediate();
    globalThis.gc?.();
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed / 1e6, rss: rss / 1e6 };
}

main();
