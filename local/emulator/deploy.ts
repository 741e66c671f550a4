import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RunningEmulator } from './emulator';
import { run } from './processes';
import { localEnvironment, ROOT, sandboxedEnvironment, TEMPORARY } from './workspace';

const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const PROJEN = join(ROOT, 'node_modules', '.bin', 'projen');

/** The outputs of all stacks of an app, by name. */
export type Outputs = Record<string, string>;

/** Runs `cdk bootstrap`, which creates the bucket and the roles that deployments need. */
export async function bootstrap(emulator: RunningEmulator): Promise<void> {
  await cdk(emulator, ['bootstrap', 'aws://000000000000/us-east-1', '--output', assemblyOf('bootstrap')]);
}

/** Bundles the authorizer function: its bundle is not in Git. */
export async function bundle(): Promise<void> {
  await run(PROJEN, ['bundle'], { cwd: ROOT, env: localEnvironment() });
}

/** Returns the folder of the templates of an app that this process has deployed. */
export function assemblyOf(app: string): string {
  return join(TEMPORARY, 'cdk.out', basename(app, '.ts'));
}

/** Deploys an app to the emulator with the CDK CLI. `app` is a path relative to the root of the repository. */
export async function deploy(emulator: RunningEmulator, app: string, env: NodeJS.ProcessEnv): Promise<Outputs> {
  const outputs = join(TEMPORARY, 'outputs.json');
  const command = ['deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs];
  await cdk(emulator, [...command, '--output', assemblyOf(app), '--app', `node --import tsx ${app}`], env);
  const stacks: Record<string, Outputs> = JSON.parse(readFileSync(outputs, 'utf8'));
  return Object.assign({}, ...Object.values(stacks));
}

async function cdk({ endpoint }: RunningEmulator, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  await run(CDK, [...args, '--no-notices', '--no-version-reporting'], {
    cwd: ROOT,
    // The examples import the package by its name, which this configuration resolves to the sources.
    env: sandboxedEnvironment({
      ...env,
      AWS_ENDPOINT_URL: endpoint,
      TSX_TSCONFIG_PATH: join(ROOT, 'test/tsconfig.json'),
    }),
  });
}
