import { type LocalClerk, startLocalClerk } from '../local/clerk/local-clerk';
import { type Api, apisOf, type Credentials, call } from '../local/emulator/api';
import { bootstrap, bundle, deploy } from '../local/emulator/deploy';
import { startDomainName } from '../local/emulator/domain-name';
import { type Emulator, startEmulator } from '../local/emulator/emulator';
import { freePort, requirePort } from '../local/emulator/ports';
import { preparePython } from '../local/emulator/python';
import { handshake } from '../local/emulator/websocket';
import { clearWorkspace, prepareWorkspace } from '../local/emulator/workspace';
import { startBackEnd } from './back-end';
import { type Caller, credentialsOf } from './callers';
import { APPS, type Expectation } from './expectations';
import { step } from './progress';

/** A running emulator, and the local Clerk instance that issues the tokens for its APIs. */
export interface Demo {
  readonly clerk: LocalClerk;
  readonly emulator: Emulator;
  readonly credentials: Record<Caller, Credentials>;
  /** Deploys the examples. Returns the API of each, by the path of its app. */
  deployExamples(): Promise<Record<string, Api>>;
  stop(): Promise<void>;
}

/** An expectation with the status that the request got. */
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

  // OAuth clients look for metadata at the root of an origin, but the URL of a REST API on the emulator has its stage there.
  const domainName = await startDomainName();
  const backEnd = await startBackEnd();
  const settings = {
    CLERK_FRONTEND_API_URL: clerk.frontendApiUrl,
    CLERK_JWT_KEY: clerk.pem,
    MCP_SERVER_URL: `${domainName.url}/mcp`,
    BACK_END_URL: backEnd.url,
  };
  return {
    clerk,
    emulator,
    credentials: await credentialsOf(clerk, settings.MCP_SERVER_URL),
    async deployExamples() {
      const apis: Record<string, Api> = {};
      for (const app of APPS) {
        const outputs = await step(`Deploying ${app} (cdk deploy)`, () => deploy(emulator, app, settings));
        apis[app] = apisOf(emulator, outputs).ApiUrl;
      }
      const mcp = 'examples/mcp-server.ts';
      return { ...apis, [mcp]: domainName.map(apis[mcp]) };
    },
    async stop() {
      domainName.close();
      backEnd.close();
      emulator.stop();
      await clerk.close();
      clearWorkspace();
    },
  };
}

/** Sends the requests one after the other. */
export async function check(
  apis: Record<string, Api>,
  credentials: Record<Caller, Credentials>,
  expectations: Expectation[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (const expectation of expectations) {
    const { app, method, path, caller } = expectation;
    const got =
      method === '$connect'
        ? await handshake(apis[app], credentials[caller])
        : (await call(apis[app], method, path, credentials[caller], bodyOf(method))).status;
    results.push({ ...expectation, got });
  }
  return results;
}

/** A body where the method has one, so that the queue of an example gets a message. */
function bodyOf(method: string): string | undefined {
  return method === 'POST' || method === 'PUT' ? '{"from":"demo"}' : undefined;
}
