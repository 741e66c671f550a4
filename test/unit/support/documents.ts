import { createServer } from 'node:http';
import { listen } from './loopback';

/** What a server answers. */
export interface Document {
  readonly status?: number;
  readonly body: string;
  readonly location?: string;
}

/** Changes of the documents of a Frontend API. */
export interface Changes {
  readonly discovery?: (document: Record<string, unknown>, url: string) => Document;
  readonly jwks?: () => Document;
}

/** Serves documents of a Frontend API that the local Clerk does not have. */
export async function serveDocuments(jwks: object, changes: Changes) {
  let url = '';
  const server = createServer((request, response) => {
    const document = { issuer: url, jwks_uri: `${url}/.well-known/jwks.json` };
    const isJwks = request.url?.startsWith('/.well-known/jwks.json');
    const plain: Document = { body: JSON.stringify(isJwks ? jwks : document) };
    const { status = 200, body, location } = (isJwks ? changes.jwks?.() : changes.discovery?.(document, url)) ?? plain;
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  url = `http://127.0.0.1:${await listen(server)}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, close };
}
