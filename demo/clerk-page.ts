import { readKnownApis } from '../cli/clerk/known-apis';
import { type Page, startPage } from '../cli/clerk/start-page';
import type { LocalClerk } from '../local/clerk/local-clerk';
import type { Api } from '../local/emulator/api';
import { assemblyOf } from '../local/emulator/deploy';

/** Starts the page of the local Clerk with the deployed examples: their URLs, and the templates that explain the answers. */
export function startClerkPage(clerk: LocalClerk, examples: Record<string, Api>): Promise<Page> {
  const apis = Object.entries(examples)
    .filter(([, { url }]) => url.startsWith('http'))
    .flatMap(([app, { url }]) => readKnownApis([assemblyOf(app)]).map((api) => ({ ...api, url })));
  return startPage({ clerk, apis });
}
