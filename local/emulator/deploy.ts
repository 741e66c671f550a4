import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningEmulator } from './emulator';
import { run } from './processes';
import { localEnvironment, ROOT, sandboxedEnvironment, TEMPORARY } from './workspace';

const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const PROJEN = join(ROOT, 'node_modules', '.bin', 'projen');

/** Outputs of all stacks of an app by name. */
export type Outputs = Record<string, string>;

/** What every CDK app needs once in an account: the bucket and the roles of its deployments. */
export async function bootstrap(emulator: RunningEmulator): Promise<void> {
  await cdk(emulator, ['bootstrap', 'aws://000000000000/us-east-1']);
}

/** Bundles the authorizer function, which is not in Git. */
export async function bundle(): Promise<void> {
  await run(PROJEN, ['bundle'], { cwd: ROOT, env: localEnvironment() });
}

/** Deploys an app as its user would, against the emulator. `app` is a path inside the clone. */
export async function deploy(emulator: RunningEmulator, app: string, env: NodeJS.ProcessEnv): Promise<Outputs> {
  const outputs = join(TEMPORARY, 'outputs.json');
  const command = ['deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs];
  await cdk(emulator, [...command, '--app', `node --import tsx ${app}`], env);
  const stacks: Record<string, Outputs> = JSON.parse(readFileSync(outputs, 'utf8'));
  return Object.assign({}, ...Object.values(stacks));
}

async function cdk({ endpoint }: RunningEmulator, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  await run(CDK, [...args, '--no-notices', '--no-version-reporting', '--output', join(TEMPORARY, 'cdk.out')], {
    cwd: ROOT,
    env: sandboxedEnvironment({ ...env, AWS_ENDPOINT_URL: endpoint }),
  });
}
