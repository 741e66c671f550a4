import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type Answer,
  bearer,
  type Gateway,
  type Question,
  type Received,
  received,
  statusOf,
  type Topic,
} from '../support/question';

const GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html';
const DOCUMENTED = `[documented](${GUIDE})`;
const REST_GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html';

/** Claims whose values may not survive the way to the back end. */
const CLAIMS = {
  nested: { list: ['a', { b: 1 }], flag: true },
  nothing: null,
  quoted: 'say "hi", \\ {"a":1} ü',
};

const ofFunction = ({ authorizer }: Received) => authorizer?.lambda?.claims;
const ofRest = ({ authorizer }: Received) => JSON.parse(authorizer?.claims ?? '{}');

async function get(gateway: Gateway, api: string): Promise<Answer> {
  return gateway.call(api, 'GET', '/items/1', bearer(await gateway.issue.session({ claims: CLAIMS })));
}

function describe(
  answer: Answer,
  claimsOf: (call: Received) => Record<string, unknown> | undefined,
  name: keyof typeof CLAIMS,
) {
  if (answer.status !== 200) return statusOf(answer);
  const claim = claimsOf(received(answer))?.[name];
  if (isDeepStrictEqual(claim, CLAIMS[name])) return '200, as in the token';
  return `200, ${claim === undefined ? 'absent' : `as the text ${String(claim)}`}`;
}

function claimBehind(
  api: string,
  claimsOf: Parameters<typeof describe>[1],
  name: keyof typeof CLAIMS,
): Question['observe'] {
  return async (gateway) => describe(await get(gateway, api), claimsOf, name);
}

/** The lifetime of a token, in seconds, in which the decision on it has to be cached. */
const LIFETIME = 20;

/** Waits until the function refuses the token, which it does five seconds after the expiry, and only the cache grants. */
function untilExpired(): Promise<void> {
  return sleep((LIFETIME + 7) * 1000);
}

/** Asks again when only the cache can know the caller. */
function cachedClaim(api: string, claimsOf: Parameters<typeof describe>[1]): Question['observe'] {
  return async ({ issue, call }) => {
    const headers = bearer(await issue.session({ lifetime: LIFETIME, claims: CLAIMS }));
    const expiry = untilExpired();
    const first = await call(api, 'GET', '/items/1', headers);
    if (first.status !== 200) return `no answer: the first call gets ${first.status}`;
    await expiry;
    return describe(await call(api, 'GET', '/items/1', headers), claimsOf, 'quoted');
  };
}

/** Asks whether a cached permission for GET is used for DELETE, or a cached refusal of DELETE for GET. */
function cachedForMethod(api: string): Question['observe'] {
  return async ({ issue, call }) => {
    const headers = bearer(await issue.session({ lifetime: LIFETIME }));
    const expiry = untilExpired();
    const ask = async (method: string, path: string) => (await call(api, method, path, headers)).status;
    const fresh = [await ask('GET', '/items/1'), await ask('DELETE', '/items/1')];
    await expiry;
    const cached = [await ask('GET', '/items/2'), await ask('DELETE', '/items/2')];
    return `GET and DELETE: ${fresh.join(' and ')}, from the cache ${cached.join(' and ')}`;
  };
}

export const CONTEXT = {
  nested: {
    question: 'An object in the context of a Lambda authorizer of an HTTP API',
    expected: '200, as in the token',
    source: DOCUMENTED,
    otherwise: '`getAuth(event)` throws, since the claims are not what the authorizer sent',
    observe: claimBehind('Http', ofFunction, 'nested'),
  },
  nulls: {
    question: 'A `null` in the context of a Lambda authorizer of an HTTP API',
    expected: '200, as in the token',
    source: 'not documented',
    otherwise: 'With 500, callers whose claims have a null are refused; if it is absent, nothing changes',
    observe: claimBehind('Http', ofFunction, 'nothing'),
  },
  quotes: {
    question: 'A text with quotation marks in that context',
    expected: '200, as in the token',
    source: DOCUMENTED,
    otherwise: 'Callers whose claims have quotation marks are refused',
    observe: claimBehind('Http', ofFunction, 'quoted'),
  },
  cachedQuotes: {
    question: 'The same from the cache',
    expected: '200, as in the token',
    source: '[a report](https://github.com/mantil-io/mantil/issues/52) of 2021 says 500',
    otherwise:
      'Callers whose claims have quotation marks get 500 while the decision is cached: remove `resultsCacheTtl`',
    observe: cachedClaim('CachingHttp', ofFunction),
  },
  cachedQuotesOfRest: {
    question: 'The claims of a REST API, which are JSON in a text, from the cache',
    expected: '200, as in the token',
    source: `[documented](${REST_GUIDE})`,
    otherwise: 'Callers get 500 while the decision is cached: remove `resultsCacheTtl`',
    observe: cachedClaim('CachingRest', ofRest),
  },
  nativeObject: {
    question: 'A claim with an object, from the JWT authorizer',
    expected: '200, as the text map[flag:true list:[a map[b:1]]]',
    source: '[reported](https://github.com/aws/aws-lambda-go/issues/570)',
    otherwise: '`getAuth(event)` reads the claims of the token itself, so nothing changes',
    observe: claimBehind('Jwt', ({ authorizer }) => authorizer?.jwt?.claims, 'nested'),
  },
  nativeNull: {
    question: 'A claim with `null`, from the JWT authorizer',
    expected: '200, absent',
    emulator: '200, as the text null',
    source: '[reported](https://github.com/floci-io/floci/issues/2011)',
    otherwise: '`getAuth(event)` reads the claims of the token itself, so nothing changes',
    observe: claimBehind('Jwt', ({ authorizer }) => authorizer?.jwt?.claims, 'nothing'),
  },
  routeKey: {
    question: 'Decisions of an HTTP API that are cached by `$context.routeKey`',
    expected: 'GET and DELETE: 200 and 403, from the cache 200 and 403',
    source: DOCUMENTED,
    otherwise: '**A cached decision may be used for a route with another rule**: remove `resultsCacheTtl`',
    observe: cachedForMethod('CachingHttp'),
  },
  restContext: {
    question: 'Decisions of a REST API that are cached by `context.httpMethod` and `context.resourcePath`',
    expected: 'GET and DELETE: 200 and 403, from the cache 200 and 403',
    source: `[documented](${REST_GUIDE})`,
    otherwise: '**A cached decision may be used for a method with another rule**: remove `resultsCacheTtl`',
    observe: cachedForMethod('CachingRest'),
  },
} as const satisfies Topic;
