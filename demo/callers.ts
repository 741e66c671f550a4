import { type LocalClerk, type SessionOptions, VARIANTS, type VariantName } from '../local/clerk';

/** What a caller sends with its request. */
export type Credentials = Record<string, string>;

/** Clerk's tokens live for a minute; these for an hour, so that they can be tried by hand. */
const LIFETIME = 3600;
/** What the examples ask for: their audience, and (some) the web site that their users sign in at. */
const API = { lifetime: LIFETIME, claims: { aud: 'ClerkJwtAuthorizer' }, origin: 'https://app.example.com' };

function withClaims(claims: Record<string, unknown>): SessionOptions {
  return { ...API, claims: { ...API.claims, ...claims } };
}

type Login = (clerk: LocalClerk, mcpServer: string) => Promise<Credentials>;

function session(options: SessionOptions): Login {
  return async (clerk) => bearer(await clerk.mint.session(options));
}

function bearer(token: string): Credentials {
  return { authorization: `Bearer ${token}` };
}

/** All that a script in a browser can say when it opens a WebSocket. */
function subprotocol(token: string): Credentials {
  return { 'sec-websocket-protocol': `clerk, ${token}` };
}

/** Callers who are who they say. */
const GENUINE = {
  'signed in': session(API),
  'signed in, token of version 1': session({ ...API, version: 1 }),
  'member of an organization': session({
    ...API,
    organization: { role: 'member', permissions: ['org:invoices:read'] },
  }),
  'admin of an organization': session({
    ...API,
    organization: { role: 'admin', permissions: ['org:invoices:create'] },
  }),
  'admin by metadata': session(withClaims({ metadata: { role: 'admin' } })),
  'signed in ten hours ago': session({ ...API, factorAge: [600, -1] }),
  'signed in at another web site': session({ ...API, origin: 'https://other.example.com' }),
  'support, acting as a user': session({ ...API, impersonated: true }),
  'JWT template': async (clerk) => bearer(await clerk.mint.template(API)),
  'OAuth client with the scope': async (clerk) => bearer(await clerk.mint.oauth(withClaims({ scope: 'reports:read' }))),
  'OAuth client without the scope': async (clerk) => bearer(await clerk.mint.oauth(API)),
  'OAuth client of another API': async (clerk) => bearer(await clerk.mint.oauth({ lifetime: LIFETIME })),
  // Tokens for one resource are good nowhere else.
  'MCP client': async (clerk, aud) => bearer(await clerk.mint.oauth({ lifetime: LIFETIME, claims: { aud } })),
  'MCP client without the scope': async (clerk, aud) =>
    bearer(await clerk.mint.oauth({ lifetime: LIFETIME, claims: { aud, scope: 'openid' } })),
  'session token for the MCP server': async (clerk, aud) =>
    bearer(await clerk.mint.session({ lifetime: LIFETIME, claims: { aud, scope: 'profile' } })),
  machine: async (clerk) => bearer(await clerk.mint.machine(API)),
} satisfies Record<string, Login>;

/** Callers without a token where one belongs. */
const TOKENLESS = {
  'no token': async () => ({}),
  'token in a cookie only': async (clerk) => ({ cookie: `__session=${await clerk.mint.session(API)}` }),
  'token as a WebSocket subprotocol': async (clerk) => subprotocol(await clerk.mint.session(API)),
  'expired token as a WebSocket subprotocol': async (clerk) => subprotocol(await clerk.mint.variant('expired', API)),
  'basic authentication': async () => ({ authorization: `Basic ${btoa('user:password')}` }),
  'browser preflight': async () => ({
    origin: 'http://localhost:3000',
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  }),
} satisfies Record<string, Login>;

/** Not tried: Clerk makes no token without `exp`, and AWS does not say what becomes of one. */
type Tried = Exclude<VariantName, 'noExpiry'>;

/** Callers whose token has one thing wrong. */
const FLAWED = Object.fromEntries<Login>(
  Object.entries(VARIANTS)
    .filter(([name]) => name !== 'noExpiry')
    .map(([name, { title }]) => [title, async (clerk) => bearer(await clerk.mint.variant(name as Tried, API))]),
) as Record<(typeof VARIANTS)[Tried]['title'], Login>;

export type Caller = keyof typeof GENUINE | keyof typeof TOKENLESS | keyof typeof FLAWED;

const LOGINS: Record<Caller, Login> = { ...GENUINE, ...TOKENLESS, ...FLAWED };

export const CALLERS = Object.keys(LOGINS) as Caller[];

/** Whom every protected route turns away. A pending session is not among them: API Gateway alone does not see it. */
export const FLAWED_CALLERS: Caller[] = (Object.keys(FLAWED) as Caller[]).filter(
  (caller) => caller !== VARIANTS.pending.title,
);

/** Logs everyone in. */
export async function credentialsOf(clerk: LocalClerk, mcpServer: string): Promise<Record<Caller, Credentials>> {
  const logins = CALLERS.map(async (caller) => [caller, await LOGINS[caller](clerk, mcpServer)] as const);
  const entries = await Promise.all(logins);
  return Object.fromEntries(entries) as Record<Caller, Credentials>;
}
