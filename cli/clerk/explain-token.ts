import { answer } from '../explain/answer';
import { asText } from '../explain/as-text';
import { inOneSentence } from '../explain/in-one-sentence';
import type { ExplainValues } from '../explain/options';
import { UsageError } from '../shared/usage-error';
import { type Form, tokenOf } from './form';
import type { Run } from './run';

const PLAIN = { style: (_: unknown, text: string) => text };

/** Returns what the command `explain` prints about the token in the form, or a sentence about what it needs. */
export async function explainToken(run: Run, form: Form): Promise<string> {
  try {
    const answered = answer(questionOf(run, form), async () => tokenOf(form), Date.now);
    return asText(await answered.catch(inOneSentence), PLAIN);
  } catch (error) {
    if (error instanceof UsageError) return `There is no explanation. ${error.message}`;
    throw error;
  }
}

/** Describes the authorizer of the route in the template, or an authorizer function that accepts the kind of token in the form. */
function questionOf({ clerk, template }: Run, form: Form): ExplainValues {
  if (template?.template !== undefined) {
    const [path] = (form.get('path') ?? '/').split('?');
    return { ...template, route: `${form.get('method') ?? 'GET'} ${path}` };
  }
  const audience = form.get('audience');
  if (audience === undefined) throw new UsageError('Fill in the audience, or start the command with --template.');
  return {
    'frontend-api-url': form.get('frontendApiUrl') ?? clerk.frontendApiUrl,
    audience: [audience],
    'token-kind': [form.get('kind') ?? 'session'],
  };
}
