import { afterAll, inject } from 'vitest';
import { type Api, apisOf } from '../../../local/emulator/api';
import { deploy } from '../../../local/emulator/deploy';
import { clearWorkspace, prepareWorkspace } from '../../../local/emulator/workspace';

/** Deploys an app of the tests. Returns its APIs, by the names of the outputs that hold their URLs. */
export async function deployApp(app: string, settings: NodeJS.ProcessEnv): Promise<Record<string, Api>> {
  prepareWorkspace(); // each test process has its own temporary folder
  const emulator = inject('emulator');
  return apisOf(emulator, await deploy(emulator, app, settings));
}

afterAll(clearWorkspace);
