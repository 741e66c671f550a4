import type { TestProject } from 'vitest/node';
import type { Api } from '../../demo/api';
import type { Caller, Credentials } from '../../demo/callers';
import { startDemo } from '../../demo/demo';
import { APPS } from '../../demo/expectations';

declare module 'vitest' {
  export interface ProvidedContext {
    credentials: Record<Caller, Credentials>;
    /** The APIs of the examples, by the path of their app. */
    examples: Record<string, Api>;
    /** `preflight-app.ts`: the ANY route answers them. */
    split: Api;
    /** `preflight-app.ts`: the ANY route is protected, so no one does. */
    unsplit: Api;
  }
}

/** One emulator for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  try {
    const examples: Record<string, Api> = {};
    for (const app of APPS) examples[app] = (await demo.deploy(app)).ApiUrl;
    const { SplitUrl, UnsplitUrl } = await demo.deploy('test/e2e/preflight-app.ts');

    project.provide('credentials', demo.credentials);
    project.provide('examples', examples);
    project.provide('split', SplitUrl);
    project.provide('unsplit', UnsplitUrl);
  } catch (error) {
    await demo.stop();
    throw error;
  }
  return demo.stop;
}
