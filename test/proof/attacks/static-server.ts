import { createServer } from 'node:http';
import { listen as listenOn } from '../../unit/support/loopback';

export interface LoopbackServer {
  readonly url: string;
  /** Every request, as method and path. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** A real server on this machine that gives everybody the same answer. */
export async function listen(body: () => string): Promise<LoopbackServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end(body());
  });
  const url = `http://127.0.0.1:${await listenOn(server)}`;
  return { url, requests, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
