import { now } from '../../../local/clerk/claims';
import { bearer, type Question, type Topic } from '../support/question';

const SECONDS = [2, 10, 30, 65, 130, 310];
const HOUR = 3600;

/** Asks for the longest of `SECONDS` by which the time of a token may be off. */
function leeway(timesAt: (seconds: number) => Record<string, number>): Question['observe'] {
  return async ({ issue, call }) => {
    const control = await call('Jwt', 'GET', '/', bearer(await issue.session()));
    if (control.status !== 200) return `no answer: a valid token gets ${control.status}`;
    const accepted = await Promise.all(
      SECONDS.map(async (seconds) => {
        const token = await issue.session({ claims: timesAt(seconds) });
        return (await call('Jwt', 'GET', '/', bearer(token))).status === 200 ? seconds : 0;
      }),
    );
    const longest = Math.max(...accepted);
    return longest ? `accepted by ${longest} s` : 'refused';
  };
}

const expiredFor = (seconds: number) => ({ exp: now() - seconds, iat: now() - HOUR, nbf: now() - HOUR });
const startsIn = (seconds: number) => ({ exp: now() + HOUR, iat: now(), nbf: now() + seconds });
const issuedIn = (seconds: number) => ({ exp: now() + HOUR, iat: now() + seconds, nbf: now() });

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html';
const DOCUMENTED = `no leeway is [documented](${GUIDE})`;
const SLOW_CLOCK = '**A token is accepted longer by that time** on routes with the JWT authorizer';
const FAST_CLOCK = 'Nothing changes: such a token is accepted a little later anyway';

export const CLOCK = {
  expiry: {
    question: 'A token that has expired, on a route with the JWT authorizer',
    expected: 'refused',
    source: DOCUMENTED,
    otherwise: SLOW_CLOCK,
    observe: leeway(expiredFor),
  },
  notBefore: {
    question: 'A token whose `nbf` is in the future, on a route with the JWT authorizer',
    expected: 'refused',
    source: DOCUMENTED,
    otherwise: FAST_CLOCK,
    observe: leeway(startsIn),
  },
  issuedAt: {
    question: 'A token whose `iat` is in the future, on a route with the JWT authorizer',
    expected: 'refused',
    source: DOCUMENTED,
    otherwise: FAST_CLOCK,
    observe: leeway(issuedIn),
  },
} as const satisfies Topic;
