import { explainFunction } from '../../explain/explain-function';
import { explainNative } from '../../explain/explain-native';
import type { Explanation } from '../../explain/explanation';
import { UsageError } from '../shared/usage-error';
import type { ExplainValues } from './options';
import type { Question } from './question';
import { questionFromOptions } from './question-from-options';
import { questionFromTemplate } from './question-from-template';
import { readKeys } from './read-keys';

export interface Answer {
  /** The subject of the question, for the reader. */
  readonly question: { readonly route?: string; readonly guard: Question['guard'] };
  readonly explanation: Explanation;
  /** The answer of the JWT authorizer of API Gateway to the same token. HTTP APIs only. */
  readonly native?: Explanation;
}

/**
 * Explains what the authorizer that the options describe makes of a token.
 *
 * @param readCredentials returns the token, with or without `Bearer`. An open route needs none.
 */
export async function answer(
  values: ExplainValues,
  readCredentials: () => Promise<string>,
  clock: () => number,
): Promise<Answer> {
  const asked =
    values.template === undefined ? questionFromOptions(values) : questionFromTemplate(values.template, values);
  const question = { route: asked.route, guard: asked.guard };
  if (asked.guard === 'open') return { question, explanation: { status: 200, checks: [], fixes: [], isModel: true } };
  const credentials = await readCredentials();
  const now = values.at === undefined ? clock() : timeOf(values.at);
  const keys = await readKeys(values, asked.guard === 'jwt' ? asked.authorizer : asked.policy, now);
  if (asked.guard === 'jwt') {
    return { question, explanation: explainNative(asked.authorizer, credentials, keys, now) };
  }
  const { kind, policy } = asked;
  const explanation = await explainFunction({ ...asked, credentials, keys: keys.source, now });
  const authorizer = { kind, issuer: policy.issuer, audience: policy.audience, scopes: [] };
  return {
    question,
    explanation,
    native: kind === 'http' ? explainNative(authorizer, credentials, keys, now) : undefined,
  };
}

function timeOf(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new UsageError('Write the time of --at as in 2026-01-31T12:00:00Z.');
  return time;
}
