import {
  discoverAuthorizationServerMetadata,
  discoverOAuthProtectedResourceMetadata,
  extractResourceMetadataUrl,
  extractWWWAuthenticateParams,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { allowInsecureRequests, processResourceDiscoveryResponse, resourceDiscoveryRequest } from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type DomainName, startDomainName } from '../../local/emulator/domain-name';
import { deployApp } from './support/deploy';

const issuer = inject('frontendApiUrl');
const mcpServer = `${inject('examples')['examples/mcp-server.ts'].url}/mcp`;
const credentials = inject('credentials');

let domainName: DomainName;
let reports: string;
beforeAll(async () => {
  domainName = await startDomainName();
  reports = `${domainName.url}/reports`;
  const settings = { CLERK_FRONTEND_API_URL: issuer, RESOURCE: reports };
  domainName.map((await deployApp('test/e2e/apps/metadata.ts', settings)).ApiUrl);
});
afterAll(() => domainName.close());

describe.each([
  ['REST API', () => mcpServer, 'Example MCP server'],
  ['HTTP API', () => reports, 'Reports, for $5 & "more" #1'],
])('the metadata of the %s', (_, resourceOf, resourceName) => {
  test('is accepted by an OAuth client at its well-known URL', async () => {
    const resource = new URL(resourceOf());
    const response = await resourceDiscoveryRequest(resource, { [allowInsecureRequests]: true });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'max-age=3600',
      'content-type': 'application/json',
    });
    expect(await processResourceDiscoveryResponse(resource, response)).toEqual({
      resource: resource.href,
      authorization_servers: [issuer],
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      scopes_supported: ['openid', 'profile'],
      bearer_methods_supported: ['header'],
      resource_name: resourceName,
    });
  });

  test('leads an MCP client that knows only the URL of the resource to the authorization server', async () => {
    const { authorization_servers } = await discoverOAuthProtectedResourceMetadata(resourceOf());
    const server = await discoverAuthorizationServerMetadata(authorization_servers?.[0] ?? '');
    expect(server).toMatchObject({ issuer, code_challenge_methods_supported: ['S256'] });
  });
});

describe('the challenge of the REST API', () => {
  test.each([
    ['no token', 401, undefined],
    ['expired token', 401, undefined],
    ['opaque token', 401, undefined],
    ['session token for the MCP server', 401, undefined],
    ['MCP client without the scope', 403, 'insufficient_scope'],
  ] as const)('for "%s" has status %i, error %s, scopes and the URL of the metadata', async (caller, status, error) => {
    const response = await fetch(mcpServer, { headers: credentials[caller] });
    expect(response.status).toBe(status);
    const challenge = extractWWWAuthenticateParams(response);
    expect(challenge.error).toBe(error);
    expect(challenge.scope).toBeTruthy();

    const resourceMetadataUrl = extractResourceMetadataUrl(response);
    expect(resourceMetadataUrl?.href).toBe(mcpServer.replace('/mcp', '/.well-known/oauth-protected-resource/mcp'));
    const metadata = await discoverOAuthProtectedResourceMetadata(mcpServer, { resourceMetadataUrl });
    expect(metadata).toMatchObject({ resource: mcpServer, authorization_servers: [issuer] });
    const server = await discoverAuthorizationServerMetadata(metadata.authorization_servers?.[0] ?? '');
    expect(server?.token_endpoint).toBe(`${issuer}/oauth/token`);
  });
});

test('an HTTP API answers 401 without the URL of the metadata: API Gateway does not let it add one', async () => {
  const response = await fetch(reports);
  expect(response.status).toBe(401);
  expect(extractResourceMetadataUrl(response)).toBeUndefined();
});
