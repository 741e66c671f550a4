import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { DemoError } from './demo-error';

/** Process groups that still run, by the id of their leader. */
const groups = new Set<number>();

// However this process ends, Ctrl-C and crash included, what it started ends with it.
process.on('exit', () => {
  for (const pid of groups) endGroup(pid);
});

/** Starts a program as the leader of a process group, so that its own children can be ended with it. */
export function startGroup(command: string, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    child.once('exit', () => endGroup(pid));
  }
  return child;
}

/** Runs a program to its end and returns what it wrote to stdout. */
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
  if (code !== 0) throw new DemoError(`\`${[command, ...args].join(' ')}\` failed (exit code ${code}):\n${log.trim()}`);
  return output;
}

export function endGroup(pid: number): void {
  groups.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}
