import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The root of the repository. */
export const ROOT = join(__dirname, '..', '..');
/** The folder for all files that the emulator and the demo write. Git ignores it, and it may be deleted. */
export const WORKSPACE = join(ROOT, '.demo');
/** The folder for temporary files. Each process has its own, so that parallel runs do not share files. */
export const TEMPORARY = join(WORKSPACE, 'tmp', String(process.pid));

const HOME = join(WORKSPACE, 'home');

export function prepareWorkspace(): void {
  for (const folder of [HOME, TEMPORARY]) mkdirSync(folder, { recursive: true });
}

export function clearWorkspace(): void {
  rmSync(TEMPORARY, { recursive: true, force: true, maxRetries: 3 });
}

/** The environment for programs that need the user's settings, such as pip's index. Their caches stay in the workspace. */
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
 * The environment for programs that call AWS APIs. It hides the user's accounts, profiles and region, so that a mistake
 * can never change a real AWS account.
 */
export function sandboxedEnvironment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const inherited = Object.entries(localEnvironment()).filter(([name]) => !/^(AWS|CDK|MINISTACK)_/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME,
    XDG_CACHE_HOME: HOME,
    // The emulator runs functions with the first `node` on the PATH.
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
