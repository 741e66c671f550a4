import { createServer } from 'node:http';
import { listen } from '../../unit/support/loopback';

export interface StaticServer {
  readonly url: string;
  /** The requests so far, as method and path. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts a server on loopback that gives the same response to every request. */
export async function startStaticServer(body: () => string): Promise<StaticServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end(body());
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return { url, requests, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
