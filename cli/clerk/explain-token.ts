import { answer } from '../explain/answer';
import { asText } from '../explain/as-text';
import { inOneSentence } from '../explain/in-one-sentence';
import type { ExplainValues } from '../explain/options';
import { UsageError } from '../shared/usage-error';
import { compareStatus } from './compare-status';
import { type Form, tokenOf } from './form';
import type { KnownApi } from './known-apis';
import type { Run } from './run';

const PLAIN = { style: (_: unknown, text: string) => text };

/**
 * Returns what the command `explain` prints about the token in the form, or a sentence about what it needs.
 *
 * @param status the status that the API answered
 */
export async function explainToken(run: Run, form: Form, status: number): Promise<string> {
  try {
    const api = apiOf(run, form);
    const question = api ? ofRoute(api, run, form) : ofFields(run, form);
    const found = await answer(question, async () => tokenOf(form), Date.now).catch(inOneSentence);
    const explanation = asText(found, PLAIN);
    return api ? explanation : `${compareStatus(found, status)}\n\n${explanation}`;
  } catch (error) {
    if (error instanceof UsageError) return `There is no explanation. ${error.message}`;
    throw error;
  }
}

/** Returns the API that is chosen. Undefined if it is another one than those of the templates. */
function apiOf({ apis = [] }: Run, form: Form): KnownApi | undefined {
  const chosen = form.get('api');
  if (chosen === undefined) return undefined;
  const api = apis[Number(chosen)];
  if (!api) throw new UsageError('Choose an API.');
  return api;
}

/** Asks about the authorizer of a route in a template. */
function ofRoute({ name, template }: KnownApi, { parameter }: Run, form: Form): ExplainValues {
  const [path] = (form.get('path') ?? '/').split('?');
  return { template, parameter, api: name, route: `${form.get('method') ?? 'GET'} ${path}` };
}

/** Asks about an authorizer function that accepts the kind of token, the issuer and the audience in the form. */
function ofFields({ clerk }: Run, form: Form): ExplainValues {
  const audience = form.get('audience');
  if (audience === undefined) throw new UsageError('Fill in the audience, or start the command with --template.');
  return {
    'frontend-api-url': form.get('frontendApiUrl') ?? clerk.frontendApiUrl,
    audience: [audience],
    'token-kind': [form.get('kind') ?? 'session'],
  };
}
