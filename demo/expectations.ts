import { INVALID_TOKENS } from '../local/clerk/invalid-tokens';
import { CALLERS, type Caller } from './callers';

/** A request and the status that it should get. */
export interface Expectation {
  /** The app that the API belongs to: a path relative to the root of the repository. */
  readonly app: string;
  readonly method: string;
  readonly path: string;
  readonly caller: Caller;
  readonly expected: number;
}

/** The expected status for each caller. */
type Outcomes = Record<Caller, number>;

/** Expects `status` for every caller that `exceptions` does not list. */
function outcomes(status: number, exceptions: Record<number, Caller[]> = {}): Outcomes {
  const statuses = CALLERS.map((caller) => {
    const exception = Object.entries(exceptions).find(([, callers]) => callers.includes(caller));
    return [caller, exception ? Number(exception[0]) : status] as const;
  });
  return Object.fromEntries(statuses) as Outcomes;
}

function except(callers: Caller[], ...left: Caller[]): Caller[] {
  return callers.filter((caller) => !left.includes(caller));
}

const EVERYONE = outcomes(200);

const SESSIONS: Caller[] = [
  'signed in',
  'another user',
  'signed in, token of version 1',
  'member of an organization',
  'admin of an organization',
  'admin by metadata',
  'signed in ten hours ago',
  'signed in at another web site',
  'support, acting as a user',
];

/** Callers that API Gateway's JWT authorizer lets in: it checks the issuer, audience, times and signature only. */
const ACCEPTED_BY_JWT_AUTHORIZER: Caller[] = [
  ...SESSIONS,
  'JWT template',
  'OAuth client with the scope',
  'OAuth client without the scope',
  'machine',
  INVALID_TOKENS.pending.title,
];

const JWT = outcomes(401, { 200: ACCEPTED_BY_JWT_AUTHORIZER });

const JWT_WITH_SCOPE = outcomes(401, {
  200: ['OAuth client with the scope'],
  403: except(ACCEPTED_BY_JWT_AUTHORIZER, 'OAuth client with the scope'),
});

/** Callers that send no `Authorization` header: API Gateway answers 401 without asking the Lambda authorizer. */
const WITHOUT_HEADER: Caller[] = [
  'no token',
  'token in a cookie only',
  'token as a WebSocket subprotocol',
  'expired token as a WebSocket subprotocol',
  'browser preflight',
];

function lambda(...allowed: Caller[]): Outcomes {
  return outcomes(403, { 200: allowed, 401: WITHOUT_HEADER });
}

/** Another scheme than Bearer is no token, so its caller is anonymous. */
const OPTIONAL = outcomes(403, { 200: [...SESSIONS, ...WITHOUT_HEADER, 'basic authentication'] });

/** REST and WebSocket APIs answer 401 without a valid token, and 403 if a valid token does not meet the rule. */
function iam(status: number, allowed: Caller[], forbidden: Caller[] = []): Outcomes {
  return outcomes(401, { [status]: allowed, 403: forbidden });
}

const VERBS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

const METADATA = '/.well-known/oauth-protected-resource';

interface Route {
  readonly app: string;
  readonly methods: string[];
  readonly path: string;
  readonly outcomes: Partial<Outcomes>;
}

function routesOf(app: string, routes: Omit<Route, 'app'>[]): Route[] {
  return routes.map((route) => ({ app, ...route }));
}

const ROUTES = [
  ...routesOf('examples/http-api.ts', [
    { methods: ['GET', 'POST'], path: '/orders', outcomes: JWT },
    { methods: VERBS, path: '/documents/report.pdf', outcomes: JWT },
    { methods: ['OPTIONS'], path: '/documents/report.pdf', outcomes: { 'browser preflight': 204 } },
    { methods: ['TRACE', 'PROPFIND'], path: '/documents/report.pdf', outcomes: { 'no token': 405, 'signed in': 405 } },
    { methods: ['GET'], path: '/reports', outcomes: JWT_WITH_SCOPE },
    { methods: ['GET'], path: '/health', outcomes: EVERYONE },
  ]),
  ...routesOf('examples/claim-rules.ts', [
    { methods: VERBS, path: '/admin/users', outcomes: lambda('admin by metadata') },
    { methods: ['OPTIONS'], path: '/admin/users', outcomes: { 'browser preflight': 204 } },
    { methods: ['GET'], path: '/members', outcomes: lambda('admin of an organization') },
    { methods: ['POST'], path: '/invoices', outcomes: lambda('admin of an organization') },
    { methods: ['DELETE'], path: '/account', outcomes: lambda(...except(SESSIONS, 'signed in ten hours ago')) },
    { methods: ['GET'], path: '/feed', outcomes: OPTIONAL },
    { methods: ['GET'], path: '/orders', outcomes: JWT },
  ]),
  ...routesOf('examples/networkless.ts', [
    {
      methods: ['GET'],
      path: '/orders',
      outcomes: lambda(...except(SESSIONS, 'signed in at another web site', 'support, acting as a user')),
    },
    { methods: ['GET'], path: '/health', outcomes: EVERYONE },
  ]),
  ...routesOf('examples/http-proxy.ts', [
    { methods: ['GET'], path: '/orders', outcomes: JWT },
    { methods: ['GET'], path: '/members', outcomes: lambda('admin of an organization') },
    { methods: ['GET'], path: '/health', outcomes: EVERYONE },
  ]),
  ...routesOf('examples/http-queue.ts', [{ methods: ['POST'], path: '/jobs', outcomes: JWT }]),
  ...routesOf('examples/rest-table.ts', [
    { methods: ['PUT'], path: '/favorites/book', outcomes: iam(200, SESSIONS) },
    { methods: ['GET'], path: '/favorites', outcomes: iam(200, SESSIONS) },
  ]),
  ...routesOf('examples/rest-admin-only.ts', [
    {
      methods: ['GET'],
      path: '/admin',
      outcomes: iam(200, ['admin by metadata'], except(SESSIONS, 'admin by metadata')),
    },
    { methods: ['OPTIONS'], path: '/admin', outcomes: { 'browser preflight': 204 } },
  ]),
  ...routesOf('examples/mcp-server.ts', [
    {
      methods: ['GET', 'POST', 'DELETE'],
      path: '/mcp',
      outcomes: iam(200, ['MCP client'], ['MCP client without the scope']),
    },
    { methods: ['OPTIONS'], path: '/mcp', outcomes: { 'browser preflight': 204 } },
    { methods: ['GET'], path: METADATA, outcomes: EVERYONE },
    { methods: ['GET'], path: `${METADATA}/mcp`, outcomes: EVERYONE },
    { methods: ['OPTIONS'], path: `${METADATA}/mcp`, outcomes: { 'browser preflight': 204 } },
  ]),
  ...routesOf('examples/websocket.ts', [
    { methods: ['$connect'], path: '/', outcomes: iam(101, [...SESSIONS, 'token as a WebSocket subprotocol']) },
  ]),
];

export const APPS = [...new Set(ROUTES.map(({ app }) => app))];

export const EXPECTATIONS: Expectation[] = ROUTES.flatMap(({ app, methods, path, outcomes }) =>
  methods.flatMap((method) =>
    Object.entries(outcomes)
      .sort(([, one], [, other]) => one - other)
      .map(([caller, expected]) => ({ app, method, path, caller: caller as Caller, expected })),
  ),
);
