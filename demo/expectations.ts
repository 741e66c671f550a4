import { VARIANTS } from '../local/clerk';
import { CALLERS, type Caller } from './callers';

/** A request and the status that it ought to have. */
export interface Expectation {
  /** The app of the API, a path inside the clone. */
  readonly app: string;
  readonly method: string;
  readonly path: string;
  readonly caller: Caller;
  readonly expected: number;
}

/** Which callers get which status. */
type Outcomes = Record<Caller, number>;

/** `otherwise` for every caller that `exceptions` does not name. */
function outcomes(otherwise: number, exceptions: Record<number, Caller[]> = {}): Outcomes {
  const statuses = CALLERS.map((caller) => {
    const exception = Object.entries(exceptions).find(([, callers]) => callers.includes(caller));
    return [caller, exception ? Number(exception[0]) : otherwise] as const;
  });
  return Object.fromEntries(statuses) as Outcomes;
}

function except(callers: Caller[], ...left: Caller[]): Caller[] {
  return callers.filter((caller) => !left.includes(caller));
}

const EVERYONE = outcomes(200);

const SESSIONS: Caller[] = [
  'signed in',
  'signed in, token of version 1',
  'member of an organization',
  'admin of an organization',
  'admin by metadata',
  'signed in ten hours ago',
  'signed in at another web site',
  'support, acting as a user',
];

/** Whom API Gateway's own JWT authorizer lets in: it looks at issuer, audience, times and signature, nothing else. */
const GOOD_FOR_NATIVE: Caller[] = [
  ...SESSIONS,
  'JWT template',
  'OAuth client with the scope',
  'OAuth client without the scope',
  'machine',
  VARIANTS.pending.title,
];

const NATIVE = outcomes(401, { 200: GOOD_FOR_NATIVE });

const NATIVE_WITH_SCOPE = outcomes(401, {
  200: ['OAuth client with the scope'],
  403: except(GOOD_FOR_NATIVE, 'OAuth client with the scope'),
});

/** API Gateway itself refuses a call without an `Authorization` header; the Lambda authorizer forbids the rest. */
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

const OPTIONAL = outcomes(403, { 200: [...SESSIONS, ...WITHOUT_HEADER] });

/** REST and WebSocket APIs: whoever has no good token is asked for one (401), and only who lacks a right is forbidden. */
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
    { methods: ['GET', 'POST'], path: '/orders', outcomes: NATIVE },
    { methods: VERBS, path: '/documents/report.pdf', outcomes: NATIVE },
    { methods: ['OPTIONS'], path: '/documents/report.pdf', outcomes: { 'browser preflight': 204 } },
    { methods: ['GET'], path: '/reports', outcomes: NATIVE_WITH_SCOPE },
    { methods: ['GET'], path: '/health', outcomes: EVERYONE },
  ]),
  ...routesOf('examples/claim-rules.ts', [
    { methods: VERBS, path: '/admin/users', outcomes: lambda('admin by metadata') },
    { methods: ['OPTIONS'], path: '/admin/users', outcomes: { 'browser preflight': 200 } },
    { methods: ['GET'], path: '/members', outcomes: lambda('admin of an organization') },
    { methods: ['POST'], path: '/invoices', outcomes: lambda('admin of an organization') },
    { methods: ['DELETE'], path: '/account', outcomes: lambda(...except(SESSIONS, 'signed in ten hours ago')) },
    { methods: ['GET'], path: '/feed', outcomes: OPTIONAL },
    { methods: ['GET'], path: '/orders', outcomes: NATIVE },
  ]),
  ...routesOf('examples/networkless.ts', [
    {
      methods: ['GET'],
      path: '/orders',
      outcomes: lambda(...except(SESSIONS, 'signed in at another web site', 'support, acting as a user')),
    },
    { methods: ['GET'], path: '/health', outcomes: EVERYONE },
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
