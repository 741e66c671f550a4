import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PoolRunnerInitializer, WorkerRequest } from 'vitest/node';

/*
 * Runs the tests of many mutants in one thread. Vitest starts a thread for each run, and each thread loads the CDK again, which
 * takes longer than the tests. As Stryker's runner for Mocha does, only a mutant of code that runs at import gets a thread of
 * its own.
 */

type PoolWorker = ReturnType<PoolRunnerInitializer['createPoolWorker']>;
type PoolOptions = Parameters<PoolRunnerInitializer['createPoolWorker']>[0];

/** A new thread after so many runs limits what one mutant can do to the tests of the next. */
const RUNS_PER_THREAD = 50;

let kept: Worker | undefined;
let runs = 0;

export const keptThread: PoolRunnerInitializer = {
  name: 'kept-thread',
  createPoolWorker: (options) => new KeptThread(options),
};

class KeptThread implements PoolWorker {
  public readonly name = keptThread.name;
  private readonly isStatic: boolean;
  private thread?: Worker;

  constructor(private readonly options: PoolOptions) {
    // Stryker tells its setup file in the same way.
    const { mutantActivation } = options.project.getProvidedContext() as { mutantActivation?: string };
    this.isStatic = mutantActivation === 'static';
  }

  public on(event: string, listener: (argument: unknown) => void): void {
    this.thread?.on(event, listener);
  }

  public off(event: string, listener: (argument: unknown) => void): void {
    this.thread?.off(event, listener);
  }

  public deserialize(data: unknown): unknown {
    return data;
  }

  /** Answers the request to stop in place of the thread, which would not take another run after it. */
  public send(message: WorkerRequest): void {
    if (message.type !== 'stop') this.thread?.postMessage(message);
    else setImmediate(() => this.thread?.emit('message', { type: 'stopped', __vitest_worker_response__: true }));
  }

  public async start(): Promise<void> {
    const { distPath, env, execArgv } = this.options;
    if (this.isStatic || runs % RUNS_PER_THREAD === 0) await endKept();
    runs += 1;
    this.thread =
      kept ?? new Worker(join(distPath, 'workers', 'threads.js'), { env: env as NodeJS.ProcessEnv, execArgv });
    kept = this.isStatic ? undefined : this.thread;
  }

  public async stop(): Promise<void> {
    // Without an event, the thread's own listeners would be removed, too.
    for (const event of ['message', 'error', 'exit']) this.thread?.removeAllListeners(event);
    if (this.isStatic) await this.thread?.terminate();
  }
}

async function endKept(): Promise<void> {
  await kept?.terminate();
  kept = undefined;
}
