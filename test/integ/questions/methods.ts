import type { Question, Topic } from '../support/question';

export const ORIGIN = 'https://app.example.com';

const METHOD_NAMES = [
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
  'PROPFIND',
  'PURGE',
  'X-OWN',
];
const CORS_GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html';
const STILL_CLOSED =
  'Browsers get another answer than [browsers and CORS](cors.md#what-answers-a-preflight) says; no protected route takes a preflight';

/** Asks which methods reach the back end of the route `ANY /any`. */
function methodsOfAny(api: string): Question['observe'] {
  return async ({ call }) => {
    const reached = await Promise.all(
      METHOD_NAMES.map(async (method) => ((await call(api, method, '/any')).headers['x-route'] ? method : '')),
    );
    return reached.filter(Boolean).join(' ');
  };
}

/** Asks who answers a preflight: a route, by its key, the preflight responder, which sets `Allow`, or API Gateway itself. */
function preflightOf(api: string, path: string): Question['observe'] {
  return async ({ call }) => {
    const preflight = { origin: ORIGIN, 'access-control-request-method': 'GET' };
    const { status, headers } = await call(api, 'OPTIONS', path, preflight);
    const cors = headers['access-control-allow-origin'] === ORIGIN ? 'with' : 'without';
    const answeredBy = headers['x-route'] ?? (headers.allow ? 'preflight responder' : 'API Gateway');
    return `${answeredBy}: ${status}, ${cors} CORS headers`;
  };
}

export const METHODS = {
  anyOfHttp: {
    question: 'The methods that reach an `ANY` route of an HTTP API',
    expected: 'DELETE GET HEAD OPTIONS PATCH POST PUT',
    source: 'not documented',
    emulator: 'DELETE GET HEAD OPTIONS PATCH POST PUT TRACE PROPFIND PURGE X-OWN',
    otherwise: 'Other methods reach the preflight responder, which answers them with 405, and not the back end',
    observe: methodsOfAny('Http'),
  },
  anyOfRest: {
    question: 'The methods that reach an `ANY` method of a REST API',
    expected: 'DELETE GET HEAD OPTIONS PATCH POST PUT',
    source: '[routing](routing.md#how-api-gateway-matches-a-path)',
    emulator: 'DELETE GET HEAD OPTIONS PATCH POST PUT TRACE PROPFIND PURGE X-OWN',
    otherwise: 'The function refuses a method that it does not know, whatever the token is',
    observe: methodsOfAny('Rest'),
  },
  preflightOfGet: {
    question: 'Who answers the preflight of a path without an `ANY` or `OPTIONS` route, with `corsPreflight`',
    expected: 'API Gateway: 204, with CORS headers',
    source: `[documented](${CORS_GUIDE})`,
    otherwise: STILL_CLOSED,
    observe: preflightOf('Http', '/get'),
  },
  preflightOfAny: {
    question: 'The same of a path with an open `ANY` route',
    expected: 'ANY /any: 200, with CORS headers',
    source: '[reported](https://github.com/anomalyco/sst/issues/5493)',
    otherwise: STILL_CLOSED,
    observe: preflightOf('Http', '/any'),
  },
  preflightOfOptions: {
    question: 'The same of a path with an `OPTIONS` route',
    expected: 'OPTIONS /options: 200, with CORS headers',
    source: '[reported](https://github.com/aws/serverless-application-model/issues/1603)',
    otherwise: STILL_CLOSED,
    observe: preflightOf('Http', '/options'),
  },
  preflightOfDefault: {
    question: 'The same of an API with a `$default` route',
    expected: '$default: 200, with CORS headers',
    source: `[documented](${CORS_GUIDE})`,
    otherwise: STILL_CLOSED,
    observe: preflightOf('Default', '/elsewhere'),
  },
  preflightOfGuardedAny: {
    question: 'The same of a path with an `ANY` route behind a JWT authorizer',
    expected: 'API Gateway: 401, with CORS headers',
    source: '[reported](https://github.com/anomalyco/sst/issues/5493), without the headers',
    emulator: 'API Gateway: 401, without CORS headers',
    otherwise: 'Such a route works in browsers; this package makes none',
    observe: preflightOf('Http', '/guarded'),
  },
  preflightOfResponder: {
    question: 'The answer of the preflight responder with `corsPreflight`',
    expected: 'preflight responder: 204, with CORS headers',
    source: 'it is an `ANY` route',
    otherwise: 'Browsers cannot call the path: choose `PreflightRoute.NONE`',
    observe: preflightOf('Protected', '/protected'),
  },
} as const satisfies Topic;
