import type { SessionOptions } from '../local/clerk/claims';
import { IDS } from '../local/clerk/ids';
import { INVALID_TOKENS, type InvalidTokenName } from '../local/clerk/invalid-tokens';
import type { LocalClerk } from '../local/clerk/local-clerk';
import type { Credentials } from '../local/emulator/api';

/** Lifetime of the tokens in seconds. An hour instead of Clerk's minute, so that they can be tried by hand. */
const LIFETIME = 3600;
/** Options for a token that the examples accept: their audience, and the web origin that some of them require. */
const API = { lifetime: LIFETIME, claims: { aud: 'ClerkJwtAuthorizer' }, origin: 'https://app.example.com' };

function withClaims(claims: Record<string, unknown>): SessionOptions {
  return { ...API, claims: { ...API.claims, ...claims } };
}

/** Obtains the credentials of one caller. `mcpServer` is the URL of the MCP server, the audience of its tokens. */
type Login = (clerk: LocalClerk, mcpServer: string) => Promise<Credentials>;

function session(options: SessionOptions): Login {
  return async (clerk) => bearer(await clerk.issue.session(options));
}

function bearer(token: string): Credentials {
  return { authorization: `Bearer ${token}` };
}

/** Sends the token as a WebSocket subprotocol: a script in a browser can set no other header. */
function subprotocol(token: string): Credentials {
  return { 'sec-websocket-protocol': `clerk, ${token}` };
}

/** Callers with a valid token. */
const WITH_VALID_TOKEN = {
  'signed in': session(API),
  'another user': session({ ...API, userId: IDS.otherUser }),
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
  'JWT template': async (clerk) => bearer(await clerk.issue.template(API)),
  'OAuth client with the scope': async (clerk) =>
    bearer(await clerk.issue.oauth(withClaims({ scope: 'reports:read' }))),
  'OAuth client without the scope': async (clerk) => bearer(await clerk.issue.oauth(API)),
  'OAuth client of another API': async (clerk) => bearer(await clerk.issue.oauth({ lifetime: LIFETIME })),
  // The tokens of these three have the MCP server as audience, so no other API accepts them.
  'MCP client': async (clerk, aud) => bearer(await clerk.issue.oauth({ lifetime: LIFETIME, claims: { aud } })),
  'MCP client without the scope': async (clerk, aud) =>
    bearer(await clerk.issue.oauth({ lifetime: LIFETIME, claims: { aud, scope: 'openid' } })),
  'session token for the MCP server': async (clerk, aud) =>
    bearer(await clerk.issue.session({ lifetime: LIFETIME, claims: { aud, scope: 'profile' } })),
  machine: async (clerk) => bearer(await clerk.issue.machine(API)),
} satisfies Record<string, Login>;

/** Callers that send no token in the `Authorization` header. */
const WITHOUT_TOKEN = {
  'no token': async () => ({}),
  'token in a cookie only': async (clerk) => ({ cookie: `__session=${await clerk.issue.session(API)}` }),
  'token as a WebSocket subprotocol': async (clerk) => subprotocol(await clerk.issue.session(API)),
  'expired token as a WebSocket subprotocol': async (clerk) => subprotocol(await clerk.issue.invalid('expired', API)),
  'basic authentication': async () => ({ authorization: `Basic ${btoa('user:password')}` }),
  'browser preflight': async () => ({
    origin: 'http://localhost:3000',
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  }),
} satisfies Record<string, Login>;

/** The demo leaves out tokens without `exp`: Clerk never issues them, and AWS does not document how it treats them. */
type DemoTokenName = Exclude<InvalidTokenName, 'noExpiry'>;

/** Callers whose token is invalid in one way. */
const WITH_INVALID_TOKEN = Object.fromEntries<Login>(
  Object.entries(INVALID_TOKENS)
    .filter(([name]) => name !== 'noExpiry')
    .map(([name, { title }]) => [
      title,
      async (clerk) => bearer(await clerk.issue.invalid(name as DemoTokenName, API)),
    ]),
) as Record<(typeof INVALID_TOKENS)[DemoTokenName]['title'], Login>;

export type Caller = keyof typeof WITH_VALID_TOKEN | keyof typeof WITHOUT_TOKEN | keyof typeof WITH_INVALID_TOKEN;

const LOGINS: Record<Caller, Login> = { ...WITH_VALID_TOKEN, ...WITHOUT_TOKEN, ...WITH_INVALID_TOKEN };

export const CALLERS = Object.keys(LOGINS) as Caller[];

/** Callers that every protected route refuses. A pending session is not included: the JWT authorizer does not check `sts`. */
export const ALWAYS_REFUSED: Caller[] = (Object.keys(WITH_INVALID_TOKEN) as Caller[]).filter(
  (caller) => caller !== INVALID_TOKENS.pending.title,
);

/** Obtains the credentials of every caller. */
export async function credentialsOf(clerk: LocalClerk, mcpServer: string): Promise<Record<Caller, Credentials>> {
  const logins = CALLERS.map(async (caller) => [caller, await LOGINS[caller](clerk, mcpServer)] as const);
  const entries = await Promise.all(logins);
  return Object.fromEntries(entries) as Record<Caller, Credentials>;
}
