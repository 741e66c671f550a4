import { ok } from 'node:assert/strict';
import { createHandler } from '../../../lambda/handler';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { checkResponse, type Verdict } from './oracle';
import { type Json, stringsIn } from './read-event';
import { NOW, TOKENS } from './tokens';

type Handler = (event: unknown) => Promise<Verdict | 'unauthorized'>;

/** The number of decisions by verdict. Without a grant, the test would not have checked any. */
export type VerdictCounts = Record<Verdict | 'unauthorized', number>;

export function newCounts(): VerdictCounts {
  return { granted: 0, anonymous: 0, denied: 0, unauthorized: 0 };
}

const SECRETS = TOKENS.flatMap((token) => token.split('.').slice(1)).filter((part) => part.length > 8);

/**
 * Creates the whole function. Every response and log entry is checked by the oracle.
 *
 * @param text The policy in the environment variable.
 * @param policy The same policy; undefined if `text` is invalid.
 */
export function checkedHandler(
  text: string | undefined,
  policy: PolicyDocument | undefined,
  counts: VerdictCounts,
  download: () => Promise<string> = () => Promise.reject(new Error('a network call')),
): Handler {
  let logged = '';
  const log = (line: string) => {
    if (!('keyFetch' in JSON.parse(line))) logged += line;
  };
  const handle = createHandler(text, { now: () => NOW * 1000, download, log, environment: {} });
  return async (event) => {
    logged = '';
    const verdict = await decide(event);
    counts[verdict]++;
    ok(
      !SECRETS.some((secret) => logged.includes(secret) && !isFromApi(secret, event)),
      `a token in the log: ${logged}`,
    );
    ok(
      (verdict === 'granted' || verdict === 'anonymous') === (logged === ''),
      'refusals are logged, and nothing else is',
    );
    return verdict;
  };

  async function decide(event: unknown): Promise<Verdict | 'unauthorized'> {
    const response = await handle(event).catch((error: Error) => {
      ok(error.message === 'Unauthorized', error);
    });
    return response ? checkResponse(event, response, policy) : 'unauthorized';
  }
}

/** Whether a string is in a part of the event that no caller controls. The log contains the route and the request id. */
function isFromApi(text: string, event: unknown): boolean {
  const { routeKey, requestContext } = Object(event) as Json;
  return stringsIn([routeKey, requestContext]).some((each) => each.includes(text));
}
