import { type OAuthClientProvider, UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalClerk, startLocalClerk } from '../../local/clerk/local-clerk';
import { type DomainName, startDomainName } from '../../local/emulator/domain-name';
import { deployApp } from './support/deploy';

let clerk: LocalClerk;
let domainName: DomainName;
let mcpServer: string;

beforeAll(async () => {
  clerk = await startLocalClerk();
  domainName = await startDomainName();
  mcpServer = `${domainName.url}/mcp`;
  const settings = { CLERK_FRONTEND_API_URL: clerk.frontendApiUrl, RESOURCE: mcpServer };
  domainName.map((await deployApp('test/e2e/apps/mcp.ts', settings)).ApiUrl);
});
afterAll(async () => {
  domainName.close();
  await clerk.close();
});

/** A user's MCP client, which Clerk knows. It remembers where the user was sent to sign in. */
class Login implements OAuthClientProvider {
  public signInUrl?: URL;
  private savedTokens?: OAuthTokens;
  private verifier = '';

  public readonly redirectUrl = 'http://localhost:3000/callback';
  public readonly clientMetadata = { redirect_uris: [this.redirectUrl] };

  public clientInformation = () => ({ client_id: 'client_1' });
  public tokens = () => this.savedTokens;
  public codeVerifier = () => this.verifier;

  public saveTokens(tokens: OAuthTokens): void {
    this.savedTokens = tokens;
  }

  public saveCodeVerifier(verifier: string): void {
    this.verifier = verifier;
  }

  public redirectToAuthorization(url: URL): void {
    this.signInUrl = url;
  }
}

/** Stands in for Clerk's token endpoint, which the local Clerk does not have: the token is for the resource that was asked for. */
async function fetchOrIssue(url: string | URL, init?: RequestInit): Promise<Response> {
  if (String(url) !== `${clerk.frontendApiUrl}/oauth/token`) return fetch(url, init);
  const resource = new URLSearchParams(String(init?.body)).get('resource') ?? '';
  const token = await clerk.issueFor(clerk.frontendApiUrl, resource).oauth({ claims: { sub: 'user_1' } });
  return Response.json({ access_token: token, token_type: 'Bearer' });
}

test('the client of the official SDK, which knows only the URL, logs in and calls a tool', async () => {
  const authProvider = new Login();
  const transport = () => new StreamableHTTPClientTransport(new URL(mcpServer), { authProvider, fetch: fetchOrIssue });

  const first = transport();
  await expect(new Client({ name: 'test', version: '1.0.0' }).connect(first)).rejects.toThrow(UnauthorizedError);
  const { origin, pathname, searchParams } = authProvider.signInUrl as URL;
  expect(origin + pathname).toBe(`${clerk.frontendApiUrl}/oauth/authorize`);
  expect(Object.fromEntries(searchParams)).toMatchObject({ resource: mcpServer, scope: 'openid' });

  await first.finishAuth('the code with which Clerk sends the user back');
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport());
  expect(await client.callTool({ name: 'whoami' })).toMatchObject({ content: [{ text: 'user_1' }] });
  await client.close();
});
