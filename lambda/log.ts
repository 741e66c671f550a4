import { isObject } from './shared/json';
import { outcomeOf, type Reason, remedyOf } from './shared/reasons';

export type Log = (entry: object) => void;

/** With JSON logging Lambda expands an object into fields; with text logging it must be serialized first. */
export function writeLog(entry: object): void {
  console.log(process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? entry : JSON.stringify(entry));
}

/** Returns the log entry of a refusal. It contains neither the token nor any of its claims. */
export function refusalEntry(reason: Reason, event: unknown, audience: string[] | undefined): object {
  const example = reason === 'audience-missing' ? ` For example: ${JSON.stringify({ aud: audience?.[0] })}.` : '';
  const remedy = remedyOf(reason) + example;
  return { decision: 'deny', outcome: outcomeOf(reason), reason, ...idsOf(event), remedy };
}

/** The ids are logged unchanged: the values of a malformed event may not convert to strings. */
function idsOf(event: unknown): object {
  if (!isObject(event) || !isObject(event.requestContext)) return {};
  const { routeKey = event.routeKey, requestId, httpMethod, resourcePath } = event.requestContext;
  return { routeKey, httpMethod, resourcePath, requestId };
}
