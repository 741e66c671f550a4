import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';

/** The command `clerk` of the packed library, which runs in a process group of its own. */
export interface LocalClerkCommand {
  readonly frontendApiUrl: string;
  /** Does what the page does: mints a token, or sends one. */
  act(action: 'mint' | 'send', fields: object, secret?: string): Promise<Record<string, unknown>>;
  /** Sends the signal of Ctrl-C to the whole group, as a terminal does, and waits until npx has ended. */
  stop(): Promise<void>;
}

/** Starts the command with npx, as a new user does. */
export async function startLocalClerkCommand(folder: string, ...options: string[]): Promise<LocalClerkCommand> {
  const args = ['--yes', '--package', inject('tarball'), 'cdk-clerk-authorizer', 'clerk', '--json', ...options];
  const child = spawn('npx', args, { cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  const { frontendApiUrl, pageUrl } = JSON.parse(line);
  const { origin, hash } = new URL(pageUrl);

  return {
    frontendApiUrl,
    async act(action, fields, secret = hash.replace('#secret=', '')) {
      const headers = { origin, 'x-run-secret': secret };
      const response = await fetch(`${origin}/api/${action}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(fields),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    async stop() {
      process.kill(-(child.pid as number), 'SIGINT');
      await ended;
    },
  };
}
