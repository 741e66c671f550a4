import { afterAll, inject } from 'vitest';
import { type Api, apisOf } from '../../demo/api';
import { deploy } from '../../demo/deploy';
import { clearWorkspace, prepareWorkspace } from '../../demo/workspace';

/** Deploys an app of the tests; returns its APIs by the names of the outputs that hold their URLs. */
export async function deployApp(app: string, settings: NodeJS.ProcessEnv): Promise<Record<string, Api>> {
  prepareWorkspace(); // each process has its own
  const emulator = inject('emulator');
  return apisOf(emulator, await deploy(emulator, app, settings));
}

afterAll(clearWorkspace);
