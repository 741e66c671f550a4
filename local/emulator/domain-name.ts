import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from './api';

/** A stand-in for a custom domain name of API Gateway: an origin on loopback whose root is the stage of an API. */
export interface DomainName {
  readonly url: string;
  /** Maps the domain name to an API, which may be deployed later. Returns the API as reached through the domain name. */
  map(api: Api): Api;
  close(): void;
}

export async function startDomainName(): Promise<DomainName> {
  let target: Api | undefined;
  const server = createServer((incoming, response) => {
    if (!target) return response.writeHead(404).end();
    const { host, port, stage } = target;
    const headers = { ...incoming.headers, host };
    const outgoing = request(
      { host: '127.0.0.1', port, method: incoming.method, path: stage + incoming.url, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      },
    );
    outgoing.once('error', () => response.destroy());
    return incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;

  return {
    url: `http://${host}`,
    map(api) {
      target = api;
      return { url: `http://${host}`, host, port, stage: '' };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
