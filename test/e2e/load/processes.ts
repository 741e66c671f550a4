import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The emulator runs each instance of a function in its own process, in a folder that is named after the function. */
const AUTHORIZER = /ministack-lambda-Load-(?!Echo)/;

export interface Watched {
  /** RSS growth in megabytes of each process that ran from the end of the first quarter to the end. */
  readonly growth: number[];
  /** The number of processes that were seen. */
  readonly started: number;
}

/** Watches the processes of the authorizer functions for some seconds. */
export async function watchProcesses(seconds: number): Promise<Watched> {
  const pids = new Set<number>();
  const watch = async (duration: number): Promise<Map<number, number>> => {
    let sizes = new Map<number, number>();
    for (let second = 0; second < duration; second++) {
      await sleep(1000);
      sizes = await sizesByPid();
      for (const pid of sizes.keys()) pids.add(pid);
    }
    return sizes;
  };
  const early = await watch(seconds / 4);
  const late = await watch((seconds * 3) / 4);
  const growth = [...late].flatMap(([pid, size]) => {
    const before = early.get(pid);
    return before === undefined ? [] : size - before;
  });
  return { growth, started: pids.size };
}

async function sizesByPid(): Promise<Map<number, number>> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,rss=,args='], { maxBuffer: 16 * 1024 ** 2 });
  const lines = stdout.split('\n').filter((line) => AUTHORIZER.test(line));
  return new Map(
    lines.map((line) => {
      const [pid, kilobytes] = line.trim().split(/ +/).map(Number);
      return [pid, kilobytes / 1024];
    }),
  );
}
