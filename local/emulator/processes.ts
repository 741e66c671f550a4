import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { SetupError } from './setup-error';

/** Running process groups, by the process id of their leader. */
const groups = new Set<number>();

// The processes started here end with this one, also after Ctrl-C or a crash.
process.on('exit', () => {
  for (const pid of groups) endGroup(pid);
});

/** Starts a program as the leader of a process group, so that its children can be ended together with it. */
export function startGroup(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    child.once('exit', () => endGroup(pid));
  }
  return child;
}

/** Runs a program, waits for its end and returns its standard output. */
export async function run(command: string, args: string[], options: SpawnOptions = {}): Promise<string> {
  const child = startGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let log = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
    log += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    log += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (code !== 0)
    throw new SetupError(`\`${[command, ...args].join(' ')}\` failed (exit code ${code}):\n${log.trim()}`);
  return output;
}

/** Kills a process group, if it still runs. */
export function endGroup(pid: number): void {
  groups.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended already.
  }
}
