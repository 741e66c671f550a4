import { ok } from 'node:assert/strict';
import { createHandler } from '../../../lambda/handler';
import type { PolicyDocument } from '../../../src/policy/policy-document';
import { judge, type Verdict } from './oracle';
import { type Json, textsOf } from './read-event';
import { NOW, TOKENS } from './tokens';

type Handler = (event: unknown) => Promise<Verdict | 'unauthorized'>;

/** How often what was decided. That something was granted shows that the judge had something to judge. */
export type Tally = Record<Verdict | 'unauthorized', number>;

export function newTally(): Tally {
  return { granted: 0, anonymous: 0, denied: 0, unauthorized: 0 };
}

const SECRETS = TOKENS.flatMap((token) => token.split('.').slice(1)).filter((part) => part.length > 8);

/** The whole function, each of whose answers and log lines is judged. `policy` is what the text says, if it can be read. */
export function judgedHandler(
  text: string | undefined,
  policy: PolicyDocument | undefined,
  tally: Tally,
  download: () => Promise<string> = () => Promise.reject(new Error('a network call')),
): Handler {
  let logged = '';
  const log = (entry: object) => {
    logged += JSON.stringify(entry);
  };
  const handle = createHandler(text, { now: () => NOW * 1000, download, log, environment: {} });
  return async (event) => {
    logged = '';
    const verdict = await decide(event);
    tally[verdict]++;
    ok(
      !SECRETS.some((secret) => logged.includes(secret) && !isFromApi(secret, event)),
      `a token in the log: ${logged}`,
    );
    ok((verdict === 'granted' || verdict === 'anonymous') === (logged === ''), 'refusals are logged, and nothing else');
    return verdict;
  };

  async function decide(event: unknown): Promise<Verdict | 'unauthorized'> {
    const answer = await handle(event).catch((error: Error) => {
      ok(error.message === 'Unauthorized', error);
    });
    return answer ? judge(event, answer, policy) : 'unauthorized';
  }
}

/** Whether it stands where no caller can write, from where the log takes the names of route and request. */
function isFromApi(text: string, event: unknown): boolean {
  const { routeKey, requestContext } = Object(event) as Json;
  return textsOf([routeKey, requestContext]).some((each) => each.includes(text));
}
