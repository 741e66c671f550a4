import { type LocalClerk, startLocalClerk } from '../local-clerk';
import { type Api, apisOf, call } from './api';
import { type Caller, type Credentials, credentialsOf } from './callers';
import { bootstrap, bundle, deploy } from './deploy';
import { startEmulator } from './emulator';
import type { Expectation } from './expectations';
import { freePort, requirePort } from './ports';
import { step } from './progress';
import { preparePython } from './python';
import { clearWorkspace, prepareWorkspace } from './workspace';

/** A running emulator with a Clerk instance that its APIs trust. */
export interface Demo {
  readonly clerk: LocalClerk;
  readonly credentials: Record<Caller, Credentials>;
  /** Deploys an app of this clone; returns the APIs by the names of the outputs that hold their URLs. */
  deploy(app: string): Promise<Record<string, Api>>;
  stop(): Promise<void>;
}

/** What became of a request. */
export interface Result extends Expectation {
  readonly got: number;
}

export async function startDemo(port?: number): Promise<Demo> {
  const gatewayPort = port === undefined ? await freePort() : await requirePort(port);
  prepareWorkspace();
  const python = await step('Preparing Python and the AWS emulator', preparePython);
  await step('Bundling the authorizer function', bundle);
  const clerk = await step('Starting the local Clerk instance', () => startLocalClerk());
  const emulator = await step('Starting the AWS emulator', () => startEmulator(python, gatewayPort));
  await step('Preparing the account (cdk bootstrap)', () => bootstrap(emulator));

  return {
    clerk,
    credentials: await credentialsOf(clerk),
    deploy: (app) =>
      step(`Deploying ${app} (cdk deploy)`, async () => {
        const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, CLERK_JWT_KEY: clerk.pem };
        return apisOf(emulator, await deploy(emulator, app, settings));
      }),
    async stop() {
      emulator.stop();
      await clerk.close();
      clearWorkspace();
    },
  };
}

/** Sends requests, one after the other. */
export async function check(
  apis: Record<string, Api>,
  credentials: Record<Caller, Credentials>,
  expectations: Expectation[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const expectation of expectations) {
    const { app, method, path, caller } = expectation;
    results.push({ ...expectation, got: (await call(apis[app], method, path, credentials[caller])).status });
  }
  return results;
}
