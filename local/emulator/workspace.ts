import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The clone. */
export const ROOT = join(__dirname, '..', '..');
/** Everything the demo writes. Git ignores it; deleting it is safe. */
export const WORKSPACE = join(ROOT, '.demo');
/** What is of no use after this run. Each run has its own, so that two at a time do not meet. */
export const TEMPORARY = join(WORKSPACE, 'tmp', String(process.pid));

const HOME = join(WORKSPACE, 'home');

export function prepareWorkspace(): void {
  for (const folder of [HOME, TEMPORARY]) mkdirSync(folder, { recursive: true });
}

export function clearWorkspace(): void {
  rmSync(TEMPORARY, { recursive: true, force: true, maxRetries: 3 });
}

/** For programs that need the user's own settings, such as pip's index: only their files stay in the workspace. */
export function localEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TMPDIR: TEMPORARY,
    npm_config_cache: join(WORKSPACE, 'npm'),
    PIP_NO_CACHE_DIR: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
  };
}

/**
 * For programs that speak to AWS. They see no account, profile or region of the user: whatever goes wrong here must not
 * end up in a real account.
 */
export function sandboxedEnvironment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(localEnvironment()).filter(([name]) => !/^(AWS|CDK|MINISTACK)_/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME,
    XDG_CACHE_HOME: HOME,
    // The emulator runs functions with the `node` it finds first.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    NO_PROXY: '127.0.0.1,localhost,.localhost',
    no_proxy: '127.0.0.1,localhost,.localhost',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_HOME: HOME,
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    ...extra,
  };
}
