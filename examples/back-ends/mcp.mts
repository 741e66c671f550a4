import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { getAuth } from 'cdk-clerk-authorizer/backend';

/** Answers an MCP client behind a REST API. Each request has a server of its own: a function keeps no session between two calls. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { userId } = getAuth(event);
  const server = new McpServer({ name: 'example', version: '1.0.0' });
  server.registerTool('whoami', { description: 'Says who is signed in.' }, () => ({
    content: [{ type: 'text', text: String(userId) }],
  }));
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const headers = event.headers as Record<string, string>;
  const request = new Request(`https://localhost${event.path}`, {
    method: event.httpMethod,
    headers,
    body: event.body,
  });
  const response = await transport.handleRequest(request);
  return { statusCode: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
