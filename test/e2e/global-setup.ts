import type { TestProject } from 'vitest/node';
import { startPage } from '../../cli/clerk/start-page';
import type { Caller } from '../../demo/callers';
import { startClerkPage } from '../../demo/clerk-page';
import { startDemo } from '../../demo/demo';
import type { Api, Credentials } from '../../local/emulator/api';
import type { RunningEmulator } from '../../local/emulator/emulator';

declare module 'vitest' {
  export interface ProvidedContext {
    emulator: RunningEmulator;
    /** The issuer of the tokens. */
    frontendApiUrl: string;
    /** The URL of the page of the local Clerk, with the templates of the examples and without. */
    clerkPage: { readonly withTemplates: string; readonly alone: string };
    credentials: Record<Caller, Credentials>;
    /** The APIs of the examples, by the path of their app. */
    examples: Record<string, Api>;
  }
}

/** Starts one emulator for all tests and deploys the examples to it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo();
  try {
    const { endpoint, port } = demo.emulator;
    project.provide('emulator', { endpoint, port });
    project.provide('frontendApiUrl', demo.clerk.frontendApiUrl);
    project.provide('credentials', demo.credentials);
    const examples = await demo.deployExamples();
    project.provide('examples', examples);
    const pages = [await startClerkPage(demo.clerk, examples), await startPage({ clerk: demo.clerk })];
    project.provide('clerkPage', { withTemplates: pages[0].url, alone: pages[1].url });
    return async () => {
      for (const page of pages) await page.close();
      await demo.stop();
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}
