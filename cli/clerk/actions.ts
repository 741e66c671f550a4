import { IDS } from '../../local/clerk/ids';
import { INVALID_TOKENS } from '../../local/clerk/invalid-tokens';
import { explainToken } from './explain-token';
import type { Form } from './form';
import { mint } from './mint';
import type { Run } from './run';
import { send } from './send';

/** Answers a request of the page with an object, which becomes JSON. */
type Action = (run: Run, form: Form) => Promise<object>;

/** The values with which the fields of the page start. */
const DEFAULTS = {
  user: IDS.user,
  machine: IDS.machine,
  flaws: Object.entries(INVALID_TOKENS).map(([name, { title }]) => ({ name, title })),
};

/** The requests that the page makes, by path. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['/api/run', async ({ clerk, apis = [] }) => ({ ...DEFAULTS, frontendApiUrl: clerk.frontendApiUrl, apis })],
  ['/api/mint', async ({ clerk }, form) => ({ token: await mint(clerk, form) })],
  [
    '/api/send',
    async (run, form) => {
      const received = await send(form);
      return { ...received, explanation: await explainToken(run, form, received.status) };
    },
  ],
]);
