import { isObject } from './shared/json';
import { outcomeOf, type Reason, sentenceOf } from './shared/reasons';

export type Log = (entry: object) => void;

/** Lambda's JSON log format takes an object apart into fields; its text format needs to be given JSON. */
export function writeLog(entry: object): void {
  console.log(process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? entry : JSON.stringify(entry));
}

/** What is logged about a refusal. Neither the token nor any of its claims is in it. */
export function refusalEntry(reason: Reason, event: unknown, audience: string[] | undefined): object {
  const sentence = sentenceOf(reason);
  // The one thing to set in Clerk that has no value of its own until it is set.
  const action = reason === 'audience-missing' ? `${sentence} ${JSON.stringify({ aud: audience?.[0] })}` : sentence;
  return { decision: 'deny', outcome: outcomeOf(reason), reason, ...idsOf(event), action };
}

/** As they came: of an event that makes no sense, not even texts can be made. */
function idsOf(event: unknown): object {
  if (!isObject(event) || !isObject(event.requestContext)) return {};
  const { routeKey = event.routeKey, requestId, httpMethod, resourcePath } = event.requestContext;
  return { routeKey, httpMethod, resourcePath, requestId };
}
