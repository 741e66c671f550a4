import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup, startGroup } from './processes';
import { SetupError } from './setup-error';
import { ROOT, sandboxedEnvironment, TEMPORARY, WORKSPACE } from './workspace';

/** The address of a running emulator. */
export interface RunningEmulator {
  readonly endpoint: string;
  readonly port: number;
}

export interface Emulator extends RunningEmulator {
  stop(): void;
}

/** Starts MiniStack and waits until it answers. */
export async function startEmulator(python: string, port: number): Promise<Emulator> {
  const logFile = join(WORKSPACE, 'emulator.log');
  const log = openSync(logFile, 'w');
  const child = startGroup(python, [join(ROOT, 'local', 'emulator', 'emulator.py')], {
    stdio: ['pipe', log, log],
    env: sandboxedEnvironment({
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      IOT_MTLS_ENABLED: '0', // otherwise it also listens for MQTT on a fixed port
      STATE_DIR: TEMPORARY,
      S3_DATA_DIR: TEMPORARY,
    }),
  });
  closeSync(log);

  const endpoint = `http://127.0.0.1:${port}`;
  while (!(await isHealthy(endpoint))) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      throw new SetupError(`The emulator did not start:\n${readFileSync(logFile, 'utf8').trim()}`);
    }
    await sleep(100);
  }
  return { endpoint, port, stop: () => endGroup(child.pid as number) };
}

async function isHealthy(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/_ministack/health`).then(
    (response) => response.ok,
    () => false,
  );
}
