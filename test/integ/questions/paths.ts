import { type Gateway, type Question, statusOf, type Topic } from '../support/question';

/** The routes of both APIs. */
export const ROUTES = [
  'ANY /{proxy+}',
  'ANY /admin',
  'ANY /admin/{proxy+}',
  'GET /admin/status',
  'GET /items/{id}',
  'ANY /public/{proxy+}',
];

const OTHERWISE = '**A public route may take it**: protect the [catch-all](routing.md#what-to-do)';

/** Asks which route takes each path. */
async function routesOf({ call }: Gateway, api: string, paths: string[]): Promise<string> {
  const routes = paths.map(async (path) => {
    const answer = await call(api, 'GET', path);
    return answer.headers['x-route'] ?? statusOf(answer);
  });
  return (await Promise.all(routes)).join(', ');
}

/** Asks the same of an HTTP API, which names the route, and of a REST API, which names the resource. */
function question(paths: string[], http: string, rest: string, source = 'not documented'): Question {
  return {
    question: `The route that takes ${paths.map((path) => `\`${path}\``).join(', ')}`,
    expected: `HTTP API: ${http}; REST API: ${rest}`,
    source,
    otherwise: OTHERWISE,
    observe: async (gateway) => {
      const routes = await Promise.all([routesOf(gateway, 'Http', paths), routesOf(gateway, 'Rest', paths)]);
      return `HTTP API: ${routes[0]}; REST API: ${routes[1]}`;
    },
  };
}

const MATCHING =
  '[documented](https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html)';

export const PATHS = {
  plain: question(
    ['/admin', '/admin/x', '/other'],
    'ANY /admin, ANY /admin/{proxy+}, ANY /{proxy+}',
    '/admin, /admin/{proxy+}, /{proxy+}',
    MATCHING,
  ),
  encoded: question(['/admin%2Fusers', '/%61dmin'], 'ANY /admin/{proxy+}, ANY /admin', '/admin/{proxy+}, /admin'),
  encodedTwice: question(['/admin%252Fusers'], 'ANY /{proxy+}', '/{proxy+}'),
  dots: question(
    ['/public/../admin', '/public/%2e%2e/admin', '/./admin'],
    'ANY /public/{proxy+}, ANY /public/{proxy+}, ANY /{proxy+}',
    '/public/{proxy+}, /public/{proxy+}, /{proxy+}',
  ),
  slashes: question(
    ['//admin', '/admin//users', '/admin/'],
    'ANY /admin, ANY /admin/{proxy+}, ANY /admin',
    '/admin, /admin/{proxy+}, /admin',
  ),
  slashesOfStatus: question(
    ['/admin/status/', '/admin//status'],
    'ANY /admin/{proxy+}, ANY /admin/{proxy+}',
    '/admin/status, /admin/status',
  ),
  slashOfItem: question(['/items/1/'], 'ANY /{proxy+}', '/items/{id}'),
  others: question(
    ['/Admin', '/admin;a=b', '/admin%00'],
    'ANY /{proxy+}, ANY /{proxy+}, ANY /{proxy+}',
    '/{proxy+}, /{proxy+}, /{proxy+}',
  ),
} satisfies Topic;
