import { type Answer, bearer, type Gateway, type Question, statusOf, type Topic } from '../support/question';

export const ORIGIN = 'https://app.example.com';

const LAMBDA_GUIDE = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html';
const NO_CORS = 'Access is denied all the same, but a front end gets a network error instead of the status';
const STILL_DENIED =
  'Access is denied all the same, with another status than [operations](operations.md#why-401-why-403) says';
const DOCUMENTED = `[documented](${LAMBDA_GUIDE})`;

async function expired({ issue, call }: Gateway, api: string): Promise<Answer> {
  return call(api, 'GET', '/', { ...bearer(await issue.invalid('expired')), origin: ORIGIN });
}

function statusOfExpired(api: string): Question['observe'] {
  return async (gateway) => statusOf(await expired(gateway, api));
}

function corsOfExpired(api: string): Question['observe'] {
  return async (gateway) => {
    const answer = await expired(gateway, api);
    return `${statusOf(answer)}, ${answer.headers['access-control-allow-origin'] === ORIGIN ? 'with' : 'without'} CORS headers`;
  };
}

export const REFUSALS = {
  denied: {
    question: 'The status if a Lambda authorizer returns `isAuthorized: false`',
    expected: '403 Forbidden',
    source: DOCUMENTED,
    otherwise: STILL_DENIED,
    observe: statusOfExpired('Lambda'),
  },
  noToken: {
    question: 'The status if the identity source of a Lambda authorizer is missing',
    expected: '401 Unauthorized',
    source: DOCUMENTED,
    otherwise: STILL_DENIED,
    observe: async ({ call }) => statusOf(await call('Lambda', 'GET', '/')),
  },
  thrown: {
    question: 'The status if a Lambda authorizer throws `Unauthorized`',
    expected: '401 Unauthorized',
    source: 'documented for REST APIs only',
    emulator: '500 Internal Server Error',
    otherwise: 'Access is denied with 500: keep the default of `unauthenticatedResponse`, which is 403',
    observe: statusOfExpired('Throwing'),
  },
  returned: {
    question: 'The status if a Lambda authorizer returns `{ "errorMessage": "Unauthorized" }`',
    expected: '500 Internal Server Error',
    source: `a malformed response is [500](${LAMBDA_GUIDE})`,
    otherwise: 'With 401, a function could answer 401 without an error of its own, which the metric `Errors` counts',
    observe: statusOfExpired('Returning'),
  },
  native: {
    question: 'The status and challenge if a JWT authorizer refuses a token',
    expected: '401 Unauthorized, WWW-Authenticate: Bearer',
    source:
      '[documented](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html)',
    emulator: '401 Unauthorized',
    otherwise: 'Access is denied all the same; the access log has the reason in `authorizerError`',
    observe: async (gateway) => {
      const answer = await expired(gateway, 'Jwt');
      const [scheme] = String(answer.headers['www-authenticate'] ?? '').split(' ');
      return statusOf(answer) + (scheme && `, WWW-Authenticate: ${scheme}`);
    },
  },
  corsOfLambda: {
    question: 'The CORS headers on a refusal by a Lambda authorizer, with `corsPreflight`',
    expected: '403 Forbidden, with CORS headers',
    source: '[reported](https://github.com/aws/aws-sam-cli/issues/9087)',
    otherwise: NO_CORS,
    observe: corsOfExpired('Lambda'),
  },
  corsOfNative: {
    question: 'The CORS headers on a refusal by a JWT authorizer, with `corsPreflight`',
    expected: '401 Unauthorized, with CORS headers',
    source: 'reported of Lambda authorizers only',
    emulator: '401 Unauthorized, without CORS headers',
    otherwise: NO_CORS,
    observe: corsOfExpired('Jwt'),
  },
} as const satisfies Topic;
